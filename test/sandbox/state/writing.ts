import { nowInSeconds } from '../clock';
import { business, newMessageId } from '../ids';
import type { Person, WriteOptions } from '../types';
import { needGroup } from './people';
import { checkPerson, identityInIds, inputOf } from './person';
import type { World } from './world';

/** In: an answered message. Out: how the webhook names it. Throws if it is none of this chat. */
function contextOf(world: World, chat: string, replyTo: string): { id: string; from?: string } {
	const answered = world.conversations.get(replyTo);
	if (answered?.chat !== chat) throw new Error(`There is no message ${replyTo} to answer here`);
	const { author } = answered;
	if (author === undefined) return { id: replyTo, from: business.displayPhoneNumber };
	const from = inputOf(author, world.readings.usernameWaId);
	return from === author.waId ? { id: replyTo, from } : { id: replyTo };
}

interface Written {
	chat: string;
	groupId?: string;
	person: Person;
	text: string;
	options: WriteOptions;
}

function write(world: World, { chat, groupId, person, text, options }: Written): string {
	if (text.trim() === '') throw new Error('A message needs some text');
	const { replyTo } = options;
	const context = replyTo === undefined ? undefined : contextOf(world, chat, replyTo);
	const messageId = newMessageId(identityInIds(person), world.random);
	const message = { id: messageId, at: nowInSeconds(), chat, author: person, text };
	world.conversations.add(replyTo === undefined ? message : { ...message, replyTo });
	world.windows.open(chat);
	world.emit({
		kind: 'messageWritten',
		...(groupId === undefined ? {} : { groupId }),
		person,
		messageId,
		text,
		...(context === undefined ? {} : { context }),
	});
	return messageId;
}

/** A member writes a text into a group (reference 4.3). Out: the message's id. */
export function writeMessage(
	world: World,
	groupId: string,
	waId: string,
	text: string,
	options: WriteOptions = {},
): string {
	const group = needGroup(world, groupId);
	const person = group.members.get(waId);
	if (person === undefined) throw new Error(`${waId} is not a member of "${group.subject}"`);
	if (group.suspended) throw new Error(`"${group.subject}" is suspended`);
	return write(world, { chat: groupId, groupId, person, text, options });
}

/** A person writes a text to the business itself. Out: the message's id. */
export function writeToBusiness(
	world: World,
	person: Person,
	text: string,
	options: WriteOptions = {},
): string {
	checkPerson(person);
	if (world.notOnWhatsApp.has(person.waId)) throw new Error(`${person.waId} is not on WhatsApp`);
	return write(world, { chat: person.waId, person: { ...person }, text, options });
}

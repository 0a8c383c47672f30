import { nowInSeconds } from '../clock';
import { statusError } from '../errors';
import { business, newMessageId } from '../ids';
import type { MessageStatus, Person, RecipientType, SentMessage } from '../types';
import type { Outgoing } from './conversations';
import type { StatusChange } from './events';
import { type MessageCategory, priceOf } from './price';
import type { World } from './world';

/** A message that has passed every check. */
export interface Order {
	recipientType: RecipientType;
	/** The group's id, or the person's number in digits. */
	to: string;
	type: string;
	content: unknown;
	category: MessageCategory;
	text?: string;
	replyTo?: string;
	mediaId?: string;
	/** Code of what will go wrong on its way. */
	fault?: number;
}

function audienceOf(world: World, { recipientType, to }: Order): Person[] {
	if (recipientType === 'individual') return [{ waId: to }];
	return [...(world.store.get(to)?.members.values() ?? [])];
}

/** Why it will not arrive: what the request got wrong, what was planned, or nobody there. */
function faultOf(world: World, { recipientType, to, fault }: Order): number | undefined {
	const isAway = recipientType === 'individual' && world.notOnWhatsApp.has(to);
	return fault ?? world.planned.takeMessage() ?? (isAway ? 131026 : undefined);
}

/** Sends a message; its statuses follow (reference 4.4). Out: its id. */
export function sendMessage(world: World, order: Order): string {
	const { recipientType, to, type, content, category, text, replyTo, mediaId } = order;
	const idOf = recipientType === 'group' ? business.displayPhoneNumber : to;
	const message: SentMessage = {
		id: newMessageId(idOf, world.random),
		at: nowInSeconds(),
		recipientType,
		to,
		type,
		content,
		...(text === undefined ? {} : { text }),
		...(replyTo === undefined ? {} : { replyTo }),
		...(mediaId === undefined ? {} : { mediaId }),
		statuses: [],
	};
	const price = priceOf(recipientType, category, world.windows.isOpen(to));
	const outgoing: Outgoing = {
		message,
		audience: audienceOf(world, order),
		price,
		awaitedBy: new Set(),
	};
	const { id, at } = message;
	world.conversations.add({
		...{ id, at, chat: to, text: text ?? '', outgoing },
		...(replyTo === undefined ? {} : { replyTo }),
	});
	const fault = faultOf(world, order);
	world.later(world.conditions.statusDelayMs, () => {
		if (fault === undefined) depart(world, outgoing);
		else fail(world, outgoing, fault);
	});
	world.changed();
	return id;
}

/** The standing text of 131053 is about the pictures of groups. */
const unsendableFile = 'The file could not be fetched, or cannot be sent as this type of message.';

function fail(world: World, { message }: Outgoing, code: number): void {
	const error = statusError(code, code === 131053 ? unsendableFile : undefined);
	message.failed = { code, details: error.error_data.details };
	record(message, 'failed');
	world.statusTeller.tell([{ ...changeOf(message, 'failed'), error }]);
}

function depart(world: World, outgoing: Outgoing): void {
	const { message, price } = outgoing;
	record(message, 'sent');
	// Groups are charged for each delivery, so that nothing can be said of the price before it.
	const priced = message.recipientType === 'individual' ? { price } : {};
	world.statusTeller.tell([{ ...changeOf(message, 'sent'), ...priced }]);
	world.later(world.conditions.statusDelayMs, () => {
		const waiting = outgoing.audience.filter(
			({ waId }) => !world.notOnWhatsApp.has(waId) && !wasDelivered(message, waId),
		);
		world.statusTeller.tell(
			waiting.map((person) =>
				reach(outgoing, person, outgoing.awaitedBy.has(person.waId) ? 'read' : 'delivered'),
			),
		);
	});
}

/** Notes that a message got to somebody. Out: what to tell about it. */
function reach(
	{ message, price }: Outgoing,
	person: Person,
	status: 'delivered' | 'read',
): StatusChange {
	// Whoever reads at once is never told to have got it, and is charged for by reading.
	const priced = wasDelivered(message, person.waId) ? {} : { price };
	record(message, status, person.waId);
	const participant = message.recipientType === 'group' ? { participant: person } : {};
	return { ...changeOf(message, status), ...participant, ...priced };
}

/** A person opens a message: now, or as soon as it arrives if it is still on its way. */
export function readMessage(world: World, messageId: string, waId: string): void {
	const outgoing = world.conversations.get(messageId)?.outgoing;
	if (outgoing === undefined) throw new Error(`The business sent no message ${messageId}`);
	const { message, audience } = outgoing;
	const person = audience.find((one) => one.waId === waId);
	if (person === undefined || message.failed !== undefined) {
		throw new Error(`${waId} did not get this message`);
	}
	if (message.statuses.length === 0) {
		outgoing.awaitedBy.add(waId);
		return;
	}
	if (message.statuses.some((one) => one.status === 'read' && one.waId === waId)) return;
	world.statusTeller.tell([reach(outgoing, person, 'read')]);
}

/** A person opens a chat, and thereby reads all that arrived there. Out: how many messages that was. */
export function readChat(world: World, chat: string, waId: string): number {
	const unread = world.conversations.chat(chat).filter(({ outgoing }) => {
		const statuses = outgoing?.message.statuses ?? [];
		const mine = statuses.filter((one) => one.waId === waId);
		return mine.length > 0 && mine.every((one) => one.status !== 'read');
	});
	for (const { id } of unread) readMessage(world, id, waId);
	return unread.length;
}

function wasDelivered({ statuses }: SentMessage, waId: string): boolean {
	return statuses.some((one) => one.waId === waId);
}

function record(message: SentMessage, status: MessageStatus['status'], waId?: string): void {
	const about = waId === undefined ? {} : { waId };
	message.statuses.push({ status, ...about, at: nowInSeconds() });
}

function changeOf(
	{ id, recipientType, to }: SentMessage,
	status: MessageStatus['status'],
): StatusChange {
	return { messageId: id, recipientType, recipient: to, status };
}

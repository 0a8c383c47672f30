import type { Readings } from '../readings';
import type { Person } from '../types';

/** How the API names a person: in group info, join requests and webhooks (reference 2.3, 1). */
export interface WirePerson {
	wa_id?: string;
	user_id?: string;
	parent_user_id?: string;
	username?: string;
}

function numberIsShown(person: Person, reading: Readings['usernameWaId']): boolean {
	return person.username === undefined || reading === 'present';
}

/** In: a person and the reading for people with a username. Out: the fields the API shows. */
export function wirePerson(person: Person, reading: Readings['usernameWaId']): WirePerson {
	const wire: WirePerson = {};
	if (numberIsShown(person, reading)) wire.wa_id = person.waId;
	else if (reading === 'empty') wire.wa_id = '';
	if (person.userId !== undefined) wire.user_id = person.userId;
	if (person.parentUserId !== undefined) wire.parent_user_id = person.parentUserId;
	if (person.username !== undefined) wire.username = person.username;
	return wire;
}

/** How webhooks name whoever wrote a message (reference 4.3). */
export interface WireSender {
	contact: Record<string, unknown>;
	from: Record<string, string>;
}

/** In: who wrote a message, and the reading. Out: their row of `contacts` and the keys of `from`. */
export function wireSender(person: Person, reading: Readings['usernameWaId']): WireSender {
	const { username, ...ids } = wirePerson(person, reading);
	// WhatsApp always has a profile name; people of the sandbox may have none.
	const name = person.name ?? username ?? `+${person.waId}`;
	const { wa_id: waId, user_id: userId, parent_user_id: parentUserId } = ids;
	return {
		contact: { profile: { name, ...(username === undefined ? {} : { username }) }, ...ids },
		from: {
			...(waId === undefined ? {} : { from: waId }),
			...(userId === undefined ? {} : { from_user_id: userId }),
			...(parentUserId === undefined ? {} : { from_parent_user_id: parentUserId }),
		},
	};
}

/** The one identifier by which a business may always call this person. */
export function inputOf(person: Person, reading: Readings['usernameWaId']): string {
	return numberIsShown(person, reading) ? person.waId : (person.userId ?? person.waId);
}

/** What join-request ids are made of; it must not give away a hidden phone number. */
export function identityInIds(person: Person): string {
	return person.username === undefined ? person.waId : (person.userId ?? person.waId);
}

/** Throws a sentence if this cannot be a person. */
export function checkPerson(person: Person): void {
	if (!/^\d{5,20}$/.test(person.waId)) {
		throw new Error(`A waId is a phone number in digits without "+"; got "${person.waId}"`);
	}
	if (person.username !== undefined && person.userId === undefined) {
		throw new Error(`${person.username} has a username and therefore needs a userId as well`);
	}
}

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

import { asInteger, asObject, asText, isWireObject } from '../api/wire';
import type { WireObject } from '../api/wire';
import type { EventError, EventParticipant } from './event';

/* What elements of all kinds are made of: texts, lists, errors, people. */

/** Takes what is `undefined` out of a fresh object; `undefined` if nothing is left. */
export function compact<T extends object>(value: T): T | undefined {
	for (const [key, entry] of Object.entries(value)) {
		if (entry === undefined) Reflect.deleteProperty(value, key);
	}
	return Object.keys(value).length > 0 ? value : undefined;
}

/** Those of the values that are texts or numbers, as texts; `undefined` if none is. */
export function texts<K extends string>(
	values: Record<K, unknown>,
): { [P in K]?: string } | undefined {
	const read: { [P in K]?: string } = {};
	for (const key in values) {
		const text = asText(values[key]);
		if (text !== undefined) read[key] = text;
	}
	return Object.keys(read).length > 0 ? read : undefined;
}

/** A list as it is, a single thing as a list of one, nothing as an empty list. */
export function asList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return value === undefined || value === null ? [] : [value];
}

/**
 * The errors of an element; `undefined` if it has none. Success and failure share the same `type` and differ
 * only in whether there are any (Meta's guide to group webhooks), so errors that can't be read count, too.
 */
export function readErrors({ errors }: WireObject): EventError[] | undefined {
	const list = errors ? asList(errors) : [];
	return list.length > 0 ? list.map(readError) : undefined;
}

function readError(error: unknown): EventError {
	const { code, title, message, error_data } = asObject(
		isWireObject(error) ? error : { message: error },
	);
	const { details } = asObject(error_data);
	return compact({ code: asInteger(code), ...texts({ title, message, details }) }) ?? {};
}

/** A person as the group webhooks write one; messages and statuses are brought into this form. */
export interface WirePerson {
	wa_id?: unknown;
	/** What a call named the person by: a phone number, or a business-scoped user ID. */
	input?: unknown;
	user_id?: unknown;
	parent_user_id?: unknown;
	username?: unknown;
	name?: unknown;
}

/**
 * Sources: Meta's guide to group webhooks; that `wa_id` may be missing or empty, and the user IDs: Meta on
 * business-scoped user IDs.
 *
 * @returns `undefined` if nothing says who it is
 */
export function readPerson(person: WirePerson): EventParticipant | undefined {
	const { wa_id, input, user_id, parent_user_id, username, name } = person;
	const waId = digitsOf(wa_id) ?? asText(wa_id) ?? digitsOf(input);
	return texts({
		phoneNumber: phoneNumberOf(waId),
		waId,
		userId: asText(user_id) ?? (digitsOf(input) ? undefined : input),
		parentUserId: parent_user_id,
		username,
		name,
	});
}

/** What tells a person from others, however a webhook writes the person down. */
export function identityOf(participant: EventParticipant = {}): string | undefined {
	const { waId, userId, username, parentUserId } = participant;
	return waId ?? userId ?? username ?? parentUserId;
}

/** `+` and digits; `undefined` for what is no phone number. */
export function phoneNumberOf(value: unknown): string | undefined {
	const digits = digitsOf(value);
	return digits && `+${digits}`;
}

const digitsOf = (value: unknown) => /^\+?(\d+)$/.exec(asText(value) ?? '')?.[1];

import { InputError } from '../../explainedError';
import { phoneKey, readPhoneNumber, splitNumbers } from '../../phone';
import { readDefaultCountry } from '../fields/country';
import { phoneError, phoneNumbersField } from '../fields/phoneNumbers';
import type { ItemParameters } from '../itemParameters';

export const recipientsField = phoneNumbersField('These people are invited.');

/** Somebody to write to; or a number that can't be read, with the reason. */
export type InvitedPerson = { typed: string } & (
	| { digits: string; /** The same for all spellings of the number. */ key: string }
	| { error: InputError }
);

/**
 * Everybody an item names, each person once.
 *
 * @throws {InputError} when nobody is named
 */
export function readRecipients(parameters: ItemParameters): InvitedPerson[] {
	const defaultCountry = readDefaultCountry(parameters);
	const people = new Map<string, InvitedPerson>();
	for (const typed of parameters.texts('phoneNumbers', splitNumbers)) {
		const person = readPerson(typed, defaultCountry);
		const key = 'key' in person ? person.key : `unread ${typed}`;
		if (!people.has(key)) people.set(key, person);
	}
	if (people.size > 0) return [...people.values()];
	throw new InputError("'Phone Numbers' is empty", {
		howToFix:
			'Enter a phone number. If it comes from an expression, check that this item has a value there.',
	});
}

function readPerson(typed: string, defaultCountry: string | undefined): InvitedPerson {
	const reading = readPhoneNumber(typed, defaultCountry);
	if ('problem' in reading) return { typed, error: phoneError(typed, reading.problem) };
	const [digits, ...others] = reading.digits;
	if (digits === undefined || others.length > 0) {
		return { typed, error: phoneError(typed, 'ambiguous') };
	}
	return { typed, digits, key: phoneKey(digits) };
}

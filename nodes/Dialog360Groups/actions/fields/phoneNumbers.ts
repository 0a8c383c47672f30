import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../explainedError';
import type { PhoneProblem } from '../../phone';

const WHAT_IS_WRONG: Readonly<Record<PhoneProblem, { message: string; howToFix: string }>> = {
	empty: {
		message: 'The phone number is empty',
		howToFix: 'Check that this item has a phone number in the field you use.',
	},
	noDigits: {
		message: 'is not a phone number',
		howToFix: 'Write it with its country code, for instance +49 171 1234567.',
	},
	unknownCountry: {
		message: "can't be read, since the country in 'Default Country' is not known",
		howToFix: 'Choose one from the list, or use its two letters, for instance DE.',
	},
	notANumber: {
		message: 'is not a phone number',
		howToFix: 'Write it with its country code, for instance +49 171 1234567.',
	},
	noCountryCode: {
		message: 'has no country code',
		howToFix:
			"Write it with its country code, for instance +49 171 1234567, or set 'Default Country' under Options.",
	},
	tooShort: {
		message: 'is too short for a phone number',
		howToFix:
			'Check whether digits are missing. With its country code it looks like +49 171 1234567.',
	},
	tooLong: {
		message: 'is too long for a phone number',
		howToFix:
			'A phone number has at most 15 digits. To name several people, separate their numbers with commas.',
	},
	ambiguous: {
		message: 'can be read as the number of more than one person',
		howToFix: 'Write it with a plus sign and its country code, for instance +49 171 1234567.',
	},
};

/**
 * The field that names people by their numbers, the same in every operation.
 *
 * @param description what is to be said beyond how numbers are written
 */
export function phoneNumbersField(description: string): INodeProperties {
	return {
		displayName: 'Phone Numbers',
		name: 'phoneNumbers',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +49 171 1234567, 0049 172 7654321',
		hint: "Separate several numbers with commas. For numbers without a country code, add 'Default Country' under Options.",
		description: `One number, or several separated by commas. Spaces, dashes and brackets do not matter. ${description}`,
	};
}

/** @param typed the number as the person typed it */
export function phoneError(typed: string, problem: PhoneProblem): InputError {
	const { message, howToFix } = WHAT_IS_WRONG[problem];
	return new InputError(problem === 'empty' ? message : `'${typed}' ${message}`, { howToFix });
}

import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../explainedError';
import { countries } from '../../phone';
import type { ItemParameters } from '../itemParameters';

const NONE = '';

/** For phone numbers that come without a country code; belongs into an 'Options' collection. */
export const defaultCountryField: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'options',
	default: NONE,
	description:
		'The country of phone numbers that are written without a country code, for instance 0171 1234567. With a country code, for instance +49 171 1234567, this is not needed.',
	options: [
		{ name: '(None)', value: NONE },
		...countries.map(({ name, code, callingCode }) => ({
			name: `${name} (+${callingCode})`,
			value: code,
		})),
	],
};

/** @returns the two letters of the chosen country; `undefined` when none is chosen */
export function readDefaultCountry(parameters: ItemParameters): string | undefined {
	const code = parameters.text('options.defaultCountry').toUpperCase();
	if (code === NONE) return undefined;
	if (countries.some((country) => country.code === code)) return code;
	throw new InputError("The country in 'Default Country' is not known", {
		howToFix: 'Choose one from the list, or use its two letters, for instance DE.',
	});
}

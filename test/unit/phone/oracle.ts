import type { CountryCode } from 'libphonenumber-js';
import examples from 'libphonenumber-js/examples.mobile.json';
import metadata from 'libphonenumber-js/metadata.max.json';
import { getCountries, getExampleNumber, type PhoneNumber } from 'libphonenumber-js/max';

/** Numbering plans as Google's libphonenumber knows them: a second opinion for our own tables. */
export interface OraclePlan {
	callingCode: string;
	internationalPrefix: string;
	nationalPrefix: string;
	/** Lengths and patterns of fixed-line and mobile numbers. */
	lengths: number[];
	patterns: RegExp[];
}

/** Positions: https://gitlab.com/catamphetamine/libphonenumber-js/blob/master/METADATA.md */
const POSITIONS = { callingCode: 0, idd: 1, lengths: 3, nationalPrefix: 5, types: 11 };

export function oraclePlan(country: CountryCode): OraclePlan {
	const cells = list(metadata.countries[country]);
	const types = list(cells[POSITIONS.types]).slice(0, 2).map(list);
	const allLengths = numbers(cells[POSITIONS.lengths]);
	return {
		callingCode: text(cells[POSITIONS.callingCode]),
		internationalPrefix: text(cells[POSITIONS.idd]),
		nationalPrefix: text(cells[POSITIONS.nationalPrefix]),
		lengths: types
			.filter((type) => type.length > 0)
			.flatMap((type) => (type[1] ? numbers(type[1]) : allLengths)),
		patterns: types
			.filter((type) => type.length > 0)
			.map((type) => new RegExp(`^(?:${text(type[0])})$`)),
	};
}

export const oracleCountries: readonly CountryCode[] = getCountries();
export const nonGeographicCodes: readonly string[] = Object.keys(metadata.nonGeographic);

/** A valid mobile number of the country. */
export function exampleOf(country: CountryCode): PhoneNumber {
	const number = getExampleNumber(country, examples);
	if (number === undefined) throw new Error(`No example of ${country}`);
	return number;
}

export function digitsOfNumber(number: PhoneNumber): string {
	return number.number.slice(1);
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

function numbers(value: unknown): number[] {
	return list(value).filter((entry) => typeof entry === 'number');
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

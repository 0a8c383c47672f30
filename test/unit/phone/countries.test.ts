import { countries, findCountry } from '../../../nodes/Dialog360Groups/phone';
import {
	isPlausible,
	numberingPlans,
	planOf,
	planOfInternational,
} from '../../../nodes/Dialog360Groups/phone/numberingPlans';
import { nonGeographicCodes, oracleCountries, oraclePlan } from './oracle';

describe('countries', () => {
	it('are the countries of libphonenumber, with their calling codes', () => {
		const codes = Object.fromEntries(countries.map(({ code, callingCode }) => [code, callingCode]));
		expect(codes).toEqual(
			Object.fromEntries(oracleCountries.map((code) => [code, oraclePlan(code).callingCode])),
		);
	});

	it('are named in English, uniquely, in the order of their names', () => {
		const names = countries.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		expect(names.filter((name) => !/^[\p{L}.,'()\- ]{4,}$/u.test(name))).toEqual([]);
	});

	it('look as an options list needs them', () => {
		expect(countries).toContainEqual({ code: 'DE', name: 'Germany', callingCode: '49' });
		expect(countries).toContainEqual({ code: 'CI', name: "Côte d'Ivoire", callingCode: '225' });
		expect(countries).toContainEqual({ code: 'US', name: 'United States', callingCode: '1' });
	});

	it.each([
		['DE', 'Germany'],
		[' de ', 'Germany'],
		['XK', 'Kosovo'],
	])('finds %j', (code, name) => {
		expect(findCountry(code)?.name).toBe(name);
	});

	it.each(['', 'UK', 'USA', '49', 'constructor', '__proto__'])('knows no %j', (code) => {
		expect(findCountry(code)).toBeUndefined();
	});
});

/** Trunk prefixes that libphonenumber's current plans don't name, and why we read them all the same. */
const MORE_TRUNK_PREFIXES: Record<string, string[]> = {
	// Given up on 3 August 2019, still in people's address books; libphonenumber read them until then.
	MX: ['01', '044', '045'],
	// libphonenumber accepts both while parsing (its "national prefix for parsing").
	LT: ['0', '8'],
	BY: ['80', '8', '0'],
	// Dialled 8, tone, 0 … until 2009; still common in writing.
	UA: ['80', '0'],
	// libphonenumber handles Gabon's 0 by a transform of the numbers of 2019.
	GA: ['0'],
};

/** Lengths wider than libphonenumber's, because WhatsApp has accounts that keep an older form. */
const OTHER_LENGTHS: Record<string, [number, number]> = {
	// 521 and ten digits.
	MX: [10, 11],
	// Eight digits until 30 November 2024.
	BJ: [8, 10],
	// Eight digits until 31 January 2021; github.com/devlikeapro/waha issue 1894.
	CI: [8, 10],
};

describe('numbering plans', () => {
	it.each(oracleCountries)('of %s agrees with libphonenumber', (country) => {
		const oracle = oraclePlan(country);
		const plan = planOf(oracle.callingCode);
		if (plan === undefined) throw new Error('missing');

		const trunk = oracle.nationalPrefix === '' ? [] : [oracle.nationalPrefix];
		expect(plan.trunkPrefixes).toEqual(MORE_TRUNK_PREFIXES[country] ?? trunk);

		const prefix = plan.internationalPrefix?.source ?? '^(?:00)';
		expect(prefix).toBe(`^(?:${oracle.internationalPrefix})`);

		// One calling code may serve several countries: the range spans all of them.
		const sharing = oracleCountries
			.map(oraclePlan)
			.filter(({ callingCode }) => callingCode === oracle.callingCode);
		const lengths = sharing.flatMap((shared) => shared.lengths);
		// E.164 ends at 15 digits; libphonenumber lists Germany's longer local numbers.
		const longest = Math.min(Math.max(...lengths), 15 - oracle.callingCode.length);
		expect([plan.minLength, plan.maxLength]).toEqual(
			OTHER_LENGTHS[country] ?? [Math.min(...lengths), longest],
		);
	});

	it('exist for the calling codes of no country, and for no others', () => {
		const known = new Set([
			...nonGeographicCodes,
			...oracleCountries.map((country) => oraclePlan(country).callingCode),
		]);
		expect(new Set(numberingPlans.map(({ callingCode }) => callingCode))).toEqual(known);
	});

	it('have calling codes of which none begins another', () => {
		const codes = numberingPlans.map(({ callingCode }) => callingCode);
		const nested = codes.filter((code) =>
			codes.some((other) => other !== code && other.startsWith(code)),
		);
		expect(nested).toEqual([]);
		for (const code of codes) expect(planOfInternational(`${code}1234567`)?.callingCode).toBe(code);
		expect(planOfInternational('0123456789')).toBeUndefined();
		expect(planOfInternational('999123456')).toBeUndefined();
		expect(planOfInternational('')).toBeUndefined();
	});

	it('know where a number may begin with 0, by the patterns of libphonenumber', () => {
		// Tried rather than derived: numbers that begin with 0, their next three digits in full.
		const beginsWithZero = (country: (typeof oracleCountries)[number]): boolean => {
			const { lengths, patterns } = oraclePlan(country);
			for (const length of new Set(lengths)) {
				for (let next = 0; next < 1000; next++) {
					for (const filler of ['123456789012', '601234567890', '886377000000', '999999999999']) {
						const number = `0${String(next).padStart(3, '0')}${filler}`.slice(0, length);
						if (patterns.some((pattern) => pattern.test(number))) return true;
					}
				}
			}
			return false;
		};
		const found = new Set(
			oracleCountries.filter(beginsWithZero).map((country) => oraclePlan(country).callingCode),
		);
		const ours = numberingPlans.filter((plan) => plan.mayStartWithZero);
		expect(new Set(ours.map((plan) => plan.callingCode))).toEqual(found);
	});

	it.each([
		['49', '1711234567', true],
		['49', '01711234567', false],
		['1', '4155550132', true],
		['1', '1155550132', false],
		['1', '415555013', false],
		['39', '0612345678', true],
	])('+%s %s is plausible: %s', (callingCode, national, expected) => {
		const plan = planOf(callingCode);
		expect(plan && isPlausible(plan, national)).toBe(expected);
	});
});

import fc from 'fast-check';
import {
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';

import {
	createPhoneIndex,
	phoneKey,
	readPhoneNumber,
	type PhoneIndex,
} from '../../../nodes/Dialog360Groups/phone';
import { digitsOfNumber, exampleOf, oracleCountries } from './oracle';

interface Person {
	name: string;
	wa_id?: string;
}

function indexOf(...people: Person[]): PhoneIndex<Person> {
	return createPhoneIndex(people, (person) => person.wa_id);
}

describe('an index of people', () => {
	const ana = { name: 'Ana', wa_id: '551187654321' };
	const ben = { name: 'Ben', wa_id: '491711234567' };
	const luz = { name: 'Luz', wa_id: '5215512345678' };
	const index = indexOf({ name: 'no number' }, ana, { name: 'empty number', wa_id: '' }, ben, luz, {
		name: 'not a number',
		wa_id: 'US.13491208655302741918',
	});

	it.each([
		['+49 (0) 171 123-45 67', undefined, ben],
		['0171 1234567', 'DE', ben],
		['491711234567', 'DE', ben],
		['(11) 98765-4321', 'BR', ana],
		['(11) 8765-4321', 'BR', ana],
		['+55 11 98765 4321', 'US', ana],
		['55 1234 5678', 'MX', luz],
		['+52 55 1234 5678', undefined, luz],
		['044 55 1234 5678', 'MX', luz],
	])('finds %j (%s)', (input, defaultCountry, found) => {
		expect(index.find(input, defaultCountry)).toEqual({ found });
	});

	it.each([
		['0171 1234568', 'DE', { problem: 'noMatch', digits: ['491711234568'] }],
		['0171 1234567', 'AT', { problem: 'noMatch', digits: ['431711234567'] }],
		['(11) 3765-4321', 'BR', { problem: 'noMatch', digits: ['551137654321'] }],
		['0171 1234567', undefined, { problem: 'noCountryCode' }],
		['', 'DE', { problem: 'empty' }],
		['13491208655302741918', undefined, { problem: 'tooLong' }],
		['US.13491208655302741918', undefined, { problem: 'notANumber' }],
		['not a number', undefined, { problem: 'noDigits' }],
	])('does not find %j (%s)', (input, defaultCountry, problem) => {
		expect(index.find(input, defaultCountry)).toEqual(problem);
	});

	it('never takes a number of the US for one of Switzerland', () => {
		const swiss = { name: 'Urs', wa_id: '41555501325' };
		const people = indexOf(swiss);
		expect(people.find('415 555 01325', 'US')).toMatchObject({ problem: 'noMatch' });
		expect(people.find('+41 55 550 13 25', 'US')).toEqual({ found: swiss });
	});

	it('says so when two people match in two readings', () => {
		const national = { name: 'Leer', wa_id: '49491711234567' };
		expect(indexOf(ben, national).find('491711234567', 'DE')).toEqual({ problem: 'ambiguous' });
		expect(indexOf(ben).find('491711234567', 'DE')).toEqual({ found: ben });
	});

	it('prefers the account with exactly this number to one with a variant of it, in any order', () => {
		const withNine = { name: 'Ana again', wa_id: '5511987654321' };
		for (const index of [indexOf(ana, withNine), indexOf(withNine, ana)]) {
			expect(index.find('11 98765 4321', 'BR')).toEqual({ found: withNine });
		}
	});

	it('counts the first of two items of one account', () => {
		const again = { ...ben, name: 'Ben again' };
		expect(indexOf(ben, again).find('0171 1234567', 'DE')).toEqual({ found: ben });
		expect(indexOf({ ...ben, wa_id: '+491711234567' }, ben).find('+49 171 1234567')).toMatchObject({
			found: { wa_id: '+491711234567' },
		});
	});

	it('reads any iterable, once', () => {
		function* people() {
			yield ben;
		}
		const once = createPhoneIndex(people(), ({ wa_id }) => wa_id);
		expect(once.find('0171 1234567', 'DE')).toEqual({ found: ben });
		expect(once.find('0171 1234567', 'DE')).toEqual({ found: ben });
	});

	it('builds and answers quickly for a crowd', () => {
		const crowd = Array.from({ length: 10_000 }, (_, n) => ({
			name: `${n}`,
			wa_id: `4917${10_000_000 + n}`,
		}));
		const started = performance.now();
		const big = indexOf(...crowd);
		for (const [n, person] of crowd.entries()) {
			expect(big.find(`017/${10_000_000 + n}`, 'DE')).toEqual({ found: person });
		}
		expect(performance.now() - started).toBeLessThan(5000);
	});
});

/** A valid number near the country's example: one to four of its last digits are other ones. */
const validNumber: fc.Arbitrary<[CountryCode, PhoneNumber]> = fc
	.tuple(fc.constantFrom(...oracleCountries), fc.nat(9999), fc.integer({ min: 0, max: 4 }))
	.map(([country, random, count]): [CountryCode, PhoneNumber] => {
		const example = exampleOf(country);
		const digits = digitsOfNumber(example);
		const tail = String(random)
			.padStart(4, '0')
			.slice(4 - count);
		const varied = parsePhoneNumberFromString(`+${digits.slice(0, digits.length - count)}${tail}`);
		return [country, varied?.isValid() ? varied : example];
	});

/** What people add without changing the number. */
const noise = fc.array(
	fc.constantFrom('', ' ', '-', '.', '~', ' - ', '\u00A0', '\u200B', '\u202C', '  ', '–'),
	{ minLength: 40, maxLength: 40 },
);

function noisy(text: string, between: string[]): string {
	return [...text].map((character, n) => character + (between[n % between.length] ?? '')).join('');
}

function otherDigits(text: string, zero: number): string {
	return text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

describe('valid numbers of every country', () => {
	/** Everyone else's numbers, so that a wrong match has every chance. */
	const crowd = oracleCountries.map((country) => digitsOfNumber(exampleOf(country)));

	function expectFound(input: string, defaultCountry: string | undefined, number: PhoneNumber) {
		const own = digitsOfNumber(number);
		const others = crowd.filter((digits) => phoneKey(digits) !== phoneKey(own));
		const people = createPhoneIndex([...others, own], (digits) => digits);
		expect([input, defaultCountry, people.find(input, defaultCountry)]).toEqual([
			input,
			defaultCountry,
			{ found: own },
		]);
		const strangers = createPhoneIndex(others, (digits) => digits);
		expect([input, strangers.find(input, defaultCountry)]).toMatchObject([
			input,
			{ problem: 'noMatch' },
		]);
	}

	it.each(oracleCountries)('%s: the example number, however written', (country) => {
		const number = exampleOf(country);
		const digits = digitsOfNumber(number);
		const national = number.formatNational();
		const spellings = [
			national,
			number.formatInternational(),
			number.number,
			`00${digits}`,
			number.getURI(),
			`https://wa.me/${digits}`,
		];
		// Where 0 is the prefix, and the number doesn't keep it, and it isn't Hungary's 06.
		if (national.startsWith('0') && !number.nationalNumber.startsWith('0') && country !== 'HU') {
			spellings.push(`+${number.countryCallingCode} (0) ${national.slice(1)}`);
			spellings.push(`00${number.countryCallingCode} (0)${national.slice(1)}`);
			spellings.push(`+${number.countryCallingCode} ${national}`);
		}
		for (const spelling of spellings) expectFound(spelling, country, number);
		expectFound(number.formatInternational(), undefined, number);
		expectFound(digits, undefined, number);
	});

	it('match their own wa_id and nobody else, with noise and in other scripts', () => {
		fc.assert(
			fc.property(
				validNumber,
				noise,
				fc.constantFrom(0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10),
				([country, number], between, zero) => {
					const national = otherDigits(noisy(number.formatNational(), between), zero);
					const international = otherDigits(noisy(number.formatInternational(), between), zero);
					expectFound(national, country, number);
					expectFound(international, country, number);
					expectFound(international, undefined, number);
				},
			),
			{ numRuns: 1000 },
		);
	});

	it('are never found by a number that differs in one digit', () => {
		fc.assert(
			fc.property(validNumber, fc.nat(), fc.integer({ min: 1, max: 9 }), (pair, at, by) => {
				const [country, number] = pair;
				const digits = digitsOfNumber(number);
				const position = at % digits.length;
				const changed = (Number(digits.charAt(position)) + by) % 10;
				const other = digits.slice(0, position) + changed + digits.slice(position + 1);
				const people = createPhoneIndex([other], (text) => text);
				for (const input of [number.formatNational(), number.formatInternational(), digits]) {
					expect([input, other, people.find(input, country)]).toMatchObject([
						input,
						other,
						{ problem: 'noMatch' },
					]);
				}
			}),
			{ numRuns: 5000 },
		);
	});

	it('written abroad are read as libphonenumber reads them', () => {
		fc.assert(
			fc.property(validNumber, fc.constantFrom(...oracleCountries), ([, number], elsewhere) => {
				const own = digitsOfNumber(number);
				const text = number.formatInternational();
				expect([text, readPhoneNumber(text, elsewhere)]).toEqual([text, { digits: [own] }]);
				// How someone in that country dials it.
				const dialled = number.format('IDD', { fromCountry: elsewhere });
				if (dialled && elsewhere !== number.country) {
					const reading = readPhoneNumber(dialled, elsewhere);
					if ('problem' in reading) expect(reading.problem).toBe('ambiguous');
					else expect([dialled, elsewhere, reading.digits]).toEqual([dialled, elsewhere, [own]]);
				}
			}),
			{ numRuns: 5000 },
		);
	});
});

describe('arbitrary text', () => {
	const phoneLike = fc.string({
		unit: fc.constantFrom(...'0123456789+()[]-./ ,;x\n\u200B٣५＋４'),
		maxLength: 40,
	});
	const anything = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({ unit: 'grapheme' }),
		phoneLike,
		phoneLike.map((text) => `tel:${text}`),
	);

	it('is read without throwing, into digits or a problem', () => {
		fc.assert(
			fc.property(
				anything,
				fc.oneof(fc.constantFrom(...oracleCountries), anything),
				(text, country) => {
					const reading = readPhoneNumber(text, country);
					if ('problem' in reading) return;
					expect(reading.digits.length).toBeGreaterThan(0);
					expect(new Set(reading.digits).size).toBe(reading.digits.length);
					for (const digits of reading.digits) expect(digits).toMatch(/^[1-9]\d{6,14}$/);
				},
			),
			{ numRuns: 20_000 },
		);
	});

	it('as wa_id never throws either, and is found only as a number', () => {
		fc.assert(
			fc.property(fc.array(anything), anything, (ids, input) => {
				const match = createPhoneIndex(ids, (id) => id).find(input);
				if ('found' in match) expect(match.found).toMatch(/^\+?\d{7,15}$/);
			}),
		);
	});
});

import fc from 'fast-check';

import { phoneKey } from '../../../nodes/Dialog360Groups/phone';
import { numberingPlans } from '../../../nodes/Dialog360Groups/phone/numberingPlans';

const digit = fc.integer({ min: 0, max: 9 }).map(String);
const digits = (length: number) =>
	fc.array(digit, { minLength: length, maxLength: length }).map((list) => list.join(''));
/** Numbers of any country, and more often of the countries that have variants. */
const anyNumber = fc
	.oneof(
		fc.constantFrom(...numberingPlans.map(({ callingCode }) => callingCode)),
		fc.constantFrom('55', '5511', '55119', '52', '521', '54', '549', '229', '22901'),
	)
	.chain((code) => fc.integer({ min: 4, max: 12 }).chain((n) => digits(n).map((d) => code + d)))
	.filter((number) => number.length >= 7 && number.length <= 15);

/** One person's numbers, written without the table of the code under test. */
function samePerson(a: string, b: string): boolean {
	if (a === b) return true;
	const [short, long] = a.length < b.length ? [a, b] : [b, a];
	const insertedAt = (position: number, inserted: string, total: number): boolean =>
		short.length === total && long === short.slice(0, position) + inserted + short.slice(position);
	if (short.startsWith('55')) {
		return (
			/^..[1-9][1-9]/.test(short) && '6789'.includes(short.charAt(4)) && insertedAt(4, '9', 12)
		);
	}
	if (short.startsWith('52')) return insertedAt(2, '1', 12);
	if (short.startsWith('54')) return insertedAt(2, '9', 12);
	if (short.startsWith('229')) return insertedAt(3, '01', 11);
	return false;
}

describe('phoneKey', () => {
	it.each([
		['Brazil, mobile', '5511987654321', '551187654321'],
		['Brazil, mobile, another area', '5592981723241', '559281723241'],
		['Brazil, mobile that begins with 6', '5521965432109', '552165432109'],
		['Mexico', '5215512345678', '525512345678'],
		['Argentina', '5491123456789', '541123456789'],
		['Argentina, long area code', '5492966123456', '542966123456'],
		['Benin', '2290197123456', '22997123456'],
	])('is one for %s', (_, one, other) => {
		expect(phoneKey(one)).toBe(phoneKey(other));
	});

	it.each([
		// The nine digits of a mobile number without an older form, and a landline.
		['Brazil, mobile and landline', '5511923456789', '551123456789'],
		['Brazil, area 11 and area 91', '5511987654321', '5591187654321'],
		['Brazil, one digit less', '551198765432', '55118765432'],
		['Mexico, 1 within the number', '521551234567', '52551234567'],
		['Argentina, 9 within the number', '549112345678', '54112345678'],
		['USA', '15219876543', '1521987654'],
		['Benin, 02 is a landline', '2290221234567', '22921234567'],
		['Ivory Coast, where the old digits were given out again', '2250707123456', '22507123456'],
		['country codes that begin alike', '5511987654321', '5911987654321'],
	])('differs for %s', (_, one, other) => {
		expect(phoneKey(one)).not.toBe(phoneKey(other));
	});

	it('of a key is that key', () => {
		fc.assert(
			fc.property(anyNumber, (number) => {
				expect(phoneKey(phoneKey(number))).toBe(phoneKey(number));
			}),
			{ numRuns: 5000 },
		);
	});

	it('is shared by spellings of one number and by nothing else', () => {
		const edited = (number: string) =>
			fc
				.tuple(fc.nat(number.length - 1), fc.constantFrom('insert', 'drop', 'change'), digit)
				.map(([at, kind, other]) => {
					const from = kind === 'insert' ? at : at + 1;
					return number.slice(0, at) + (kind === 'drop' ? '' : other) + number.slice(from);
				});
		const pair = anyNumber.chain((number) =>
			fc.tuple(
				fc.constant(number),
				fc.oneof(edited(number), edited(number).chain(edited), anyNumber),
			),
		);
		fc.assert(
			fc.property(pair, ([a, b]) => {
				expect([a, b, phoneKey(a) === phoneKey(b)]).toEqual([a, b, samePerson(a, b)]);
			}),
			{ numRuns: 50_000 },
		);
	});

	it('leaves anything else as it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				fc.pre(/\D/.test(text));
				expect(phoneKey(text)).toBe(text);
			}),
		);
	});
});

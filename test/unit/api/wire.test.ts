import fc from 'fast-check';

import {
	asBoolean,
	asInteger,
	asIsoTime,
	asObject,
	asObjects,
	asText,
	asTexts,
	isWireObject,
} from '../../../nodes/Dialog360Groups/api/wire';

describe('lenient readers', () => {
	it.each([
		['text', 'text'],
		[' ', ' '],
		['', undefined],
		[0, '0'],
		[-1.5, '-1.5'],
		[NaN, undefined],
		[Infinity, undefined],
		[true, undefined],
		[null, undefined],
		[undefined, undefined],
		[['text'], undefined],
		[{}, undefined],
	])('asText(%j) is %j', (value, expected) => {
		expect(asText(value)).toBe(expected);
	});

	it.each([
		[6, 6],
		['6', 6],
		[' 6 ', 6],
		['-6', -6],
		['007', 7],
		['123456789012345', 123_456_789_012_345],
		['1234567890123456', undefined],
		[1e21, undefined],
		[1.5, undefined],
		['1.5', undefined],
		['6 people', undefined],
		['0x6', undefined],
		['', undefined],
		[true, undefined],
		[[6], undefined],
		[null, undefined],
	])('asInteger(%j) is %j', (value, expected) => {
		expect(asInteger(value)).toBe(expected);
	});

	it.each([
		[true, true],
		[false, false],
		['true', true],
		['True', true],
		['FALSE', false],
		['false', false],
		['yes', undefined],
		['', undefined],
		[1, undefined],
		[0, undefined],
		[null, undefined],
		[{}, undefined],
	])('asBoolean(%j) is %j', (value, expected) => {
		expect(asBoolean(value)).toBe(expected);
	});

	it.each([
		[1_755_548_801, '2025-08-18T20:26:41.000Z'],
		['1755548801', '2025-08-18T20:26:41.000Z'],
		[0, '1970-01-01T00:00:00.000Z'],
		[8.64e12, '+275760-09-13T00:00:00.000Z'],
		[8.64e12 + 1, undefined],
		[-8.64e12 - 1, undefined],
		['2025-08-18', undefined],
		[1.5, undefined],
		[undefined, undefined],
	])('asIsoTime(%j) is %j', (value, expected) => {
		expect(asIsoTime(value)).toBe(expected);
	});

	it('takes objects for objects, and nothing else', () => {
		const object = { a: 1 };
		expect(asObject(object)).toBe(object);
		expect(asObjects([object, null, [object], 'text', 1, undefined])).toEqual([object]);
		for (const other of [null, undefined, [object], 'text', 1, true]) {
			expect(isWireObject(other)).toBe(false);
			expect(asObject(other)).toEqual({});
		}
		expect(asObjects(object)).toEqual([]);
	});

	it('tells an empty list of texts from none', () => {
		expect(asTexts([])).toEqual([]);
		expect(asTexts(['a', 1, '', null, ['b'], {}])).toEqual(['a', '1']);
		expect(asTexts('a')).toBeUndefined();
		expect(asTexts({ 0: 'a', length: 1 })).toBeUndefined();
		expect(asTexts(undefined)).toBeUndefined();
	});

	it('never throw, and give what they promise, for any value', () => {
		fc.assert(
			fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (value) => {
				expect(['undefined', 'string']).toContain(typeof asText(value));
				expect(asText(value)).not.toBe('');
				expect(Number.isSafeInteger(asInteger(value) ?? 0)).toBe(true);
				expect([undefined, true, false]).toContain(asBoolean(value));
				const time = asIsoTime(value);
				expect(time === undefined || !Number.isNaN(Date.parse(time))).toBe(true);
				expect(isWireObject(asObject(value))).toBe(true);
				expect(asObjects(value).every(isWireObject)).toBe(true);
				expect(asTexts(value) === undefined).toBe(!Array.isArray(value));
			}),
		);
	});

	it('read whole numbers and their quoted form alike', () => {
		fc.assert(
			fc.property(fc.integer(), (number) => {
				expect(asInteger(number)).toBe(number === 0 ? 0 : number);
				expect(asInteger(String(number))).toBe(number);
				expect(asIsoTime(String(number))).toBe(asIsoTime(number));
			}),
		);
	});
});

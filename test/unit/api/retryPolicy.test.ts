import fc from 'fast-check';

import type { Failure, FailureKind } from '../../../nodes/Dialog360Groups/api/failure';
import {
	isRateLimit,
	mayRepeat,
	readRetryAfter,
	RETRY,
	retryDelay,
} from '../../../nodes/Dialog360Groups/api/retryPolicy';
import { anyFailure, RATE_LIMIT_CODES } from './support/failures';

const last = RETRY.triesWithoutAnswer;
const LIMIT_WORDS = 'You have exceeded the limit of 1 request every 5 seconds';

describe('what may be sent again', () => {
	it.each<[FailureKind, boolean, number, boolean]>([
		['interrupted', false, 1, true],
		['interrupted', false, last - 1, true],
		['interrupted', false, last, false],
		['interrupted', true, 1, false],
		['notSent', false, 1, true],
		['notSent', true, 1, true],
		['notSent', true, last - 1, true],
		['notSent', true, last, false],
		['refused', false, 1, false],
		['refused', true, 1, false],
		['blocked', false, 1, false],
		['blocked', true, 1, false],
		['cancelled', false, 1, false],
		['cancelled', true, 1, false],
	])('%s, change: %s, try %d: %s', (kind, isWrite, tries, expected) => {
		expect(mayRepeat({ kind, isWrite }, tries)).toBe(expected);
	});

	it.each<[string, Partial<Failure>, boolean]>([
		['429', { httpStatus: 429 }, true],
		['429 with any code', { httpStatus: 429, code: 131041 }, true],
		['the words of 360dialog', { httpStatus: 400, reason: LIMIT_WORDS }, true],
		['other words', { httpStatus: 400, reason: 'Group limit of 8 reached' }, false],
		['the words with another status', { httpStatus: 403, reason: LIMIT_WORDS }, false],
		['the ban 368', { httpStatus: 403, code: 368 }, false],
		['no more than 400', { httpStatus: 400 }, false],
		...RATE_LIMIT_CODES.flatMap(
			(code): Array<[string, Partial<Failure>, boolean]> => [
				[`code ${code} with 400`, { httpStatus: 400, code }, true],
				[`code ${code} with 429`, { httpStatus: 429, code }, true],
				[`code ${code} without a status`, { code }, true],
			],
		),
	])('a refusal with %s counts as a rate limit: %s', (_, failure, expected) => {
		const refusal: Failure = { kind: 'refused', isWrite: true, ...failure };
		expect(isRateLimit(refusal)).toBe(expected);
		expect(mayRepeat(refusal, 1)).toBe(expected);
		expect(mayRepeat(refusal, 1_000)).toBe(expected);
	});

	it('is never a change that may have been carried out', () => {
		fc.assert(
			fc.property(anyFailure(), fc.integer({ min: 1, max: 50 }), (failure, tries) => {
				const arrived = failure.kind === 'interrupted' || failure.kind === 'cancelled';
				fc.pre(arrived);
				expect(mayRepeat({ ...failure, isWrite: true }, tries)).toBe(false);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('is a change only after a refusal for too many calls, or when it never left', () => {
		fc.assert(
			fc.property(anyFailure(), fc.integer({ min: 1, max: 50 }), (failure, tries) => {
				const repeated = mayRepeat({ ...failure, isWrite: true }, tries);
				const isSafe = failure.kind === 'notSent' || isRateLimit(failure);
				expect(repeated && !isSafe).toBe(false);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('does not grow with the tries', () => {
		fc.assert(
			fc.property(anyFailure(), fc.integer({ min: 1, max: 50 }), (failure, tries) => {
				expect(!mayRepeat(failure, tries) && mayRepeat(failure, tries + 1)).toBe(false);
			}),
		);
	});
});

describe('the wait before the next try', () => {
	it.each([
		[1, 500],
		[2, 1_000],
		[3, 2_000],
		[6, 16_000],
		[7, 20_000],
		[60, 20_000],
		[5_000, 20_000],
	])('after try %d is at most %d ms', (tries, most) => {
		expect(retryDelay(tries, undefined, 0)).toBe(0);
		expect(retryDelay(tries, undefined, 0.5)).toBe(most / 2);
		expect(retryDelay(tries, undefined, 1)).toBe(most);
	});

	it('is never shorter than what the API asked for, and not much longer', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 100 }),
				fc.nat(1_000_000),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(tries, retryAfterMs, random) => {
					const delay = retryDelay(tries, retryAfterMs, random);
					expect(delay).toBeGreaterThanOrEqual(retryAfterMs);
					expect(delay).toBeLessThanOrEqual(retryAfterMs + RETRY.longestDelayMs / 4);
					expect(Number.isInteger(delay)).toBe(true);
				},
			),
		);
	});

	it('differs between two who were refused at the same time', () => {
		expect(retryDelay(3, 2_000, 0.1)).not.toBe(retryDelay(3, 2_000, 0.9));
	});
});

describe('the Retry-After header', () => {
	const now = Date.UTC(2026, 0, 1, 12);

	it.each([
		['5', 5_000],
		['0', 0],
		[' 5 ', 5_000],
		['1.5', 1_500],
		[5, 5_000],
		[['7', '9'], 7_000],
		['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
		['Thu, 01 Jan 2026 11:59:30 GMT', 0],
		['', undefined],
		['soon', undefined],
		['in 3 minutes', undefined],
		['5s', undefined],
		[[], undefined],
		[{}, undefined],
		[null, undefined],
		[undefined, undefined],
		[true, undefined],
		[NaN, undefined],
		[Infinity, undefined],
	])('%j is %j', (header, expected) => {
		expect(readRetryAfter(header, now)).toBe(expected);
	});

	it.each(['-5', 'soon 5'])('%j says nothing, and not "at once"', (header) => {
		expect(readRetryAfter(header, now)).toBeUndefined();
	});

	it('is never negative and never throws', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.string()), (header) => {
				const wait = readRetryAfter(header, now);
				expect(wait === undefined || wait >= 0).toBe(true);
			}),
		);
	});
});

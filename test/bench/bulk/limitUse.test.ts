import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { RateLimit } from '../../sandbox/api/rateLimit';
import { type Answered, isRefused, shareOfLimit } from './limitUse';

/** Requests that are answered so often a second, evenly, from a time on. */
function evenly(perSecond: number, seconds: number, status = 200, from = 0): Answered[] {
	return Array.from({ length: perSecond * seconds }, (_, index) => ({
		at: from + (index * 1_000) / perSecond,
		durationMs: 0,
		status,
	}));
}

it.each([
	['all of it', evenly(20, 10), 1],
	['half of it', evenly(10, 10), 0.5],
	['refused calls use nothing', [...evenly(10, 10), ...evenly(10, 10, 429)], 0.5],
	['nothing after the first seconds', [...evenly(20, 2), ...evenly(20, 8, 429, 2_000)], 0],
	['calls without an answer that says so', evenly(20, 10, undefined), 1],
])('says how much of a limit was used: %s', (_, requests, expected) => {
	expect(shareOfLimit(requests, 20)).toBeCloseTo(expected, 1);
});

it('leaves out the first two seconds, and the part of a second at the end', () => {
	const begin = evenly(1, 2);
	const middle = evenly(20, 3, 200, 2_000);
	const end = [{ at: 5_500, durationMs: 0, status: 200 }];

	expect(shareOfLimit([...begin, ...middle, ...end], 20)).toBe(1);
});

it('counts a call when it is answered, since only then it met the limit', () => {
	const late = evenly(20, 5).map((request) => ({ ...request, durationMs: 2_500 }));

	expect(shareOfLimit(late, 20)).toBeCloseTo(0.9, 5);
});

it.each([
	['nothing was sent', []],
	['it was over before the first seconds were', evenly(20, 2)],
	['it was over within the first second after them', evenly(20, 2.5)],
])('says nothing where %s', (_, requests) => {
	expect(shareOfLimit(requests, 20)).toBeUndefined();
});

it('says nothing without a limit', () => {
	expect(shareOfLimit(evenly(20, 10), 0)).toBeUndefined();
});

it('never says more than all of it, whatever the sandbox lets through', () => {
	const gaps = array(integer({ min: 0, max: 40 }), { minLength: 100, maxLength: 600 });
	const limits = record({ gaps, limit: constantFrom(5, 20, 80) });
	assert(
		property(limits, ({ gaps: waits, limit }) => {
			const clock = jest.spyOn(Date, 'now');
			const rateLimit = new RateLimit();
			let at = 0;
			const requests = waits.map((wait) => {
				at += wait;
				clock.mockReturnValue(at);
				return { at, durationMs: 0, status: rateLimit.allow(limit) ? 200 : 429 };
			});
			clock.mockRestore();
			expect(shareOfLimit(requests, limit) ?? 0).toBeLessThanOrEqual(1);
		}),
	);
});

it.each([
	[429, true],
	[400, false],
	[200, false],
	[undefined, false],
])('takes status %s for a refusal: %s', (status, expected) => {
	expect(isRefused({ at: 0, durationMs: 0, status })).toBe(expected);
});

import { array, assert, double, property } from 'fast-check';
import { median, percentile, sum } from './statistics';

const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index);

it.each([
	[[7], 0.5, 7],
	[[7], 0.99, 7],
	[[2, 1], 0.5, 1],
	[[2, 1], 0.51, 2],
	[oneToHundred, 0.01, 1],
	[oneToHundred, 0.5, 50],
	[oneToHundred, 0.99, 99],
	[oneToHundred, 1, 100],
	// By the alphabet, 10 would come before 9.
	[[10, 9, 100], 0.5, 10],
])('of %j, the share %f is within %f', (values, share, expected) => {
	expect(percentile(values, share)).toBe(expected);
});

const finite = double({ noNaN: true, noDefaultInfinity: true });
const someValues = array(finite, { minLength: 1 });
const aShare = double({ min: 0.001, max: 1, noNaN: true });

it('gives one of the values, exceeded by no more than the rest', () => {
	assert(
		property(someValues, aShare, (values, share) => {
			const value = percentile(values, share);
			expect(values).toContain(value);
			const within = values.filter((other) => other <= value).length;
			const below = values.filter((other) => other < value).length;
			expect(within).toBeGreaterThanOrEqual(share * values.length);
			expect(below).toBeLessThan(share * values.length);
		}),
	);
});

it('leaves the values in their order', () => {
	const values = [3, 1, 2];
	percentile(values, 0.5);
	expect(values).toEqual([3, 1, 2]);
});

it.each([
	[[], 0.5],
	[[1], 0],
	[[1], 1.01],
	[[1], Number.NaN],
])('refuses %j with the share %f', (values, share) => {
	expect(() => percentile(values, share)).toThrow(RangeError);
});

it.each([
	[[5], 5],
	[[1, 4], 2.5],
	[[9, 1, 2], 2],
	[[4, 1, 3, 2], 2.5],
])('the median of %j is %f', (values, expected) => {
	expect(median(values)).toBe(expected);
});

it.each([
	[[], 0],
	[[1, 2, 3.5], 6.5],
])('%j adds up to %f', (values, expected) => {
	expect(sum(values)).toBe(expected);
});

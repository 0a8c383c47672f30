/**
 * @param values at least one, in any order
 * @param share from above 0 to 1, e.g. 0.99
 * @returns the smallest value that at least this share of all values doesn't exceed (nearest rank)
 */
export function percentile(values: readonly number[], share: number): number {
	if (!(share > 0 && share <= 1)) throw new RangeError(`${share} is no share of the values`);
	const sorted = Float64Array.from(values).sort();
	const value = sorted[Math.ceil(share * sorted.length) - 1];
	if (value === undefined) throw new RangeError('There are no values');
	return value;
}

/**
 * @param values at least one, in any order
 * @returns the middle value, or the mean of the two in the middle
 */
export function median(values: readonly number[]): number {
	return (
		(percentile(values, 0.5) -
			percentile(
				values.map((value) => -value),
				0.5,
			)) /
		2
	);
}

/** @returns what the numbers add up to; 0 where there are none */
export function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}

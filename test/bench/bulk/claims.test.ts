import { bound, CLAIMS, holds } from './claims';
import { describeClaims } from './claimsReport';

it.each([
	[{ is: 0 }, 0, true],
	[{ is: 0 }, 1, false],
	[{ atLeast: 50 }, 50, true],
	[{ atLeast: 50 }, 49.9, false],
	[{ atMost: 0.05 }, 0.05, true],
	[{ atMost: 0.05 }, 0.051, false],
	[{ atMost: 1 }, Number.NaN, false],
	[{ atLeast: 1, atMost: 2 }, 3, false],
])('%j with %f holds: %s', (limits, value, expected) => {
	expect(holds({ figure: 'f', text: 't', ...limits }, { value })).toBe(expected);
});

it.each([
	[{ is: 0.125 }, '= 0.125'],
	[{ atLeast: 50 }, '≥ 50'],
	[{ atLeast: 1, atMost: 2 }, '≥ 1, ≤ 2'],
])('%j is written %s', (limits, expected) => {
	expect(bound({ figure: 'f', text: 't', ...limits })).toBe(expected);
});

it('shows each claim that something was measured for, and whether it holds', () => {
	const claims = [
		{ figure: 'fast', text: 'Times as fast', atLeast: 2 },
		{ figure: 'lost', text: 'Items lost', is: 0 },
		{ figure: 'missing', text: 'Not measured', is: 0 },
	];
	const run = 'bulk';
	const table = describeClaims(claims, { fast: { run, value: 3.14159 }, lost: { run, value: 1 } });

	expect(
		table
			.split('\n')
			.slice(2)
			.map((line) => line.split(/ {2,}/)),
	).toEqual([
		['Times as fast', '3.14', '≥ 2', 'yes'],
		['Items lost', '1', '= 0', 'NO'],
	]);
});

it('claims something definite about each figure, once', () => {
	expect(CLAIMS.every((claim) => bound(claim) !== '')).toBe(true);
	expect(new Set(CLAIMS.map(({ figure }) => figure)).size).toBe(CLAIMS.length);
});

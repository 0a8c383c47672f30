import { describeCells } from './report';
import { toCells } from './summary';
import { EVERYONE, measuredRun, type Told } from './testRuns';

/** The lines of the table, as their columns. */
function lines(...told: Told[]): string[][] {
	const text = describeCells(toCells(told.map(measuredRun), EVERYONE));
	const [, , ...rows] = text.split('\n\n')[0]?.split('\n') ?? [];
	return rows.map((row) => row.split(/ {2,}/));
}

it('shows what each came to, and how many times as fast this package was', () => {
	const rows = lines(
		{ who: 'ours', latencyMs: 150, nodeMs: 500, wallMs: 520, calls: 125 },
		{ who: 'httpRequest', latencyMs: 150, nodeMs: 1_500, wallMs: 1_600 },
		{
			who: 'sequential',
			latencyMs: 150,
			nodeMs: 150_000,
			wallMs: 150_000,
			calls: 100,
			sample: 100,
		},
	);

	const work = ['1,000 approvals in 125 groups', '150 ms', '–'];
	expect(rows).toEqual([
		[...work, 'this package', '0.50', '0.52', '125', '0', '0', '–', '–', '–', '–'],
		[
			...work,
			'(a) HTTP Request',
			'1.50',
			'1.60',
			'1000',
			'0',
			'0',
			'–',
			'–',
			'3.00 ×',
			'3.00 ×–3.00 ×',
		],
		[
			...work,
			'(c) one item at a time (100 of 1000, scaled)',
			...['150.00', '150.00', '100', '0', '0', '–', '–', '300 ×', '300 ×–300 ×'],
		],
	]);
});

it('does not compare times with whoever lost items', () => {
	const limit = { task: 'messages', limit: 20 };
	const [ours, other] = lines(
		{ ...limit, who: 'ours', calls: 520, refused: 20, disordered: 0, limitUsed: 0.954 },
		{ ...limit, who: 'httpRequest', calls: 500, refused: 480, lost: 480, disordered: 3 },
	);

	expect(ours?.slice(2)).toEqual([
		...['20/s', 'this package', '1.00', '1.10', '520', '20 (4 %)', '0', '0', '95 %', '–', '–'],
	]);
	expect(other?.slice(6)).toEqual(['500', '480 (96 %)', '480', '3', '–', '–', '–']);
});

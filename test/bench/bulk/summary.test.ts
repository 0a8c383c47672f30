import { refusedShare, speedRatio, type Summary, toCells } from './summary';
import { EVERYONE, measuredRun, type Told } from './testRuns';

const cellsOf = (...told: Told[]) => toCells(told.map(measuredRun), EVERYONE);

/** What two came to in the same cell. */
function both(...told: Told[]): [Summary, Summary] {
	const [cell] = cellsOf(...told);
	const [one, other] = cell?.summaries ?? [];
	if (!one || !other) throw new Error('Two were to be measured');
	return [one, other];
}

it('puts together what belongs together, this package first', () => {
	const cells = cellsOf(
		{ who: 'httpRequest' },
		{ who: 'ours' },
		{ who: 'ours', limit: 20, latencyMs: 150 },
		{ who: 'ours', round: 1 },
		{ who: 'ours', task: 'gets' },
	);

	expect(
		cells.map(({ id, summaries }) => [id, summaries.map(({ run }) => run.contestant.id)]),
	).toEqual([
		['approvals.0ms', ['ours', 'httpRequest']],
		['approvals.150ms.limit20', ['ours']],
		['gets.0ms', ['ours']],
	]);
	expect(cells[0]?.summaries.map(({ rounds }) => rounds.length)).toEqual([2, 1]);
});

it('takes the middle time and the worst of everything else', () => {
	const [cell] = cellsOf(
		{ who: 'ours', nodeMs: 100, wallMs: 110, lost: 0, calls: 125, refused: 3, limitUsed: 0.95 },
		{ who: 'ours', round: 1, nodeMs: 300, wallMs: 310, lost: 2, calls: 126, refused: 0 },
		{ who: 'ours', round: 2, nodeMs: 120, wallMs: 130, lost: 1, calls: 125, limitUsed: 0.9 },
	);

	expect(cell?.summaries[0]).toMatchObject({
		nodeMs: 120,
		wallMs: 130,
		lost: 2,
		calls: 126,
		refused: 3,
		limitUsed: 0.9,
	});
	expect(cell?.summaries[0]).not.toHaveProperty('disordered');
});

it('compares round by round, and takes the middle one', () => {
	const [ours, other] = both(
		{ who: 'ours', nodeMs: 100 },
		{ who: 'httpRequest', nodeMs: 200 },
		{ who: 'ours', round: 1, nodeMs: 400 },
		{ who: 'httpRequest', round: 1, nodeMs: 1_200 },
		{ who: 'ours', round: 2, nodeMs: 100 },
		{ who: 'httpRequest', round: 2, nodeMs: 1_000 },
	);

	expect(speedRatio(ours, other)).toEqual({ value: 3, lowest: 2, highest: 10 });
});

it('compares every round with the one time that somebody was measured', () => {
	const [ours, other] = both(
		{ who: 'ours', nodeMs: 100 },
		{ who: 'sequential', nodeMs: 10_000 },
		{ who: 'ours', round: 1, nodeMs: 200 },
		{ who: 'ours', round: 2, nodeMs: 50 },
	);

	expect(speedRatio(ours, other)).toEqual({ value: 100, lowest: 50, highest: 200 });
});

it('is as fast as itself, and no faster than n8n can tell', () => {
	const [ours, other] = both({ who: 'ours', nodeMs: 0 }, { who: 'httpRequest', nodeMs: 7 });

	expect(speedRatio(other, other).value).toBe(1);
	expect(speedRatio(ours, other).value).toBe(7);
});

it.each([
	[0, 0, 0],
	[10, 0, 0],
	[200, 10, 0.05],
])('of %i calls, %i refused are a share of %f', (calls, refused, expected) => {
	expect(refusedShare({ calls, refused })).toBe(expected);
});

import { readNodeRun } from './nodeRun';

/** What n8n stores: every string is the index of what belongs there. */
function stored(runs: unknown[]): string {
	const pool: unknown[] = [{ resultData: '1' }, { runData: '2' }, { Measured: '3' }];
	const texts = runs.map((run) => JSON.stringify(run));
	pool.push(
		texts.map((_, index) => String(4 + index)),
		...runs,
	);
	return JSON.stringify(pool);
}

const times = { startedAt: '2026-01-01T00:00:00.000Z', stoppedAt: '2026-01-01T00:00:02.500Z' };

it("reads the node's own time, the execution's, and what the node put out", () => {
	const data = JSON.stringify([
		{ resultData: '1' },
		{ runData: '2' },
		{ Measured: '3' },
		['4'],
		{ executionTime: 1_234, data: '5' },
		{ main: '6' },
		['7'],
		['8', '9'],
		{ json: '10' },
		{ json: '11' },
		{ a: 1 },
		{ b: 2 },
	]);

	expect(readNodeRun({ ...times, data }, 'Measured')).toEqual({
		nodeMs: 1_234,
		wallMs: 2_500,
		output: [{ a: 1 }, { b: 2 }],
	});
});

it('reads a run without output, and takes the last of several', () => {
	const data = stored([{ executionTime: 5 }, { executionTime: 6 }]);

	expect(readNodeRun({ ...times, data }, 'Measured')).toEqual({
		nodeMs: 6,
		wallMs: 2_500,
		output: [],
	});
});

it.each([
	['did not run', stored([])],
	['has no time', stored([{}])],
])('refuses a node that %s', (_, data) => {
	expect(() => readNodeRun({ ...times, data }, 'Measured')).toThrow();
	expect(() => readNodeRun({ ...times, data }, 'Other')).toThrow();
});

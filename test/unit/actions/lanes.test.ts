import fc from 'fast-check';

import { runInLanes } from '../../../nodes/Dialog360Groups/actions/lanes';
import type { Task } from '../../../nodes/Dialog360Groups/actions/lanes';
import { finish, useVirtualTime } from '../api/support/virtualTime';

useVirtualTime();

interface Run {
	index: number;
	lane: string;
	begin: number;
	end: number;
}

/** Runs a task for each lane named, each of which takes so many milliseconds. */
async function runAll(jobs: ReadonlyArray<{ lane: string; ms: number }>, mostAtOnce = 10) {
	const runs: Run[] = [];
	let running = 0;
	let mostRunning = 0;
	const start = Date.now();
	const tasks = jobs.map(({ lane, ms }, index): Task => {
		return {
			lane,
			async run() {
				running++;
				mostRunning = Math.max(mostRunning, running);
				const run = { index, lane, begin: Date.now() - start, end: Infinity };
				runs.push(run);
				await new Promise((resolve) => setTimeout(resolve, ms));
				run.end = Date.now() - start;
				running--;
			},
		};
	});
	await finish(runInLanes(tasks, mostAtOnce));
	return { runs, mostRunning };
}

describe('tasks in lanes', () => {
	it('run in order within a lane, and lanes side by side', async () => {
		const { runs } = await runAll([
			{ lane: 'a', ms: 100 },
			{ lane: 'b', ms: 30 },
			{ lane: 'a', ms: 10 },
			{ lane: 'b', ms: 30 },
		]);
		expect(runs).toEqual([
			{ index: 0, lane: 'a', begin: 0, end: 100 },
			{ index: 1, lane: 'b', begin: 0, end: 30 },
			{ index: 3, lane: 'b', begin: 30, end: 60 },
			{ index: 2, lane: 'a', begin: 100, end: 110 },
		]);
	});

	it('begin in the order of the first task of each lane, as soon as there is room', async () => {
		const jobs = ['a', 'b', 'c', 'a', 'd'].map((lane, index) => ({ lane, ms: 10 + index }));
		const { runs, mostRunning } = await runAll(jobs, 2);
		expect(runs.map(({ lane }) => lane)).toEqual(['a', 'b', 'a', 'c', 'd']);
		expect(mostRunning).toBe(2);
	});

	it('are no more at once than was said', async () => {
		const jobs = Array.from({ length: 35 }, (_, index) => ({ lane: `${index}`, ms: 10 }));
		const { runs, mostRunning } = await runAll(jobs, 10);
		expect(mostRunning).toBe(10);
		expect(Math.max(...runs.map(({ end }) => end))).toBe(40);
	});

	it('end at once when there are none', async () => {
		expect((await runAll([])).runs).toEqual([]);
	});

	it('all run once, in order, within the bound, and none waits while there is room', async () => {
		const job = fc.record({ lane: fc.constantFrom('a', 'b', 'c', 'd', 'e'), ms: fc.nat(50) });
		await fc.assert(
			fc.asyncProperty(
				fc.array(job, { maxLength: 25 }),
				fc.integer({ min: 1, max: 6 }),
				async (jobs, mostAtOnce) => {
					const { runs, mostRunning } = await runAll(jobs, mostAtOnce);
					const lanes = new Set(jobs.map(({ lane }) => lane));
					const indices = runs.map(({ index }) => index);
					expect(indices.toSorted((a, b) => a - b)).toEqual([...jobs.keys()]);
					expect(mostRunning).toBe(Math.min(mostAtOnce, lanes.size));
					for (const lane of lanes) {
						const own = runs.filter((run) => run.lane === lane);
						for (const [position, run] of own.entries()) {
							const before = own[position - 1];
							expect(run.index).toBeGreaterThan(before?.index ?? -1);
							if (before) expect(run.begin).toBe(before.end);
						}
					}
				},
			),
			{ numRuns: 100 },
		);
	});
});

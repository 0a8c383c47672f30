import { CONDITIONS, type Conditions } from './conditions';
import { type Contestant, CONTESTANTS, takesPart } from './contestants';
import type { Task } from './task';

/** One contestant that does one task under some conditions. */
export interface PlannedRun {
	task: Task;
	conditions: Conditions;
	contestant: Contestant;
	/** How much work the task is. */
	size: number;
	/** How many items of it are measured. */
	sample: number;
}

export interface PlanOptions {
	tasks: readonly Task[];
	rounds: number;
	isQuick: boolean;
}

/** Begins with another element. */
function rotated<T>(all: readonly T[], by: number): T[] {
	const start = by % Math.max(1, all.length);
	return [...all.slice(start), ...all.slice(0, start)];
}

/** @returns whether these runs belong to this round: what is slow by itself varies little, and is measured once */
function isDue({ conditions, sample, size }: PlannedRun, round: number): boolean {
	return round === 0 || (conditions.limit === 0 && sample === size);
}

/**
 * In every round, all contestants do the same work under the same conditions directly after one another, and
 * another one begins each time.
 *
 * @returns the runs of each round, in their order
 */
export function planRounds({ tasks, rounds, isQuick }: PlanOptions): PlannedRun[][] {
	const cells = CONDITIONS.flatMap((conditions) =>
		tasks
			.filter(({ isLimited }) => isLimited || conditions.limit === 0)
			.map((task) => ({ task, conditions })),
	);
	return Array.from({ length: rounds }, (_, round) =>
		cells.flatMap(({ task, conditions }, cell) => {
			const size = isQuick ? task.size.quick : task.size.full;
			const runs = CONTESTANTS.filter((contestant) => takesPart(contestant, task))
				.map((contestant) => {
					const sample = contestant.sample(conditions, size, isQuick);
					return { task, conditions, contestant, size, sample };
				})
				.filter((run) => run.sample > 0 && isDue(run, round));
			return rotated(runs, round + cell);
		}),
	);
}

import type { Conditions } from './conditions';
import { type ContestantId, CONTESTANTS } from './contestants';
import type { MeasuredRun, Measurement } from './measurement';
import { TASKS } from './tasks';

/** For tests: where and by whom something was measured. */
export interface Told extends Partial<Conditions>, Partial<Measurement> {
	who: ContestantId;
	task?: string;
	round?: number;
	sample?: number;
}

/** @returns a run of 1,000 items as it would have been measured, with what is told of it */
export function measuredRun(told: Told): MeasuredRun {
	const {
		who,
		task: id = 'approvals',
		round = 0,
		sample,
		latencyMs = 0,
		limit = 0,
		...rest
	} = told;
	const task = TASKS.find((candidate) => candidate.id === id);
	const contestant = CONTESTANTS.find((candidate) => candidate.id === who);
	if (!task || !contestant) throw new Error('There is no such run');
	const size = task.size.full;
	return {
		run: { task, contestant, conditions: { latencyMs, limit }, size, sample: sample ?? size },
		round,
		measurement: { nodeMs: 1_000, wallMs: 1_100, calls: 1_000, refused: 0, lost: 0, ...rest },
	};
}

/** Everyone, in the order of the tables. */
export const EVERYONE = CONTESTANTS.map(({ id }) => id);

import { HelpfulError } from '../../n8n/helpfulError';
import type { BenchOptions } from '../options';
import type { Task } from './task';
import { TASKS } from './tasks';

const ROUNDS = 3;
const OTHER_PARTS = ['stop', 'memory', 'start'] as const;

export type OtherPart = (typeof OTHER_PARTS)[number];

/** What is to be measured. */
export interface Wanted {
	tasks: readonly Task[];
	others: readonly OtherPart[];
	rounds: number;
}

/**
 * @returns all parts, or those that the command line names
 * @throws HelpfulError where it names something else
 */
export function chooseParts({
	only,
	rounds = ROUNDS,
}: Pick<BenchOptions, 'only' | 'rounds'>): Wanted {
	if (!only) return { tasks: TASKS, others: OTHER_PARTS, rounds };
	const isWanted = (name: string) => only.includes(name.toUpperCase());
	const names = [...TASKS.map(({ id }) => id), ...OTHER_PARTS];
	const unknown = only.filter((name) => !names.some((known) => known.toUpperCase() === name));
	if (unknown.length > 0) {
		throw new HelpfulError(
			`There is nothing called ${unknown.join(', ')}; there are ${names.join(', ')}.`,
		);
	}
	return {
		tasks: TASKS.filter(({ id }) => isWanted(id)),
		others: OTHER_PARTS.filter(isWanted),
		rounds,
	};
}

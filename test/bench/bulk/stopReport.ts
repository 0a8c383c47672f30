import type { Figure } from '../results';
import { formatNumbers, whole } from '../table';
import { runOf } from './runName';
import type { StoppedRun } from './stopping';

export function describeStops(stopped: readonly StoppedRun[]): string {
	return formatNumbers(
		['a run', 'ended after ms', 'last call after ms'],
		stopped.map(({ title, endedMs, lastCallMs }) => [title, whole(endedMs), whole(lastCallMs)]),
	);
}

/** @returns how long a stopped run went on, in milliseconds */
export function figuresOfStops(stopped: readonly StoppedRun[]): Record<string, Figure> {
	const run = runOf('stop');
	return Object.fromEntries(
		stopped.flatMap(({ id, endedMs, lastCallMs }) => [
			[`bulk.stop.${id}.endedMs`, { run, value: endedMs }],
			[`bulk.stop.${id}.lastCallMs`, { run, value: lastCallMs }],
		]),
	);
}

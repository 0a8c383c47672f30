import type { Figure } from '../../results';
import { median } from '../../statistics';
import { formatNumbers, seconds, whole } from '../../table';
import { runOf } from '../runName';
import type { StartTime } from './startTime';

/** The package as it is installed. */
export interface Weight {
	start: StartTime;
	/** In bytes. */
	unpackedSize: number;
}

/** @returns what the package adds to a start, by the middle one of all starts, in milliseconds */
const addedTo = ({ start }: Weight) => median(start.with) - median(start.without);

export function describeWeight(weight: Weight): string {
	const { start, unpackedSize } = weight;
	const lines = [
		['n8n starts without the package, s', seconds(median(start.without))],
		['n8n starts with the package, s', seconds(median(start.with))],
		['the difference, ms', whole(addedTo(weight))],
		["loading the package with n8n's loader, ms", whole(median(start.loading))],
		['unpacked size, kB', whole(unpackedSize / 1_000)],
	];
	return formatNumbers(['the package', ''], lines);
}

export function figuresOfWeight(weight: Weight): Record<string, Figure> {
	const run = runOf('start');
	return {
		'bulk.start.addedMs': { run, value: addedTo(weight) },
		'bulk.start.loadingMs': { run, value: median(weight.start.loading) },
		'bulk.package.unpackedKb': { run, value: weight.unpackedSize / 1_000 },
	};
}

import type { Figure } from '../../results';
import { formatNumbers, seconds, whole } from '../../table';
import { runOf } from '../runName';
import type { MeasuredMemory, MemoryReport } from './memoryUse';

function memoryLine(title: string, use: MeasuredMemory): string[] {
	return [
		title,
		String(use.items),
		seconds(use.milliseconds),
		...[use.beforeMb, use.highestMb, use.keptMb, use.highestOfProcessMb].map(whole),
	];
}

export function describeMemory({ groups, approvals }: MemoryReport): string {
	return formatNumbers(
		['in n8n-core', 'items', 's', 'heap before MB', 'most', 'afterwards', 'whole process MB'],
		[
			memoryLine('list groups', groups),
			...approvals.map((use) => memoryLine('approve by ID', use)),
		],
	);
}

/** @returns how the time per item differs between the most and the fewest items */
function timePerItem(approvals: readonly MeasuredMemory[]): number {
	const [first] = approvals;
	const last = approvals.at(-1);
	if (!first || !last) throw new Error('Nothing was measured');
	return last.milliseconds / last.items / (first.milliseconds / first.items);
}

/** @returns memory in millions of bytes, and whether the time grows with the number of items and no faster */
export function figuresOfMemory({ groups, approvals }: MemoryReport): Record<string, Figure> {
	const run = runOf('memory');
	const all = approvals.map(({ highestOfProcessMb }) => highestOfProcessMb);
	return {
		'bulk.memory.groups.growthMb': { run, value: groups.highestMb - groups.beforeMb },
		'bulk.memory.groups.keptMb': { run, value: groups.keptMb - groups.beforeMb },
		'bulk.memory.approvals.processMb': { run, value: Math.max(...all) },
		'bulk.memory.approvals.timePerItem': { run, value: timePerItem(approvals) },
	};
}

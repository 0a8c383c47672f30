import type { MeasuredMemory } from './memory/memoryUse';
import { describeMemory, figuresOfMemory } from './memory/report';
import { describeWeight, figuresOfWeight } from './start/report';
import { describeStops, figuresOfStops } from './stopReport';

/** The lines of a table below its head, as their columns. */
const columns = (table: string) =>
	table
		.split('\n')
		.slice(2)
		.map((line) => line.split(/ {2,}/));

const stopped = [
	{ id: 'calling', title: 'while calling', endedMs: 120.4, lastCallMs: 0 },
	{ id: 'waiting', title: 'while waiting', endedMs: 80, lastCallMs: 12 },
] as const;

it('tells how long a stopped run went on', () => {
	const run = 'bulk, stop';
	expect(columns(describeStops(stopped))).toEqual([
		['while calling', '120', '0'],
		['while waiting', '80', '12'],
	]);
	expect(figuresOfStops(stopped)).toEqual({
		'bulk.stop.calling.endedMs': { run, value: 120.4 },
		'bulk.stop.calling.lastCallMs': { run, value: 0 },
		'bulk.stop.waiting.endedMs': { run, value: 80 },
		'bulk.stop.waiting.lastCallMs': { run, value: 12 },
	});
});

const use = (items: number, milliseconds: number, highestOfProcessMb: number): MeasuredMemory => ({
	items,
	milliseconds,
	done: items,
	beforeMb: 50,
	highestMb: 80,
	keptMb: 55,
	highestOfProcessMb,
});

const memory = {
	groups: use(10_000, 100, 170),
	approvals: [use(25_000, 5_000, 200), use(50_000, 10_000, 310), use(100_000, 24_000, 300)],
};

it('tells what listing groups added to memory, and what ever more items did', () => {
	const run = 'bulk, memory';
	expect(columns(describeMemory(memory))[3]).toEqual([
		...['approve by ID', '100000', '24.00', '50', '80', '55', '300'],
	]);
	expect(figuresOfMemory(memory)).toEqual({
		'bulk.memory.groups.growthMb': { run, value: 30 },
		'bulk.memory.groups.keptMb': { run, value: 5 },
		'bulk.memory.approvals.processMb': { run, value: 310 },
		'bulk.memory.approvals.timePerItem': { run, value: 1.2 },
	});
});

it('tells what the package adds to a start, and how large it is', () => {
	const run = 'bulk, start';
	const start = { without: [8_000, 9_000, 7_000], with: [8_100, 8_050, 9_500], loading: [40, 30] };
	const weight = { start, unpackedSize: 357_400 };

	expect(columns(describeWeight(weight)).map(([, value]) => value)).toEqual([
		...['8.00', '8.10', '100', '35', '357'],
	]);
	expect(figuresOfWeight(weight)).toEqual({
		'bulk.start.addedMs': { run, value: 100 },
		'bulk.start.loadingMs': { run, value: 35 },
		'bulk.package.unpackedKb': { run, value: 357.4 },
	});
});

import { ofEngine } from '../ofEngine';
import type { Engine } from '../options';
import type { Figure, Results } from '../results';
import { type Column, formatTable, whole } from '../table';
import { REFERENCE } from './referenceRows';
import type { Measurement } from './round';
import type { Row } from './row';
import { compare, type Ratio, type Summary, summarise } from './summary';

/** A row and its rounds. */
export interface MeasuredRow {
	row: Row;
	rounds: readonly Measurement[];
}

const COLUMNS: readonly Column[] = [
	{ title: '' },
	{ title: 'row' },
	{ title: 'acks/s', align: 'right' },
	{ title: 'p50 ms', align: 'right' },
	{ title: 'p99 ms', align: 'right' },
	{ title: 'executions', align: 'right' },
	{ title: 'all executed', align: 'right' },
	{ title: 'executed/s', align: 'right' },
	{ title: '| acks/s', align: 'right' },
	{ title: 'range', align: 'right' },
	{ title: 'p50', align: 'right' },
	{ title: 'p99', align: 'right' },
	{ title: 'executed/s', align: 'right' },
];

const NONE = '–';

const oneDigit = (value: number) => value.toFixed(1);
const times = ({ value }: Ratio) => `${value.toFixed(2)} ×`;
const range = ({ lowest, highest }: Ratio) => `${lowest.toFixed(2)}–${highest.toFixed(2)}`;

function shown<T>(value: T | undefined, format: (value: T) => string): string {
	return value === undefined ? NONE : format(value);
}

function absolutes(summary: Summary): string[] {
	return [
		oneDigit(summary.throughput),
		whole(summary.p50),
		whole(summary.p99),
		String(summary.executions),
		shown(summary.executedMs, (ms) => `${oneDigit(ms / 1_000)} s`),
		shown(summary.executedThroughput, oneDigit),
	];
}

const reference = (all: readonly MeasuredRow[]) => all.find(({ row }) => row.id === REFERENCE);

/** @returns the table for the console: what each row came to, and its ratios to the reference row */
export function describeRows(all: readonly MeasuredRow[]): string {
	const beside = reference(all);
	const lines = all.map(({ row, rounds }) => {
		const comparison = beside && compare(rounds, beside.rounds);
		return [
			row.key,
			row.title,
			...absolutes(summarise(rounds)),
			shown(comparison?.throughput, times),
			shown(comparison?.throughput, range),
			shown(comparison?.p50, times),
			shown(comparison?.p99, times),
			shown(comparison?.executed, times),
		];
	});
	const legend = [
		'all executed: mean time of a round, from its first request until its last execution had ended',
		beside
			? `right of the bar: ratios to row ${beside.row.key}, the middle one of all rounds, and the range of all rounds`
			: 'without the plain trigger (row B) there is nothing to compare with',
	];
	return [formatTable(COLUMNS, lines), '', ...legend].join('\n');
}

/** Where the figures come from. */
export interface Conditions {
	engine: Engine;
	n8n: string;
	requests: number;
	rounds: number;
	connections: number;
	cores: number;
}

/** @returns the ratios of every row to the reference row, and the executions that a request led to */
export function resultsOf(all: readonly MeasuredRow[], conditions: Conditions): Results {
	const beside = reference(all);
	const run = 'webhooks';
	const figures: Record<string, Figure> = {};
	for (const { row, rounds } of all) {
		const { executions } = summarise(rounds);
		const requests = rounds.reduce((total, round) => total + round.requests, 0);
		figures[`${row.id}.executionsPerRequest`] = { run, value: executions / requests };
		if (!beside || row.id === REFERENCE) continue;
		for (const [what, ratio] of Object.entries(compare(rounds, beside.rounds))) {
			figures[`${row.id}.vs.${REFERENCE}.${what}`] = { run, ...ratio };
		}
	}
	return ofEngine(conditions.engine, { runs: { [run]: { ...conditions } }, figures });
}

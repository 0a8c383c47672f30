import { type Column, formatTable, seconds } from '../table';
import type { Conditions } from './conditions';
import { type Cell, refusedShare, speedRatio, type Summary } from './summary';

const COLUMNS: readonly Column[] = [
	{ title: 'work' },
	{ title: 'latency', align: 'right' },
	{ title: 'limit', align: 'right' },
	{ title: 'who' },
	{ title: 'node s', align: 'right' },
	{ title: 'all s', align: 'right' },
	{ title: 'calls', align: 'right' },
	{ title: '429', align: 'right' },
	{ title: 'lost', align: 'right' },
	{ title: 'out of order', align: 'right' },
	{ title: 'limit used', align: 'right' },
	{ title: '| ours is faster', align: 'right' },
	{ title: 'range', align: 'right' },
];

const NONE = '–';

const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
const times = (ratio: number) => `${ratio.toFixed(ratio < 10 ? 2 : 0)} ×`;

const shown = <T>(value: T | undefined, format: (value: T) => string) =>
	value === undefined ? NONE : format(value);

const isScaled = ({ run }: Summary) => run.task.isPerItem && run.sample < run.size;

function conditionColumns({ latencyMs, limit }: Conditions): string[] {
	return [`${latencyMs} ms`, limit === 0 ? NONE : `${limit}/s`];
}

function line(summary: Summary, ours: Summary | undefined): string[] {
	const { run, calls, refused, lost, disordered, limitUsed } = summary;
	const { task, size, sample, conditions, contestant } = run;
	const scaled = isScaled(summary) ? ` (${sample} of ${size}, scaled)` : '';
	// Who loses items on the way is not faster by that.
	const isComparable = ours !== undefined && ours !== summary && lost === 0 && ours.lost === 0;
	const ratio = isComparable ? speedRatio(ours, summary) : undefined;
	return [
		task.title(size),
		...conditionColumns(conditions),
		contestant.title + scaled,
		seconds(summary.nodeMs),
		seconds(summary.wallMs),
		String(calls),
		refused === 0 ? '0' : `${refused} (${percent(refusedShare(summary))})`,
		String(lost),
		shown(disordered, String),
		shown(limitUsed, percent),
		shown(ratio, ({ value }) => times(value)),
		shown(ratio, ({ lowest, highest }) => `${times(lowest)}–${times(highest)}`),
	];
}

const LEGEND = [
	"node s: the time that n8n notes for the node, the middle one of all rounds; all s: the execution's",
	'lost: items that were not done, the worst round; out of order: groups that got messages in another order than the items',
	'limit used: share of the limit that was used from two seconds after the start on',
	'scaled: measured with some of the items, and what all of them would take',
	'(b) has the interval of 1 s that n8n proposes; with an interval of 0, n8n does not batch at all, which is (a)',
	'everyone continues after a refused call; as n8n sets it, (a) would stop there and hand on nothing',
];

/** @returns the table for the console */
export function describeCells(cells: readonly Cell[]): string {
	const lines = cells.flatMap(({ summaries }) => {
		const ours = summaries.find(({ run }) => run.contestant.id === 'ours');
		return summaries.map((summary) => line(summary, ours));
	});
	return [formatTable(COLUMNS, lines), '', ...LEGEND].join('\n');
}

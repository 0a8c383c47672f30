import { describeRows, type MeasuredRow, resultsOf } from './report';
import { ACCEPTED, type Effect, IGNORED, type Row } from './row';

function row(key: string, id: string, effect: Effect): Row {
	return {
		key,
		id,
		title: `row ${key}`,
		warmUp: effect,
		measured: effect,
		setUp: () => Promise.reject(new Error('not here')),
	};
}

function measured(measuredRow: Row, acknowledgedMs: number): MeasuredRow {
	const executions = 100 * measuredRow.measured.executions;
	return {
		row: measuredRow,
		rounds: [
			{
				requests: 100,
				acknowledgedMs,
				latenciesMs: [acknowledgedMs / 10],
				executions,
				...(executions > 0 && { executedMs: acknowledgedMs * 2 }),
			},
		],
	};
}

const plain = measured(row('B', 'plainTrigger', ACCEPTED), 4_000);
const ours = measured(row('C', 'trigger.accepted', ACCEPTED), 2_000);
const filtered = measured(row('E', 'trigger.filtered', IGNORED), 1_000);

const conditions = {
	engine: 'default',
	n8n: '2.41.1',
	requests: 100,
	rounds: 1,
	connections: 10,
	cores: 2,
} as const;

/** A line of the table, as its words. */
function words(text: string, key: string): string[] | undefined {
	const line = text.split('\n').find((candidate) => candidate.startsWith(`${key} `));
	return line?.split(/ {2,}/);
}

it('shows what each row came to, and its ratios to the plain trigger', () => {
	const text = describeRows([plain, ours, filtered]);

	expect(words(text, 'C')?.join(' | ')).toBe(
		'C | row C | 50.0 | 200 | 200 | 100 | 4.0 s | 25.0 | 2.00 × | 2.00–2.00 | 0.50 × | 0.50 × | 2.00 ×',
	);
	expect(words(text, 'E')?.join(' | ')).toBe(
		'E | row E | 100.0 | 100 | 100 | 0 | – | – | 4.00 × | 4.00–4.00 | 0.25 × | 0.25 × | –',
	);
});

it('shows no ratios without the plain trigger', () => {
	const text = describeRows([ours]);

	expect(words(text, 'C')?.slice(-5)).toEqual(['–', '–', '–', '–', '–']);
	expect(text).toContain('nothing to compare with');
});

it('names a figure for each claim', () => {
	const { figures, runs } = resultsOf([plain, ours, filtered], conditions);

	expect(runs).toEqual({ webhooks: conditions });
	expect(Object.keys(figures).sort()).toEqual([
		'plainTrigger.executionsPerRequest',
		'trigger.accepted.executionsPerRequest',
		'trigger.accepted.vs.plainTrigger.executed',
		'trigger.accepted.vs.plainTrigger.p50',
		'trigger.accepted.vs.plainTrigger.p99',
		'trigger.accepted.vs.plainTrigger.throughput',
		'trigger.filtered.executionsPerRequest',
		'trigger.filtered.vs.plainTrigger.p50',
		'trigger.filtered.vs.plainTrigger.p99',
		'trigger.filtered.vs.plainTrigger.throughput',
	]);
	expect(figures).toMatchObject({
		'trigger.accepted.executionsPerRequest': { run: 'webhooks', value: 1 },
		'trigger.filtered.executionsPerRequest': { run: 'webhooks', value: 0 },
		'trigger.accepted.vs.plainTrigger.throughput': { run: 'webhooks', value: 2 },
	});
});

it('keeps the figures of the legacy engine apart', () => {
	const { figures, runs } = resultsOf([plain, ours], { ...conditions, engine: 'legacy' });

	expect(Object.keys(runs)).toEqual(['webhooks, legacy engine']);
	expect(Object.keys(figures).every((name) => name.endsWith('.legacyEngine'))).toBe(true);
	expect(figures['trigger.accepted.vs.plainTrigger.throughput.legacyEngine']).toMatchObject({
		run: 'webhooks, legacy engine',
		value: 2,
	});
});

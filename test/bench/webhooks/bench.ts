import { availableParallelism } from 'node:os';
import { HelpfulError } from '../../n8n/helpfulError';
import { createProgress, type Progress } from '../../n8n/progress';
import type { Bench, BenchContext, BenchReport } from '../bench';
import { type Host, HOST_STEPS, startHost } from '../host';
import { PLAIN_PACKAGE, REFERENCE_ROWS } from './referenceRows';
import { describeRows, resultsOf } from './report';
import { checkExecutions, CONNECTIONS, measure, type ReadyRow, warmUp } from './round';
import type { Row } from './row';
import { TRIGGER_ROWS } from './triggerRows';

const ROWS: readonly Row[] = [...REFERENCE_ROWS, ...TRIGGER_ROWS];

/** Publishing, warming up, and counting everything again at the end. */
const OTHER_STEPS = 3;
const ROUNDS = 5;

function chooseRows(only: readonly string[] | undefined): readonly Row[] {
	if (!only) return ROWS;
	const unknown = only.filter((key) => !ROWS.some((row) => row.key === key));
	if (unknown.length === 0) return ROWS.filter(({ key }) => only.includes(key));
	const keys = ROWS.map(({ key }) => key).join(', ');
	throw new HelpfulError(`There is no row ${unknown.join(', ')}; the rows are ${keys}.`);
}

async function publishRows(
	host: Host,
	rows: readonly Row[],
	{ cleanup }: BenchContext,
	progress: Progress,
): Promise<ReadyRow[]> {
	return await progress.step('Publishing the workflows', async (report) => {
		const ready: ReadyRow[] = [];
		for (const row of rows) {
			report(`${row.key}, ${row.title}`);
			const target = await row.setUp(host, cleanup);
			ready.push({ row, target, expected: 0, rounds: [] });
		}
		return ready;
	});
}

/** Measures all rows in turn, round by round, so that a machine in another mood meets all alike. */
async function measureRows(
	host: Host,
	rows: readonly ReadyRow[],
	{ requests, rounds }: { requests: number; rounds: number },
	progress: Progress,
): Promise<void> {
	await progress.step('Warming up', async (report) => {
		for (const ready of rows) {
			report(ready.row.key);
			await warmUp(host, ready);
		}
	});
	for (let round = 1; round <= rounds; round++) {
		await progress.step(`Round ${round} of ${rounds}`, async (report) => {
			for (const ready of rows) {
				report(ready.row.key);
				await measure(host, ready, requests);
			}
		});
	}
	// Whatever started something late has done so by now.
	await progress.step('Counting all executions again', async () => {
		await host.executions.untilIdle();
		for (const ready of rows) await checkExecutions(host, ready);
	});
}

async function run(context: BenchContext): Promise<BenchReport> {
	const { options, cleanup } = context;
	const { engine, only, requests, rounds = ROUNDS } = options;
	const chosen = chooseRows(only);
	const progress = createProgress(HOST_STEPS + OTHER_STEPS + rounds);
	const host = await startHost({ engine, packages: [PLAIN_PACKAGE], progress, cleanup });
	const measured = await host.use(async () => {
		const ready = await publishRows(host, chosen, context, progress);
		await measureRows(host, ready, { requests, rounds }, progress);
		return ready;
	});
	const conditions = {
		engine,
		n8n: host.version,
		requests,
		rounds,
		connections: CONNECTIONS,
		cores: availableParallelism(),
	};
	return { text: describeRows(measured), results: resultsOf(measured, conditions) };
}

/** How fast webhooks are acknowledged, and whether each leads to exactly the executions it should. */
export const webhookAcknowledgements: Bench = { title: 'Webhook acknowledgements', run };

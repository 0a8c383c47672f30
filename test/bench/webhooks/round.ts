import { HelpfulError } from '../../n8n/helpfulError';
import type { Host } from '../host';
import { applyLoad, type LoadResult } from '../load';
import { type Effect, type Row, type Target, WARM_UPS } from './row';
import { LAST_NODE } from './workflows';

export const CONNECTIONS = 10;

/** One row in one round. */
export interface Measurement {
	requests: number;
	/** From the first request's start to the last answer's end. */
	acknowledgedMs: number;
	latenciesMs: number[];
	/** How many executions were started. */
	executions: number;
	/** From the first request's start until the last execution had ended; missing without executions. */
	executedMs?: number;
}

/** A row whose workflow is published. */
export interface ReadyRow {
	row: Row;
	target: Target;
	/** How often its workflow must have been executed by now. */
	expected: number;
	/** What was measured so far. */
	rounds: Measurement[];
}

const nameOf = ({ key, title }: Row) => `${key} (${title})`;

function checkStatuses(row: Row, { status }: Effect, { statuses }: LoadResult): void {
	const others = [...statuses].filter(([other]) => other !== status);
	if (others.length === 0) return;
	const counts = others.map(([other, count]) => `${count} × ${other}`).join(', ');
	throw new HelpfulError(`${nameOf(row)} was to answer ${status}, and answered ${counts}`);
}

/**
 * @throws HelpfulError where the row's workflow was started more or less often than its requests ask for, or did
 * not succeed every time
 */
export async function checkExecutions(
	{ executions }: Host,
	{ row, target, expected }: ReadyRow,
): Promise<void> {
	const total = await executions.total(target.workflowId);
	const succeeded = await executions.succeeded(target.workflowId);
	if (total === expected && succeeded === expected) return;
	throw new HelpfulError(
		`${nameOf(row)} was to be executed ${expected} times; there are ${total} executions, of ` +
			`which ${succeeded} succeeded`,
	);
}

/** Makes sure that the last node gets what the trigger starts with: one item. */
async function checkItems({ client }: Host, { row, target, expected }: ReadyRow): Promise<void> {
	if (expected === 0) return;
	const { nodes } = await client.lastExecution(target.workflowId);
	const items = nodes[LAST_NODE]?.outputs[0] ?? [];
	if (items.length === 1) return;
	throw new HelpfulError(`${nameOf(row)}: the last node got ${items.length} items instead of one`);
}

/** Sends requests to an n8n at rest, and waits until all that they start has been executed. */
async function send(
	{ executions }: Host,
	ready: ReadyRow,
	{ requests, effect, request }: { requests: number; effect: Effect; request: Target['measured'] },
): Promise<LoadResult> {
	const { row, target } = ready;
	await executions.untilIdle();
	const load = await applyLoad({ url: target.url, connections: CONNECTIONS, requests, request });
	checkStatuses(row, effect, load);
	ready.expected += requests * effect.executions;
	await executions.untilSucceeded(target.workflowId, ready.expected);
	return load;
}

/** Lets n8n and its compiler get used to a row, and makes sure that the row does what it is to do. */
export async function warmUp(host: Host, ready: ReadyRow): Promise<void> {
	const { row, target } = ready;
	await send(host, ready, { requests: WARM_UPS, effect: row.warmUp, request: target.warmUp });
	await checkExecutions(host, ready);
	await checkItems(host, ready);
}

/** Measures a row for one round: from the first request until the last execution has ended. */
export async function measure(host: Host, ready: ReadyRow, requests: number): Promise<void> {
	const { row, target, rounds } = ready;
	const sent = rounds.length * requests;
	const load = await send(host, ready, {
		requests,
		effect: row.measured,
		request: (index) => target.measured(sent + index),
	});
	await checkExecutions(host, ready);
	const executions = requests * row.measured.executions;
	const endedAt = executions > 0 && (await host.executions.lastEndedAt(target.workflowId));
	rounds.push({
		requests,
		acknowledgedMs: load.elapsedMs,
		latenciesMs: load.latenciesMs,
		executions,
		...(endedAt !== false && { executedMs: endedAt - load.startedAt }),
	});
}

import { setTimeout as wait } from 'node:timers/promises';
import { HelpfulError } from '../../n8n/helpfulError';
import type { Sandbox } from '../../sandbox/types';
import type { Host } from '../host';
import { CONTESTANTS } from './contestants';
import type { Runs } from './runs';
import type { Task } from './task';

/** What a run was doing when somebody stopped it. */
export interface StoppedRun {
	id: 'calling' | 'waiting';
	title: string;
	/** From the click until n8n says that it has been stopped, in milliseconds. */
	endedMs: number;
	/** From the click until the last call reached the API, in milliseconds; 0 if none came after it. */
	lastCallMs: number;
}

const STOPPED_AFTER = 1_500;
const WATCHED_FOR = 5_000;
/** Longer than a run is let go on, and shorter than it is watched afterwards. */
const RETRY_AFTER_SECONDS = 3;

const CASES = [
	{
		id: 'calling',
		title: 'stopped in the middle of its calls',
		setUp(sandbox: Sandbox) {
			sandbox.conditions.latencyMs = 150;
			sandbox.conditions.messageRateLimitPerSecond = 20;
		},
	},
	{
		id: 'waiting',
		title: 'stopped in the middle of a wait',
		setUp(sandbox: Sandbox) {
			const headers = { 'retry-after': String(RETRY_AFTER_SECONDS) };
			sandbox.faults.add({ effect: { kind: 'answer', status: 429, headers, body: {} } });
		},
	},
] as const;

/** Stops runs that are under way, as the button in the editor does, and watches what they still do. */
export async function measureStops(
	{ executions }: Host,
	runs: Runs,
	sandbox: Sandbox,
	task: Task,
): Promise<StoppedRun[]> {
	const [ours] = CONTESTANTS;
	if (!ours) throw new Error('There is nobody to stop');
	const stopped: StoppedRun[] = [];
	for (const { id, title, setUp } of CASES) {
		await executions.untilIdle();
		sandbox.reset();
		const { input } = task.prepare(sandbox, task.size.full);
		sandbox.requests.clear();
		setUp(sandbox);
		const execution = await runs.begin(task, ours, input);
		await wait(STOPPED_AFTER);
		if (sandbox.requests.count() === 0)
			throw new HelpfulError('Nothing was under way to be stopped');
		const clickedAt = Date.now();
		await executions.stop(execution);
		const { status } = await executions.ended(execution);
		const endedMs = Date.now() - clickedAt;
		if (status !== 'canceled') throw new HelpfulError(`A stopped run ended with ${String(status)}`);
		await wait(WATCHED_FOR);
		const lastCallAt = Math.max(...sandbox.requests.all().map(({ at }) => at));
		stopped.push({ id, title, endedMs, lastCallMs: Math.max(0, lastCallAt - clickedAt) });
	}
	sandbox.reset();
	return stopped;
}

import { setTimeout as wait } from 'node:timers/promises';
import { N8nConnection } from '../n8n/connection';
import { HelpfulError } from '../n8n/helpfulError';
import { asArray, asObject, asString, type JsonObject } from '../n8n/json';

const UNFINISHED = ['new', 'running', 'waiting'] as const;
const SUCCESSFUL = ['success'] as const;
const UNSUCCESSFUL = ['error', 'crashed', 'canceled', 'unknown'] as const;

/** Seldom enough to cost the n8n that is being measured next to nothing. */
const LOOKED_AT_EVERY = 500;
/** Often enough to tell when something ended. */
const END_LOOKED_AT_EVERY = 50;
const PROGRESS_WITHIN = 30_000;
/** The most that n8n lists at a time. */
const LISTED = 100;

interface Listed {
	count: number;
	executions: JsonObject[];
}

interface Filter {
	status: readonly string[];
	workflowId?: string;
}

/** Counts n8n's executions, as its list of executions does. */
export class Executions extends N8nConnection {
	/** @returns how many executions of the workflow have succeeded so far */
	async succeeded(workflowId: string): Promise<number> {
		const { count } = await this.list({ status: SUCCESSFUL, workflowId });
		return count;
	}

	/** @returns how many executions of the workflow there are in all, whatever became of them */
	async total(workflowId: string): Promise<number> {
		const status = [...UNFINISHED, ...SUCCESSFUL, ...UNSUCCESSFUL];
		const { count } = await this.list({ status, workflowId });
		return count;
	}

	/**
	 * Waits until no workflow is running.
	 *
	 * @throws HelpfulError where some don't end
	 */
	async untilIdle(): Promise<void> {
		const unfinished = async () => (await this.list({ status: UNFINISHED })).count;
		const left = await whileItMoves(unfinished, (count) => count === 0);
		if (left > 0) throw new HelpfulError(`${left} executions are still running in n8n`);
	}

	/** Waits until a workflow has succeeded so many times, or does so no more. */
	async untilSucceeded(workflowId: string, times: number): Promise<void> {
		await whileItMoves(
			() => this.succeeded(workflowId),
			(count) => count >= times,
		);
	}

	/**
	 * @returns when the last of the workflow's executions ended, in milliseconds since 1970. (Of the last
	 * hundred that began, which one ended last: far more than run at a time.)
	 */
	async lastEndedAt(workflowId: string): Promise<number> {
		const { executions } = await this.list({ status: SUCCESSFUL, workflowId });
		const ends = executions.map(({ stoppedAt }) => Date.parse(asString(stoppedAt, 'an end')));
		return Math.max(...ends);
	}

	/** @returns the newest execution of a workflow, if there is one */
	async newest(workflowId: string): Promise<string | undefined> {
		const { executions } = await this.list({
			status: [...UNFINISHED, ...SUCCESSFUL, ...UNSUCCESSFUL],
			workflowId,
		});
		return executions[0] && asString(executions[0].id, "an execution's ID");
	}

	/**
	 * @returns an execution that has ended, once n8n has stored it, as n8n's REST API gives it
	 * @throws HelpfulError where it doesn't end
	 */
	async ended(id: string): Promise<JsonObject> {
		const deadline = Date.now() + PROGRESS_WITHIN;
		for (;;) {
			const execution = asObject(
				await this.request('GET', `/rest/executions/${id}`),
				'an execution',
			);
			const status = asString(execution.status, "an execution's status");
			if (!UNFINISHED.some((unfinished) => unfinished === status)) return execution;
			if (Date.now() > deadline) throw new HelpfulError(`Execution ${id} is still ${status}`);
			await wait(END_LOOKED_AT_EVERY);
		}
	}

	/** Stops an execution, as the button in the editor does. */
	async stop(id: string): Promise<void> {
		await this.request('POST', `/rest/executions/${id}/stop`);
	}

	private async list(filter: Filter): Promise<Listed> {
		const query = `filter=${encodeURIComponent(JSON.stringify(filter))}&limit=${LISTED}`;
		const answer = await this.request('GET', `/rest/executions?${query}`);
		const { count, estimated, results } = asObject(answer, 'executions');
		if (typeof count !== 'number' || estimated === true) throw new Error('n8n did not count');
		return {
			count,
			executions: asArray(results, 'executions').map((entry) => asObject(entry, 'an execution')),
		};
	}
}

/**
 * Looks again and again until the count is reached, or has stayed the same for half a minute.
 *
 * @returns the last count
 */
async function whileItMoves(
	look: () => Promise<number>,
	isReached: (count: number) => boolean,
): Promise<number> {
	let last = await look();
	let changedAt = Date.now();
	while (!isReached(last) && Date.now() - changedAt < PROGRESS_WITHIN) {
		await wait(LOOKED_AT_EVERY);
		const count = await look();
		if (count !== last) changedAt = Date.now();
		last = count;
	}
	return last;
}

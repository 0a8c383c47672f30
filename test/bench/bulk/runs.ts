import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { CREDENTIAL_TYPE } from '../../n8n/examples';
import { HelpfulError } from '../../n8n/helpfulError';
import type { JsonObject } from '../../n8n/json';
import type { Sandbox } from '../../sandbox/types';
import type { Host } from '../host';
import type { Conditions } from './conditions';
import { type Access, type Contestant, CONTESTANTS, takesPart } from './contestants';
import { isRefused, shareOfLimit } from './limitUse';
import type { Measurement } from './measurement';
import { readNodeRun } from './nodeRun';
import type { PlannedRun } from './plan';
import type { Task } from './task';
import { bulkWorkflow, MEASURED_NODE } from './workflows';

const HEADER_CREDENTIAL = 'httpHeaderAuth';
const LOOKED_AT_EVERY = 20;

/** A published workflow. */
interface Published {
	workflowId: string;
	url: string;
}

async function giveAccess({ client }: Host, { url, apiKey }: Sandbox): Promise<Access> {
	const ours = await client.createCredential({
		name: 'Bench',
		type: CREDENTIAL_TYPE,
		data: { apiKey, baseUrl: url },
	});
	const header = await client.createCredential({
		name: 'Bench header',
		type: HEADER_CREDENTIAL,
		data: { name: 'D360-API-KEY', value: apiKey },
	});
	return { url, ours: { [CREDENTIAL_TYPE]: ours }, header: { [HEADER_CREDENTIAL]: header } };
}

/** @returns the conditions as the sandbox has them: group operations and messages have a limit each */
function asSwitches({ latencyMs, limit }: Conditions) {
	return { latencyMs, rateLimitPerSecond: limit, messageRateLimitPerSecond: limit };
}

/** Published workflows, one for each contestant and task. */
export class Runs {
	private readonly published = new Map<string, Published>();

	private constructor(
		private readonly host: Host,
		private readonly sandbox: Sandbox,
	) {}

	/** Publishes what will be measured. */
	static async publish(host: Host, sandbox: Sandbox, tasks: readonly Task[]): Promise<Runs> {
		const runs = new Runs(host, sandbox);
		const access = await giveAccess(host, sandbox);
		for (const task of tasks) {
			for (const contestant of CONTESTANTS.filter((one) => takesPart(one, task))) {
				await runs.publishOne(task, contestant, access);
			}
		}
		return runs;
	}

	/** Does the work once, in a world made for it. */
	async measure({ task, contestant, conditions, size, sample }: PlannedRun): Promise<Measurement> {
		const { sandbox } = this;
		await this.host.executions.untilIdle();
		sandbox.reset();
		const job = task.prepare(sandbox, task.isPerItem ? sample : size);
		sandbox.requests.clear();
		Object.assign(sandbox.conditions, asSwitches(conditions));
		const { nodeMs, wallMs, output } = await this.execute(task, contestant, job.input);
		const requests = [...sandbox.requests.all()];
		const limitUsed = shareOfLimit(requests, conditions.limit);
		return {
			...job.outcome(output),
			nodeMs: contestant.scale(nodeMs, sample, size),
			wallMs: contestant.scale(wallMs, sample, size),
			calls: requests.length,
			refused: requests.filter(isRefused).length,
			...(limitUsed !== undefined && { limitUsed }),
		};
	}

	/**
	 * Begins to do the work and does not wait.
	 *
	 * @returns the ID of the execution
	 */
	async begin(task: Task, contestant: Contestant, input: JsonObject[]): Promise<string> {
		const { executions } = this.host;
		const { workflowId, url } = this.find(task, contestant);
		const before = await executions.newest(workflowId);
		// Whatever it answers when it is stopped: the execution tells how it went.
		void this.call(url, input).catch(() => undefined);
		for (;;) {
			const id = await executions.newest(workflowId);
			if (id !== undefined && id !== before) return id;
			await wait(LOOKED_AT_EVERY);
		}
	}

	private async execute(task: Task, contestant: Contestant, input: JsonObject[]) {
		const { executions } = this.host;
		const { workflowId, url } = this.find(task, contestant);
		await this.call(url, input);
		const id = await executions.newest(workflowId);
		if (id === undefined) throw new HelpfulError(`"${contestant.title}" was not executed`);
		const execution = await executions.ended(id);
		if (execution.status !== 'success') {
			throw new HelpfulError(
				`"${contestant.title}" ended with ${String(execution.status)}: ${task.title(input.length)}`,
			);
		}
		return readNodeRun(execution, MEASURED_NODE);
	}

	private async call(url: string, items: JsonObject[]): Promise<void> {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ items }),
		});
		await answer.text();
	}

	private async publishOne(task: Task, contestant: Contestant, access: Access): Promise<void> {
		const { client } = this.host;
		const path = randomUUID();
		const name = `${task.id}, ${contestant.title}`;
		const workflow = bulkWorkflow(name, path, contestant.node(task, access));
		const stored = await client.importWorkflow(workflow);
		await client.publish(stored);
		this.published.set(`${task.id} ${contestant.id}`, {
			workflowId: stored.id,
			url: `${client.url}/webhook/${path}`,
		});
	}

	private find(task: Task, contestant: Contestant): Published {
		const published = this.published.get(`${task.id} ${contestant.id}`);
		if (!published) throw new Error(`${contestant.title} takes no part in ${task.id}`);
		return published;
	}
}

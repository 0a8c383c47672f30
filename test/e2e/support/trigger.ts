import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { StoredWorkflow } from '../../n8n/answers';
import type { N8nClient } from '../../n8n/client';
import type { ExecutionResult } from '../../n8n/executionResult';
import { CREDENTIAL_TYPE, TRIGGER_TYPE } from '../../n8n/examples';
import type { JsonObject } from '../../n8n/json';
import type { CredentialReference, WorkflowFile, WorkflowNode } from '../../n8n/workflowFile';
import type { Sandbox } from '../../sandbox/types';
import { n8nUrl } from './sharedN8n';

/** The name of the trigger in every workflow made here. */
export const TRIGGER = 'When something happens';

/** The node that follows it. */
export const NEXT = 'Do something';

const HEADER = 'X-N8n-Webhook-Secret';
const EXECUTED_WITHIN = 30_000;

/** A workflow that begins with our trigger, stored in n8n. */
export interface TriggerWorkflow extends StoredWorkflow {
	file: WorkflowFile;
	/** Where n8n takes events while the workflow is published. */
	url: string;
	/** Where it takes them while somebody listens for a test event. */
	testUrl: string;
}

/** @returns a workflow of our trigger and a node that does nothing */
export function triggerFile(
	name: string,
	parameters: JsonObject,
	credential: CredentialReference,
): WorkflowFile {
	const trigger: WorkflowNode = {
		id: randomUUID(),
		// The editor gives each trigger one.
		webhookId: randomUUID(),
		name: TRIGGER,
		type: TRIGGER_TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: { events: ['joinRequest.created'], ...parameters },
		credentials: { [CREDENTIAL_TYPE]: credential },
	};
	const next: WorkflowNode = {
		id: randomUUID(),
		name: NEXT,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [260, 0],
		parameters: {},
	};
	return {
		name,
		settings: { executionOrder: 'v1' },
		nodes: [trigger, next],
		connections: { [TRIGGER]: { main: [[{ node: NEXT, type: 'main', index: 0 }]] } },
	};
}

/** Stores a workflow in n8n, unpublished. */
export async function importTrigger(
	client: N8nClient,
	file: WorkflowFile,
): Promise<TriggerWorkflow> {
	const path = `${String(file.nodes[0]?.webhookId)}/webhook`;
	return {
		...(await client.importWorkflow(file)),
		file,
		url: `${n8nUrl()}/webhook/${path}`,
		testUrl: `${n8nUrl()}/webhook-test/${path}`,
	};
}

/** The secret header alone, as the sandbox was given it. */
export const secretHeader = { [HEADER]: expect.stringMatching(/^[\w-]{43,}$/) };

/** Delivers a body to n8n with the headers that the sandbox was given, or others, and reads the status. */
export async function sendTo(
	url: string,
	headers: Readonly<Record<string, string>> | undefined,
	body: unknown,
): Promise<number> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	await answer.arrayBuffer();
	return answer.status;
}

/** Delivers a body to wherever the sandbox would. */
export async function sendAs360dialog(sandbox: Sandbox, body: unknown): Promise<number> {
	const config = sandbox.webhookConfig();
	if (!config) throw new Error('No webhook is registered');
	return await sendTo(config.url, config.headers, body);
}

/**
 * Waits until a workflow has been executed so many times.
 *
 * @param mode `webhook` for executions of the published workflow, `manual` for tests
 * @returns those executions, oldest first, once all have ended; more than asked for if there are more
 */
export async function executionsOf(
	client: N8nClient,
	workflowId: string,
	count: number,
	mode = 'webhook',
): Promise<ExecutionResult[]> {
	const deadline = Date.now() + EXECUTED_WITHIN;
	for (;;) {
		const found = (await client.executions(workflowId)).filter((entry) => entry.mode === mode);
		if (found.length >= count) {
			return await Promise.all(found.reverse().map(({ id }) => client.waitForExecution(id)));
		}
		if (Date.now() > deadline) {
			throw new Error(`${found.length} executions in ${EXECUTED_WITHIN / 1_000} s, not ${count}`);
		}
		await wait(100);
	}
}

/** What the trigger gave to an execution. */
export function itemsOf({ nodes }: ExecutionResult, trigger = TRIGGER): JsonObject[] {
	return nodes[trigger]?.outputs[0] ?? [];
}

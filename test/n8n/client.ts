import { setTimeout as wait } from 'node:timers/promises';
import {
	type ExecutionEntry,
	type ListEntry,
	readExecutionEntry,
	readListEntry,
	readWorkflow,
	type StoredWorkflow,
} from './answers';
import { N8nConnection } from './connection';
import { type ExecutionResult, readExecution } from './executionResult';
import { asArray, asObject, asString, type JsonObject } from './json';
import type { CredentialReference, WorkflowFile, WorkflowNode } from './workflowFile';

export type { Owner } from './connection';

export interface NewCredential {
	name: string;
	type: string;
	data: JsonObject;
}

/** What n8n shows after "Test" or "Save" in the credential's window. */
export interface CredentialTestResult {
	status: string;
	message: string;
}

const EXECUTION_WITHIN = 60_000;
const PUBLISHED_WITHIN = 90_000;

/** n8n's own REST API, as its editor uses it, for one signed-in person. */
export class N8nClient extends N8nConnection {
	async createCredential(credential: NewCredential): Promise<CredentialReference> {
		const answer = asObject(
			await this.request('POST', '/rest/credentials', { ...credential }),
			'a credential',
		);
		return { id: asString(answer.id, "a credential's ID"), name: credential.name };
	}

	/** @returns the credential of that type and name, if there is one */
	async findCredential(type: string, name: string): Promise<CredentialReference | undefined> {
		const all = asArray(await this.request('GET', '/rest/credentials'), 'credentials');
		const found = all
			.map((entry) => asObject(entry, 'a credential'))
			.find((entry) => entry.type === type && entry.name === name);
		return found && { id: asString(found.id, "a credential's ID"), name };
	}

	async updateCredential(id: string, credential: NewCredential): Promise<void> {
		await this.request('PATCH', `/rest/credentials/${id}`, { ...credential });
	}

	/** Runs the credential's own test with the data given, as the credential's window does. */
	async testCredential(
		reference: CredentialReference,
		{ type, data }: NewCredential,
	): Promise<CredentialTestResult> {
		const answer = asObject(
			await this.request('POST', '/rest/credentials/test', {
				credentials: { ...reference, type, data },
			}),
			'a test result',
		);
		return {
			status: asString(answer.status, "a test's status"),
			message: asString(answer.message, "a test's message"),
		};
	}

	async workflows(): Promise<StoredWorkflow[]> {
		return asArray(await this.request('GET', '/rest/workflows'), 'workflows').map(readWorkflow);
	}

	/** @param file the exported workflow, which gets a new ID */
	async importWorkflow(file: WorkflowFile): Promise<StoredWorkflow> {
		const { name, nodes, connections, settings } = file;
		return readWorkflow(
			await this.request('POST', '/rest/workflows', { name, nodes, connections, settings }),
		);
	}

	/** Replaces the parts that are given; publishing them is another step. */
	async updateWorkflow(id: string, change: Partial<WorkflowFile>): Promise<StoredWorkflow> {
		const { versionId } = asObject(
			await this.request('GET', `/rest/workflows/${id}`),
			'a workflow',
		);
		return readWorkflow(
			await this.request('PATCH', `/rest/workflows/${id}`, { ...change, versionId }),
		);
	}

	/**
	 * Publishes a workflow and waits until its webhooks and forms answer.
	 *
	 * @throws Error with what n8n says of each trigger where it gave up
	 */
	async publish({ id, versionId }: Pick<StoredWorkflow, 'id' | 'versionId'>): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/activate`, { versionId });
		await this.publicationOutcome(id, 'published');
	}

	/** Unpublishes a workflow and waits until n8n has told the services that it listened to. */
	async unpublish(id: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/deactivate`, {});
		await this.publicationOutcome(id, 'not_published');
	}

	/**
	 * Runs a stored workflow from its manual trigger, as "Execute workflow" in the editor does.
	 *
	 * @param trigger the name of its Manual Trigger node
	 * @returns the finished execution, failed ones included
	 */
	async run(id: string, trigger: string): Promise<ExecutionResult> {
		const answer = asObject(
			await this.request('POST', `/rest/workflows/${id}/run`, {
				triggerToStartFrom: { name: trigger },
			}),
			'a started execution',
		);
		return await this.waitForExecution(asString(answer.executionId, "an execution's ID"));
	}

	/** @throws Error where it has not ended after a minute */
	async waitForExecution(id: string): Promise<ExecutionResult> {
		const deadline = Date.now() + EXECUTION_WITHIN;
		for (;;) {
			const answer = asObject(await this.request('GET', `/rest/executions/${id}`), 'an execution');
			const status = asString(answer.status, "an execution's status");
			if (!['new', 'running', 'waiting'].includes(status)) {
				return readExecution(id, status, asString(answer.data, "an execution's data"));
			}
			if (Date.now() > deadline) throw new Error(`Execution ${id} is still ${status}`);
			await wait(100);
		}
	}

	/**
	 * Listens for a test event, as "Execute workflow" in the editor does for a workflow with another trigger than a
	 * manual one. The execution is among those of the workflow, with mode "manual".
	 *
	 * @param trigger the name of the node
	 * @throws N8nAnswerError where the trigger refuses
	 */
	async listen(id: string, trigger: string): Promise<void> {
		const answer = asObject(
			await this.request('POST', `/rest/workflows/${id}/run`, {
				triggerToStartFrom: { name: trigger },
			}),
			'an answer',
		);
		if (answer.waitingForWebhook !== true) throw new Error(`"${trigger}" does not listen`);
	}

	/** Stops listening. n8n tells the service afterwards. */
	async stopListening(id: string): Promise<void> {
		await this.request('DELETE', `/rest/test-webhook/${id}`);
	}

	/** @returns the newest execution of a workflow, once it has ended */
	async lastExecution(workflowId: string): Promise<ExecutionResult> {
		const [newest] = await this.executions(workflowId);
		if (!newest) throw new Error(`Workflow ${workflowId} has not been executed`);
		return await this.waitForExecution(newest.id);
	}

	/** @returns the executions of a workflow, newest first, at most 100 */
	async executions(workflowId: string): Promise<ExecutionEntry[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const answer = await this.request('GET', `/rest/executions?filter=${filter}&limit=100`);
		const { results } = asObject(answer, 'executions');
		return asArray(results, 'executions').map(readExecutionEntry);
	}

	/** @returns the description of every installed node type, by its full name */
	async nodeTypes(): Promise<Map<string, JsonObject>> {
		const all = asArray(await this.request('GET', '/types/nodes.json'), 'node types');
		return new Map(
			all
				.map((entry) => asObject(entry, 'a node type'))
				.map((entry) => [asString(entry.name, "a node type's name"), entry]),
		);
	}

	/** Asks a searchable list of a node, such as its group picker. */
	async searchList(
		method: string,
		path: string,
		node: Pick<WorkflowNode, 'type' | 'parameters' | 'credentials'>,
		filter?: string,
	): Promise<ListEntry[]> {
		const answer = asObject(
			await this.request('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
				methodName: method,
				path,
				nodeTypeAndVersion: { name: node.type, version: 1 },
				currentNodeParameters: node.parameters,
				credentials: node.credentials,
				filter,
			}),
			'a list',
		);
		return asArray(answer.results, "a list's entries").map(readListEntry);
	}

	/**
	 * Waits until n8n has done in the background what was asked of it.
	 *
	 * @throws Error with what n8n says of each trigger where it gave up, or does not come to an end
	 */
	private async publicationOutcome(id: string, wanted: string): Promise<void> {
		const deadline = Date.now() + PUBLISHED_WITHIN;
		for (;;) {
			const answer = await this.request('GET', `/rest/workflows/${id}/publication-status`);
			const { status } = asObject(answer, 'a publication status');
			if (status === wanted) return;
			if (status === 'failed' || status === 'partial' || Date.now() > deadline) {
				throw new Error(`The workflow is not ${wanted}: ${JSON.stringify(answer)}`);
			}
			await wait(100);
		}
	}
}

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type ExecutionResult, readExecution } from './executionResult';
import { asArray, asObject, asString, isObject, type JsonObject, parseJson } from './json';
import type { CredentialReference, WorkflowFile, WorkflowNode } from './workflowFile';

/** The person that n8n is set up for. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

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

/** A stored workflow. */
export interface StoredWorkflow {
	id: string;
	name: string;
	versionId: string;
	active: boolean;
}

/** An entry of a searchable list, such as the group picker. */
export interface ListEntry {
	name: string;
	value: string;
}

/** An answer of n8n with an error status. */
export class N8nAnswerError extends Error {
	override readonly name = 'N8nAnswerError';

	constructor(
		request: string,
		readonly status: number,
		readonly body: string,
	) {
		super(`${request} answered ${status}: ${body.slice(0, 1_000)}`);
	}
}

const EXECUTION_WITHIN = 60_000;
const PUBLISHED_WITHIN = 60_000;

function readWorkflow(value: unknown): StoredWorkflow {
	const { id, name, versionId, active } = asObject(value, 'a workflow');
	return {
		id: asString(id, "a workflow's ID"),
		name: asString(name, "a workflow's name"),
		versionId: asString(versionId, "a workflow's version"),
		active: active === true,
	};
}

/** n8n's own REST API, as its editor uses it, for one signed-in person. */
export class N8nClient {
	private cookie = '';

	private readonly browserId = randomUUID();

	/** @param url n8n's address, without a slash at the end */
	constructor(readonly url: string) {}

	/** Sets up the owner of a new n8n and signs in. On one that has an owner, only signs in. */
	async signInAsOwner(owner: Owner): Promise<void> {
		const { userManagement } = asObject(await this.request('GET', '/rest/settings'), 'settings');
		const isNew = asObject(userManagement, 'settings').showSetupOnFirstLoad === true;
		if (isNew) await this.request('POST', '/rest/owner/setup', { ...owner });
		else await this.signIn(owner);
	}

	/** @throws N8nAnswerError where e-mail address and password don't belong together */
	async signIn({ email, password }: Pick<Owner, 'email' | 'password'>): Promise<void> {
		await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

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

	/** Publishes a workflow and waits until its webhooks and forms answer. */
	async publish({ id, versionId }: Pick<StoredWorkflow, 'id' | 'versionId'>): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/activate`, { versionId });
		const deadline = Date.now() + PUBLISHED_WITHIN;
		for (;;) {
			const answer = await this.request('GET', `/rest/workflows/${id}/publication-status`);
			const { status } = asObject(answer, 'a publication status');
			if (status === 'published') return;
			if (status === 'failed' || status === 'partial' || Date.now() > deadline) {
				throw new Error(`The workflow could not be published: ${JSON.stringify(answer)}`);
			}
			await wait(100);
		}
	}

	async unpublish(id: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${id}/deactivate`, {});
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

	/** @returns the newest execution of a workflow, once it has ended */
	async lastExecution(workflowId: string): Promise<ExecutionResult> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const answer = await this.request('GET', `/rest/executions?filter=${filter}&limit=1`);
		const { results } = asObject(answer, 'executions');
		const [newest] = asArray(results, 'executions');
		return await this.waitForExecution(asString(asObject(newest, 'an execution').id, 'an ID'));
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
		return asArray(answer.results, "a list's entries").map((entry) => {
			const { name, value } = asObject(entry, "a list's entry");
			return {
				name: asString(name, "an entry's name"),
				value: asString(value, "an entry's value"),
			};
		});
	}

	/**
	 * @returns the answer's `data`, or the whole body where it has none
	 * @throws N8nAnswerError
	 */
	private async request(method: string, path: string, body?: JsonObject): Promise<unknown> {
		const answer = await fetch(this.url + path, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': this.browserId,
				cookie: this.cookie,
			},
			...(body && { body: JSON.stringify(body) }),
		});
		this.cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie;
		const text = await answer.text();
		if (!answer.ok) throw new N8nAnswerError(`${method} ${path}`, answer.status, text);
		const parsed = parseJson(text);
		return isObject(parsed) && 'data' in parsed && !('results' in parsed) ? parsed.data : parsed;
	}
}

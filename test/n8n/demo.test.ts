import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { startSandbox } from '../sandbox';
import type { Sandbox } from '../sandbox/types';
import { GUARDED_GROUP, seedDemo, setUpDemo } from './demo';
import { CREDENTIAL_TYPE, exampleNames, TRIGGER_TYPE } from './examples';
import { asArray, asObject, asString, isObject, type JsonObject, parseJson } from './json';

/** A workflow as the fake n8n keeps it. */
interface Stored extends JsonObject {
	id: string;
	name: string;
	versionId: string;
	nodes: unknown;
	activeVersionId: string | null;
}

/** As much of n8n as the demo's set-up asks for. Publishing and unpublishing are on record. */
class FakeN8n {
	readonly workflows: Stored[] = [];
	readonly credentials: Array<JsonObject & { id: string }> = [];
	/** Such as "publish w1 v2". */
	readonly log: string[] = [];
	/** Names of workflows whose trigger is refused. */
	readonly refused = new Set<string>();
	/** By version. */
	private readonly published = new Map<string, unknown>();
	private server?: Server;
	url = '';

	async start(): Promise<void> {
		this.server = createServer((request, answer) => {
			this.handle(request).then(
				(data) => this.send(answer, 200, { data }),
				(error: unknown) => this.send(answer, 500, { message: String(error) }),
			);
		});
		await once(this.server.listen(0, '127.0.0.1'), 'listening');
		const address = asObject(this.server.address(), 'an address');
		this.url = `http://127.0.0.1:${String(address.port)}`;
	}

	stop(): void {
		this.server?.closeAllConnections();
		this.server?.close();
	}

	/** Adds a workflow, published in a version of its own unless it is a draft only. */
	add(name: string, nodes: unknown[], publishedVersion?: string): Stored {
		const id = `w${this.workflows.length + 1}`;
		const workflow = {
			id,
			name,
			nodes,
			versionId: `${id}-draft`,
			activeVersionId: publishedVersion ?? null,
		};
		if (publishedVersion !== undefined) this.published.set(publishedVersion, nodes);
		this.workflows.push(workflow);
		return workflow;
	}

	private send(answer: ServerResponse, status: number, body: JsonObject): void {
		answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
	}

	private async handle(request: IncomingMessage): Promise<unknown> {
		const { method, url = '' } = request;
		const sent = await text(request);
		const body = sent === '' ? {} : asObject(parseJson(sent), 'a body');
		const [, , kind, id, action] = url.split('/');
		if (kind === 'settings') return { userManagement: { showSetupOnFirstLoad: false } };
		if (kind === 'login') return {};
		if (kind === 'credentials') return this.credential(method, body);
		if (kind === 'workflows') {
			return id === undefined ? this.all(method, body) : this.one(id, action, body);
		}
		throw new Error(`The fake n8n has no ${method} ${url}`);
	}

	private credential(method: string | undefined, body: JsonObject): unknown {
		if (method === 'GET') return this.credentials;
		const [existing] = this.credentials;
		if (existing) return Object.assign(existing, body);
		const made = { ...body, id: 'c1' };
		this.credentials.push(made);
		return made;
	}

	private all(method: string | undefined, { name, nodes }: JsonObject): unknown {
		const view = (workflow: Stored) => ({ ...workflow, active: workflow.activeVersionId !== null });
		if (method === 'GET') return this.workflows.map(view);
		return view(this.add(asString(name, 'a name'), Array.isArray(nodes) ? nodes : []));
	}

	private one(id: string, action: string | undefined, { versionId }: JsonObject): unknown {
		const workflow = this.workflows.find((one) => one.id === id);
		if (!workflow) throw new Error(`No workflow ${id}`);
		switch (action) {
			case 'activate':
				workflow.activeVersionId = asString(versionId, 'a version');
				if (!this.published.has(workflow.activeVersionId)) {
					this.published.set(workflow.activeVersionId, workflow.nodes);
				}
				this.log.push(`publish ${id} ${workflow.activeVersionId}`);
				return {};
			case 'deactivate':
				this.log.push(`unpublish ${id} ${String(workflow.activeVersionId)}`);
				workflow.activeVersionId = null;
				return {};
			case 'publication-status':
				return { status: this.status(workflow) };
			default:
				return { ...workflow, activeVersion: this.activeVersion(workflow) };
		}
	}

	private status({ name, activeVersionId }: Stored): string {
		if (activeVersionId === null) return 'not_published';
		return this.refused.has(name) ? 'failed' : 'published';
	}

	private activeVersion({ activeVersionId: versionId }: Stored): unknown {
		return versionId === null ? null : { versionId, nodes: this.published.get(versionId) };
	}
}

let n8n: FakeN8n;
let sandbox: Sandbox;

async function newSandbox(): Promise<Sandbox> {
	await sandbox?.close();
	const started = await startSandbox({ readings: { multiWebhook: 'available' } });
	seedDemo(started);
	return started;
}

beforeEach(async () => {
	n8n = new FakeN8n();
	await n8n.start();
	sandbox = await newSandbox();
});

afterEach(async () => {
	n8n.stop();
	await sandbox.close();
});

const trigger = (credentialId: string) => ({
	name: 'Trigger',
	type: TRIGGER_TYPE,
	credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: 'Some' } },
});

describe('the first start', () => {
	it('imports every example and publishes all but the one that runs every week', async () => {
		const demo = await setUpDemo(n8n.url, sandbox);

		expect(n8n.workflows).toHaveLength(exampleNames().length);
		expect(n8n.log).toEqual(
			n8n.workflows
				.filter(({ name }) => name !== 'Rotate invite links')
				.map(({ id }) => `publish ${id} ${id}-draft`),
		);
		const forms = ['join-our-group', 'onboard-a-customer'].map((path) => `${n8n.url}/form/${path}`);
		expect(demo).toEqual({ forms, problems: [] });
	});

	it('leaves no template to choose in a node that is switched on', async () => {
		await setUpDemo(n8n.url, sandbox);

		const chosen = n8n.workflows.flatMap(({ nodes }) =>
			asArray(nodes, 'nodes').flatMap((node) => {
				const { disabled, parameters } = asObject(node, 'a node');
				const { template } = asObject(parameters, 'parameters');
				return isObject(template) && disabled !== true ? [template.value] : [];
			}),
		);
		const approved = sandbox.templates().map(({ name }) => name);
		expect(chosen).toHaveLength(3);
		expect(approved).toEqual(expect.arrayContaining(chosen));
	});

	it('starts with a group that can be sent texts', () => {
		const open = sandbox.groups().filter(({ id }) => sandbox.windowIsOpen(id));

		expect(open.map(({ subject }) => subject)).toEqual(['Market Day Helpers']);
	});

	it('gives the form and the trigger that decides different groups', async () => {
		await setUpDemo(n8n.url, sandbox);

		const subjects = (name: string) => {
			const workflow = n8n.workflows.find((one) => one.name === name);
			return JSON.stringify(workflow).match(/(?<="cachedResultName":")[^"]+/g);
		};
		expect(subjects('Approve joins from a form')).toEqual(['Sourdough Club']);
		expect(subjects('Approve or reject on request')).toEqual([GUARDED_GROUP]);
	});

	it('says which example could not be published, and goes on with the others', async () => {
		n8n.refused.add('Approve or reject on request');

		const { problems } = await setUpDemo(n8n.url, sandbox);

		expect(problems).toEqual([
			expect.stringMatching(/^"Approve or reject on request" could not be published\. .*failed/),
		]);
		expect(n8n.log).toHaveLength(exampleNames().length - 1);
	});
});

describe('a later start', () => {
	beforeEach(async () => {
		await setUpDemo(n8n.url, sandbox);
		n8n.log.length = 0;
		sandbox = await newSandbox();
	});

	it('imports nothing again, and the credential follows the sandbox', async () => {
		await setUpDemo(n8n.url, sandbox);

		expect(n8n.workflows).toHaveLength(exampleNames().length);
		expect(n8n.credentials).toEqual([
			expect.objectContaining({ data: { apiKey: sandbox.apiKey, baseUrl: sandbox.url } }),
		]);
	});

	it('registers the triggers again, since the sandbox has forgotten them, and leaves the form alone', async () => {
		await setUpDemo(n8n.url, sandbox);

		expect(n8n.log).toEqual([
			'unpublish w2 w2-draft',
			'publish w2 w2-draft',
			'unpublish w3 w3-draft',
			'publish w3 w3-draft',
			'unpublish w5 w5-draft',
			'publish w5 w5-draft',
		]);
	});

	it('publishes the version that was published, not the draft that came after it', async () => {
		const [, second] = n8n.workflows;
		Object.assign(second ?? {}, { versionId: 'w2-newer' });

		await setUpDemo(n8n.url, sandbox);

		expect(n8n.log).toContain('publish w2 w2-draft');
		expect(n8n.log).not.toContain('publish w2 w2-newer');
	});

	it('leaves unpublished what somebody has unpublished', async () => {
		for (const workflow of n8n.workflows) {
			if (workflow.id !== 'w2') workflow.activeVersionId = null;
		}

		await setUpDemo(n8n.url, sandbox);

		expect(n8n.log).toEqual(['unpublish w2 w2-draft', 'publish w2 w2-draft']);
	});

	it.each([
		['registers a workflow of the user with the same credential', trigger('c1'), true],
		['leaves alone a trigger with a real key', trigger('c2'), false],
		['leaves alone a workflow without our trigger', { type: 'n8n-nodes-base.webhook' }, false],
	])('%s', async (_case, node, isRegistered) => {
		const { id } = n8n.add('My own', [node], 'mine');

		await setUpDemo(n8n.url, sandbox);

		const entries = n8n.log.filter((entry) => entry.includes(id));
		expect(entries).toEqual(isRegistered ? [`unpublish ${id} mine`, `publish ${id} mine`] : []);
	});

	it('tries again what could not be published last time', async () => {
		n8n.refused.add('Approve or reject on request');
		await setUpDemo(n8n.url, sandbox);
		n8n.refused.clear();
		n8n.log.length = 0;

		const { problems } = await setUpDemo(n8n.url, sandbox);

		expect(problems).toEqual([]);
		expect(n8n.log).toContain('publish w2 w2-draft');
	});

	it('says what could not be published again, and goes on with the others', async () => {
		n8n.refused.add('Approve or reject on request');

		const { problems } = await setUpDemo(n8n.url, sandbox);

		expect(problems).toHaveLength(1);
		expect(n8n.log).toContain('publish w3 w3-draft');
	});
});

it('knows the groups by the same IDs after every start', async () => {
	const ids = () => sandbox.groups().map(({ id }) => id);
	const before = ids();

	sandbox = await newSandbox();

	expect(ids()).toEqual(before);
});

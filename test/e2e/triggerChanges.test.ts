import { CREDENTIAL_TYPE } from '../n8n/examples';
import type { StoredWorkflow } from '../n8n/answers';
import type { WorkflowNode } from '../n8n/workflowFile';
import { startSandbox } from '../sandbox';
import type { Sandbox } from '../sandbox/types';
import { deliveryOf, type GroupChange, newJoinRequest } from './support/deliveries';
import { openSession, type Session } from './support/session';
import {
	executionsOf,
	importTrigger,
	itemsOf,
	NEXT,
	secretHeader,
	sendAs360dialog,
	triggerFile,
	type TriggerWorkflow,
} from './support/trigger';

let session: Session;
let other: Sandbox;
let workflow: TriggerWorkflow;
let expected: { url: string; headers: object };

beforeAll(async () => {
	session = await openSession('Trigger: changes');
	other = await startSandbox({ apiKey: 'key-of-another-number' });
});

beforeEach(async () => {
	const { client, credential, sandbox } = session;
	sandbox.reset();
	other.reset();
	workflow = await importTrigger(client, triggerFile('Changes', {}, credential));
	await client.publish(workflow);
	expected = { url: workflow.url, headers: secretHeader };
	expect(sandbox.webhookConfig()).toEqual(expected);
});

afterEach(async () => {
	await session.client.unpublish(workflow.id);
	expect(session.sandbox.webhookConfig()).toBeUndefined();
	expect(other.webhookConfig()).toBeUndefined();
});

afterAll(async () => {
	await other?.close();
	await session?.close();
});

/** Changes the trigger of the published workflow, and publishes it again. */
async function republish(change: Partial<WorkflowNode>): Promise<void> {
	const { client } = session;
	const { nodes, connections } = workflow.file;
	const [trigger, ...others] = nodes;
	if (!trigger) throw new Error('The workflow has no trigger');
	const changed = { ...trigger, ...change };
	const stored: StoredWorkflow = await client.updateWorkflow(workflow.id, {
		nodes: [changed, ...others],
		connections: { [changed.name]: connections[trigger.name] },
	});
	await client.publish(stored);
}

const participantLeft = (): GroupChange => ({
	type: 'group_participants_remove',
	group_id: 'G',
	timestamp: '1755548877',
	initiated_by: 'participant',
	removed_participants: [{ wa_id: '16505551234' }],
});

it('is registered once after it was renamed, and still knows what it has seen', async () => {
	const { client, sandbox } = session;
	const registered = sandbox.webhookConfig();
	const [seen, fresh] = [newJoinRequest(), newJoinRequest()];
	await sendAs360dialog(sandbox, deliveryOf(seen));
	await executionsOf(client, workflow.id, 1);

	await republish({ name: 'Renamed' });
	await sendAs360dialog(sandbox, deliveryOf(seen));
	await sendAs360dialog(sandbox, deliveryOf(fresh));
	const executions = await executionsOf(client, workflow.id, 2);

	expect(sandbox.webhookConfig()).toEqual(registered);
	expect(executions).toHaveLength(2);
	expect(executions.flatMap((execution) => itemsOf(execution, 'Renamed'))).toEqual([
		expect.objectContaining({ joinRequestId: fresh.join_request_id }),
	]);
});

it('is registered once after its events were changed, and starts for the new ones', async () => {
	const { client, sandbox } = session;
	const registered = sandbox.webhookConfig();

	await republish({ parameters: { events: ['participant.left'] } });
	await sendAs360dialog(sandbox, deliveryOf(newJoinRequest()));
	await sendAs360dialog(sandbox, deliveryOf(participantLeft()));
	const executions = await executionsOf(client, workflow.id, 1);

	expect(sandbox.webhookConfig()).toEqual(registered);
	expect(executions.map(({ nodes }) => nodes[NEXT]?.outputs[0])).toEqual([
		[expect.objectContaining({ event: 'participant.left' })],
	]);
});

it('starts once for copies of an event also when it answers only after the start', async () => {
	const { client, sandbox } = session;
	const body = deliveryOf(newJoinRequest());
	const options = { acknowledge: 'started' };

	await republish({ parameters: { events: ['joinRequest.created'], options } });
	const statuses = await Promise.all(
		Array.from({ length: 20 }, () => sendAs360dialog(sandbox, body)),
	);
	const later = await sendAs360dialog(sandbox, body);
	await sendAs360dialog(sandbox, deliveryOf(newJoinRequest()));
	const executions = await executionsOf(client, workflow.id, 2);

	// A copy has to come again as long as it is not certain that the first one starts.
	expect(statuses).toContain(200);
	expect(statuses.filter((status) => ![200, 503].includes(status))).toEqual([]);
	expect(later).toBe(200);
	expect(executions).toHaveLength(2);
});

it('moves to the other number when its credential is changed', async () => {
	const { client, sandbox } = session;
	const credential = await client.createCredential({
		name: 'Trigger: changes, another number',
		type: CREDENTIAL_TYPE,
		data: { apiKey: other.apiKey, baseUrl: other.url },
	});

	await republish({ credentials: { [CREDENTIAL_TYPE]: credential } });
	await sendAs360dialog(other, deliveryOf(newJoinRequest()));
	const executions = await executionsOf(client, workflow.id, 1);

	expect(sandbox.webhookConfig()).toBeUndefined();
	expect(other.webhookConfig()).toEqual(expected);
	expect(executions).toHaveLength(1);
});

it('takes its webhook away when it is set up by hand from now on', async () => {
	const { client, sandbox } = session;
	const credential = await client.createCredential({
		name: 'Trigger: changes, with a secret',
		type: CREDENTIAL_TYPE,
		data: { apiKey: sandbox.apiKey, baseUrl: sandbox.url, webhookSecret: 'chosen by a person' },
	});

	await republish({
		parameters: { events: ['*'], setUp: 'manual' },
		credentials: { [CREDENTIAL_TYPE]: credential },
	});
	expect(sandbox.webhookConfig()).toBeUndefined();
	const headers = { 'X-N8n-Webhook-Secret': 'chosen by a person' };
	sandbox.configureWebhook({ url: workflow.url, headers });
	await sendAs360dialog(sandbox, deliveryOf(newJoinRequest()));
	const executions = await executionsOf(client, workflow.id, 1);
	sandbox.configureWebhook(undefined);

	expect(executions).toHaveLength(1);
});

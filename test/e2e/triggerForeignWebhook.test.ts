import type { JsonObject } from '../n8n/json';
import type { Group } from '../sandbox/types';
import { WebhookReceiver } from '../unit/sandbox/receiver';
import { FOREIGN, webhookWrites } from './support/foreignWebhook';
import { openSession, type Session } from './support/session';
import {
	executionsOf,
	importTrigger,
	secretHeader,
	triggerFile,
	type TriggerWorkflow,
} from './support/trigger';

const REPLACE = { ifTaken: 'replace' };
const ADA = { waId: '12025550111', name: 'Ada' };

let session: Session;
let group: Group;

beforeAll(async () => {
	session = await openSession('Trigger: foreign webhook');
});

beforeEach(() => {
	const { sandbox } = session;
	sandbox.reset();
	sandbox.configureWebhook(FOREIGN);
	group = sandbox.addGroup({ subject: 'Customers' });
});

afterAll(async () => {
	await session?.close();
});

async function stored(parameters: JsonObject): Promise<TriggerWorkflow> {
	const { client, credential } = session;
	return await importTrigger(client, triggerFile('Foreign webhook', parameters, credential));
}

it('leaves it alone, and publishing fails with a message that says whose it is', async () => {
	const { client, sandbox } = session;
	const workflow = await stored({});

	await expect(client.publish(workflow)).rejects.toThrow(
		/"failed".*Another system receives the webhook of this number: crm\.example\.com/,
	);

	expect(sandbox.webhookConfig()).toEqual(FOREIGN);
	await client.unpublish(workflow.id);
	expect(sandbox.webhookConfig()).toEqual(FOREIGN);
	expect(webhookWrites(sandbox)).toEqual([]);
});

it('is replaced if the person wants that, and is back byte for byte afterwards', async () => {
	const { client, sandbox } = session;
	const workflow = await stored(REPLACE);
	await client.publish(workflow);
	const taken = sandbox.webhookConfig();
	sandbox.openLink(group.inviteLink, ADA);
	const executions = await executionsOf(client, workflow.id, 1);

	await client.unpublish(workflow.id);

	expect(taken).toEqual({ url: workflow.url, headers: expect.objectContaining(secretHeader) });
	expect(executions).toHaveLength(1);
	expect(sandbox.webhookConfig()).toEqual(FOREIGN);
});

it('gets a copy of everything where the number has multiple webhooks', async () => {
	const { client, sandbox } = session;
	sandbox.readings.multiWebhook = 'available';
	const other = await WebhookReceiver.start();
	sandbox.configureWebhook({ url: other.url, headers: { Authorization: 'Bearer Zm9v+/==' } });
	const foreign = sandbox.webhookConfig();
	const workflow = await stored({});
	await client.publish(workflow);
	expect(sandbox.webhookConfig()).toEqual(foreign);
	expect(sandbox.multiWebhook()).toEqual({
		enabled: true,
		destinations: [{ name: expect.any(String), url: workflow.url, headers: secretHeader }],
	});
	sandbox.openLink(group.inviteLink, ADA);
	const executions = await executionsOf(client, workflow.id, 1);

	await client.unpublish(workflow.id);
	await other.close();

	expect(executions).toHaveLength(1);
	expect(other.received).toHaveLength(1);
	expect(sandbox.webhookConfig()).toEqual(foreign);
	expect(sandbox.multiWebhook()).toEqual({ enabled: false, destinations: [] });
});

describe('when registering fails', () => {
	const toWebhook = { method: 'POST', path: '^/v1/configs/webhook$' };

	it('is not harmed by the clean-up that n8n does then', async () => {
		const { client, sandbox } = session;
		const workflow = await stored(REPLACE);
		const body = { error: 'Forbidden' };
		sandbox.faults.add({ ...toWebhook, effect: { kind: 'answer', status: 403, body } });

		await expect(client.publish(workflow)).rejects.toThrow('"failed"');
		sandbox.faults.clear();
		await client.unpublish(workflow.id);

		expect(webhookWrites(sandbox)).not.toContain('DELETE /v1/configs/webhook');
		expect(sandbox.webhookConfig()).toEqual(FOREIGN);
	});

	it('is back although the answers were lost, and registering went through', async () => {
		const { client, sandbox } = session;
		const workflow = await stored(REPLACE);
		sandbox.faults.add({ ...toWebhook, times: 4, effect: { kind: 'dropAfter' } });
		await client.publish(workflow);
		expect(sandbox.webhookConfig()?.url).toBe(workflow.url);

		await client.unpublish(workflow.id);

		expect(sandbox.webhookConfig()).toEqual(FOREIGN);
	});
});

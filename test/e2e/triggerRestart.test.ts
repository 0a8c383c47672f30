import { startSandbox } from '../sandbox';
import type { Sandbox } from '../sandbox/types';
import { CREDENTIAL_TYPE } from '../n8n/examples';
import { deliveryOf, newJoinRequest } from './support/deliveries';
import { FOREIGN } from './support/foreignWebhook';
import { openSession, type Session } from './support/session';
import { restartN8n } from './support/sharedN8n';
import {
	executionsOf,
	importTrigger,
	itemsOf,
	sendAs360dialog,
	triggerFile,
	type TriggerWorkflow,
} from './support/trigger';

let session: Session;
let workflow: TriggerWorkflow;
/** Of another number, whose webhook belongs to another system. */
let taken: Sandbox;
let replacing: TriggerWorkflow;

beforeAll(async () => {
	session = await openSession('Trigger: restart');
	const { client, credential } = session;
	workflow = await importTrigger(client, triggerFile('Restart', {}, credential));
	await client.publish(workflow);

	taken = await startSandbox({ apiKey: 'key-of-the-taken-number' });
	taken.configureWebhook(FOREIGN);
	const other = await client.createCredential({
		name: 'Trigger: restart, taken number',
		type: CREDENTIAL_TYPE,
		data: { apiKey: taken.apiKey, baseUrl: taken.url },
	});
	replacing = await importTrigger(
		client,
		triggerFile('Restart, replacing', { ifTaken: 'replace' }, other),
	);
	await client.publish(replacing);
});

afterAll(async () => {
	await taken?.close();
	await session?.close();
});

it.each(['stop', 'kill'] as const)(
	'starts the workflow once for an event that comes again after a restart (%s)',
	async (how) => {
		const { client, sandbox } = session;
		const registered = sandbox.webhookConfig();
		const [seen, fresh] = [newJoinRequest(), newJoinRequest()];
		const before = (await client.executions(workflow.id)).length;
		await sendAs360dialog(sandbox, deliveryOf(seen));
		await executionsOf(client, workflow.id, before + 1);

		await restartN8n({ how });
		const statuses = [
			await sendAs360dialog(sandbox, deliveryOf(seen)),
			await sendAs360dialog(sandbox, deliveryOf(fresh)),
		];
		const executions = await executionsOf(client, workflow.id, before + 2);

		expect(statuses).toEqual([200, 200]);
		expect(executions.slice(before).map((execution) => itemsOf(execution))).toEqual([
			[expect.objectContaining({ joinRequestId: seen.join_request_id })],
			[expect.objectContaining({ joinRequestId: fresh.join_request_id })],
		]);
		expect(sandbox.webhookConfig()).toEqual(registered);
	},
);

it("puts the other system's webhook back although n8n was killed in between", async () => {
	expect(taken.webhookConfig()?.url).toBe(replacing.url);

	await session.client.unpublish(replacing.id);

	expect(taken.webhookConfig()).toEqual(FOREIGN);
});

it('is unpublished after the restarts as before them', async () => {
	await session.client.unpublish(workflow.id);

	expect(session.sandbox.webhookConfig()).toBeUndefined();
});

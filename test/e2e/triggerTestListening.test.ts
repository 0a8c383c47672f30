import { setTimeout as wait } from 'node:timers/promises';
import type { Group, Person, Sandbox } from '../sandbox/types';
import { FOREIGN, webhookWrites } from './support/foreignWebhook';
import { openSession, type Session } from './support/session';
import {
	executionsOf,
	importTrigger,
	itemsOf,
	secretHeader,
	TRIGGER,
	triggerFile,
	type TriggerWorkflow,
} from './support/trigger';

const ADA: Person = { waId: '12025550111', name: 'Ada' };
const BEN: Person = { waId: '447700900123', name: 'Ben' };
const QUIET_FOR = 500;

let session: Session;
let group: Group;
let workflow: TriggerWorkflow;

beforeAll(async () => {
	session = await openSession('Trigger: test listening');
});

beforeEach(async () => {
	const { client, credential, sandbox } = session;
	sandbox.reset();
	group = sandbox.addGroup({ subject: 'Customers' });
	workflow = await importTrigger(client, triggerFile('Test listening', {}, credential));
});

afterAll(async () => {
	await session?.close();
});

/** All that is registered at 360dialog. */
const registered = (sandbox: Sandbox) => ({
	main: sandbox.webhookConfig(),
	extras: sandbox.multiWebhook(),
});

/**
 * n8n ends listening in the background, after it has started the execution; waits until our node has no more questions
 * to 360dialog about it. Listening anew before that fails in n8n 2.41, whatever the trigger: "Maximum call stack size
 * exceeded".
 */
async function listeningEnded(): Promise<void> {
	const { requests } = session.sandbox;
	for (let last = -1; last !== requests.count(); await wait(QUIET_FOR)) last = requests.count();
}

const askers = (executions: Awaited<ReturnType<typeof executionsOf>>) =>
	executions.flatMap((execution) => itemsOf(execution)).map(({ participant }) => participant);

describe('on a published workflow', () => {
	afterEach(async () => {
		await session.client.unpublish(workflow.id);
		expect(session.sandbox.webhookConfig()).toBeUndefined();
	});

	it('is refused where the number has one webhook, which the workflow keeps', async () => {
		const { client, sandbox } = session;
		await client.publish(workflow);
		const before = registered(sandbox);
		const writes = webhookWrites(sandbox);

		await expect(client.listen(workflow.id, TRIGGER)).rejects.toThrow(
			'Listening for a test event would take the webhook from the published workflow',
		);

		expect(registered(sandbox)).toEqual(before);
		expect(webhookWrites(sandbox)).toEqual(writes);
		sandbox.openLink(group.inviteLink, ADA);
		expect(askers(await executionsOf(client, workflow.id, 1))).toMatchObject([{ waId: ADA.waId }]);
	});

	describe('where the number has multiple webhooks', () => {
		beforeEach(() => {
			session.sandbox.readings.multiWebhook = 'available';
		});

		it('shows the event to both, and leaves everything as it was', async () => {
			const { client, sandbox } = session;
			await client.publish(workflow);
			const before = registered(sandbox);
			await client.listen(workflow.id, TRIGGER);
			expect(registered(sandbox)).toEqual({
				main: before.main,
				extras: {
					enabled: true,
					destinations: [
						{ name: expect.any(String), url: workflow.testUrl, headers: secretHeader },
					],
				},
			});

			sandbox.openLink(group.inviteLink, ADA);
			const tests = await executionsOf(client, workflow.id, 1, 'manual');
			const production = await executionsOf(client, workflow.id, 1);
			await listeningEnded();
			expect(registered(sandbox)).toEqual(before);
			sandbox.openLink(group.inviteLink, BEN);
			const later = await executionsOf(client, workflow.id, 2);

			expect(askers(tests)).toMatchObject([{ waId: ADA.waId }]);
			expect(askers(production)).toMatchObject([{ waId: ADA.waId }]);
			expect(askers(later)).toMatchObject([{ waId: ADA.waId }, { waId: BEN.waId }]);
			expect(await executionsOf(client, workflow.id, 1, 'manual')).toHaveLength(1);
		});

		it('leaves everything as it was when the person stops listening', async () => {
			const { client, sandbox } = session;
			await client.publish(workflow);
			const before = registered(sandbox);
			await client.listen(workflow.id, TRIGGER);

			await client.stopListening(workflow.id);

			await listeningEnded();
			expect(registered(sandbox)).toEqual(before);
			sandbox.openLink(group.inviteLink, ADA);
			expect(await executionsOf(client, workflow.id, 1)).toHaveLength(1);
		});

		it('leaves another system alone that has the webhook', async () => {
			const { client, sandbox } = session;
			sandbox.configureWebhook(FOREIGN);
			await client.publish(workflow);
			const before = registered(sandbox);
			await client.listen(workflow.id, TRIGGER);
			expect(sandbox.multiWebhook().destinations).toHaveLength(2);

			await client.stopListening(workflow.id);
			await listeningEnded();

			expect(registered(sandbox).main).toEqual(FOREIGN);
			expect(before.extras.destinations).toEqual([expect.objectContaining({ url: workflow.url })]);
			expect(registered(sandbox).extras.destinations).toEqual(
				expect.arrayContaining(before.extras.destinations),
			);
			await client.unpublish(workflow.id);
			const nothing = { enabled: false, destinations: [] };
			expect(registered(sandbox)).toEqual({ main: FOREIGN, extras: nothing });
			sandbox.configureWebhook(undefined);
		});
	});
});

describe('on an unpublished workflow', () => {
	it('uses the free webhook for one event and gives it back', async () => {
		const { client, sandbox } = session;
		const before = registered(sandbox);
		await client.listen(workflow.id, TRIGGER);
		expect(sandbox.webhookConfig()).toEqual({ url: workflow.testUrl, headers: secretHeader });

		sandbox.openLink(group.inviteLink, ADA);
		const tests = await executionsOf(client, workflow.id, 1, 'manual');

		expect(askers(tests)).toMatchObject([{ waId: ADA.waId }]);
		await listeningEnded();
		expect(registered(sandbox)).toEqual(before);
	});

	it('goes on listening when an event comes that nobody wants', async () => {
		const { client, sandbox } = session;
		await client.listen(workflow.id, TRIGGER);

		sandbox.suspend(group.id, true);
		sandbox.suspend(group.id, false);
		await sandbox.settled();
		sandbox.openLink(group.inviteLink, ADA);

		const tests = await executionsOf(client, workflow.id, 1, 'manual');
		expect(askers(tests)).toMatchObject([{ waId: ADA.waId }]);
		await listeningEnded();
	});

	it("never takes another system's webhook, whatever is chosen for publishing", async () => {
		const { client, credential, sandbox } = session;
		sandbox.configureWebhook(FOREIGN);
		const replacing = await importTrigger(
			client,
			triggerFile('Test listening', { ifTaken: 'replace' }, credential),
		);

		await expect(client.listen(replacing.id, TRIGGER)).rejects.toThrow('crm.example.com');

		await listeningEnded();
		expect(sandbox.webhookConfig()).toEqual(FOREIGN);
		expect(webhookWrites(sandbox)).toEqual([]);
	});

	it('gives way to the workflow when that is published meanwhile', async () => {
		const { client, sandbox } = session;
		await client.listen(workflow.id, TRIGGER);
		await client.publish(workflow);
		const main = { url: workflow.url, headers: secretHeader };
		expect(sandbox.webhookConfig()).toEqual(main);

		await client.stopListening(workflow.id);
		await listeningEnded();

		expect(sandbox.webhookConfig()).toEqual(main);
		await client.unpublish(workflow.id);
		expect(sandbox.webhookConfig()).toBeUndefined();
	});
});

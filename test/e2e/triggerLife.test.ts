import type { Browser, Page } from 'playwright-core';
import type { Group } from '../sandbox/types';
import { launchBrowser } from './support/browser';
import { deliveryOf, newJoinRequest } from './support/deliveries';
import { openSession, type Session } from './support/session';
import {
	executionsOf,
	importTrigger,
	itemsOf,
	NEXT,
	secretHeader,
	sendAs360dialog,
	sendTo,
	triggerFile,
	type TriggerWorkflow,
} from './support/trigger';

const COPIES = 100;

let session: Session;
let browser: Browser;
let page: Page;
let group: Group;
let workflow: TriggerWorkflow;

beforeAll(async () => {
	session = await openSession('Trigger: life');
	const { client, credential, sandbox } = session;
	group = sandbox.addGroup({ subject: 'Sourdough Club' });
	workflow = await importTrigger(client, triggerFile('Life', {}, credential));
	await client.publish(workflow);
	browser = await launchBrowser();
	page = await browser.newPage();
	await page.goto(sandbox.url);
});

afterAll(async () => {
	await browser?.close();
	await session?.close();
});

/** Executions so far, with one that is sure to be the last: a mark that was sent after everything else. */
async function countWithMark(before: number): Promise<number> {
	await sendAs360dialog(session.sandbox, deliveryOf(newJoinRequest()));
	return (await executionsOf(session.client, workflow.id, before + 1)).length;
}

const count = async () => (await session.client.executions(workflow.id)).length;

it('is registered with a secret header once the workflow is published', () => {
	expect(session.sandbox.webhookConfig()).toEqual({ url: workflow.url, headers: secretHeader });
});

it('starts the workflow once when somebody opens the invite link', async () => {
	const { client, sandbox } = session;
	await page.locator('#people').getByRole('button', { name: 'Ada Brooks' }).click();
	await page.fill('#link', group.inviteLink);
	await page.locator('#open-link').getByRole('button', { name: 'Open' }).click();
	await page.getByText('Ada Brooks: You asked to join.').waitFor();

	const executions = await executionsOf(client, workflow.id, 1);

	expect(executions).toHaveLength(1);
	const [execution] = executions;
	expect(execution?.status).toBe('success');
	const [pending] = sandbox.group(group.id)?.pending ?? [];
	const item = {
		event: 'joinRequest.created',
		eventKey: expect.stringMatching(/./),
		groupId: group.id,
		joinRequestId: pending?.id,
		participant: { waId: '12025550111', phoneNumber: '+12025550111' },
		timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/),
	};
	expect(execution?.nodes[NEXT]?.outputs).toEqual([[expect.objectContaining(item)]]);
});

it('starts it once for the next person, who presses the button of the group', async () => {
	const { client, sandbox } = session;
	await page.locator('#people').getByRole('button', { name: 'Ben Okafor' }).click();
	await page.locator('#groups').getByRole('button', { name: 'Sourdough Club' }).click();
	await page.getByRole('button', { name: 'Request to join as Ben Okafor' }).click();
	await page.getByText('Ben Okafor: You asked to join.').waitFor();

	const executions = await executionsOf(client, workflow.id, 2);

	expect(executions.flatMap((execution) => itemsOf(execution))).toMatchObject([
		{ participant: { waId: '12025550111' } },
		{ participant: { waId: '447700900123' } },
	]);
	expect(sandbox.webhooks.all().map(({ state }) => state)).toEqual(['delivered', 'delivered']);
});

it.each<[string, (secret: string) => Record<string, string>]>([
	['no header', () => ({})],
	['an empty header', () => ({ 'X-N8n-Webhook-Secret': '' })],
	[
		'another secret of the same length',
		(secret) => ({ 'X-N8n-Webhook-Secret': 'a'.repeat(secret.length) }),
	],
	['half of the secret', (secret) => ({ 'X-N8n-Webhook-Secret': secret.slice(0, 20) })],
	['the secret in another header', (secret) => ({ Authorization: `Bearer ${secret}` })],
])('answers 401 to a forged delivery with %s and starts nothing', async (_case, headers) => {
	const secret = String(Object.values(session.sandbox.webhookConfig()?.headers ?? {})[0]);
	const before = await count();

	const status = await sendTo(workflow.url, headers(secret), deliveryOf(newJoinRequest()));

	expect(status).toBe(401);
	expect(await countWithMark(before)).toBe(before + 1);
});

it(`starts it once for ${COPIES} copies of a delivery that come at the same time`, async () => {
	const body = deliveryOf(newJoinRequest());
	const before = await count();

	const statuses = await Promise.all(
		Array.from({ length: COPIES }, () => sendAs360dialog(session.sandbox, body)),
	);

	expect(new Set(statuses)).toEqual(new Set([200]));
	expect(await countWithMark(before + 1)).toBe(before + 2);
});

it('leaves out of a delivery what has started it before', async () => {
	const { client, sandbox } = session;
	const [first, second] = [newJoinRequest(), newJoinRequest()];
	const before = await count();
	await sendAs360dialog(sandbox, deliveryOf(first));
	await executionsOf(client, workflow.id, before + 1);
	await sendAs360dialog(sandbox, deliveryOf(second, first));

	const newest = (await executionsOf(client, workflow.id, before + 2)).slice(before);

	expect(newest.map((execution) => itemsOf(execution))).toEqual([
		[expect.objectContaining({ joinRequestId: first.join_request_id })],
		[expect.objectContaining({ joinRequestId: second.join_request_id })],
	]);
});

it('leaves nothing at 360dialog when the workflow is unpublished', async () => {
	const { client, sandbox } = session;
	const registered = sandbox.webhookConfig();
	const before = await count();

	await client.unpublish(workflow.id);

	expect(sandbox.webhookConfig()).toBeUndefined();
	const status = await sendTo(workflow.url, registered?.headers, deliveryOf(newJoinRequest()));
	expect(status).toBe(404);
	expect(await count()).toBe(before);
});

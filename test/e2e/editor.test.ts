import type { Browser, Page } from 'playwright-core';
import type { WorkflowNode } from '../n8n/workflowFile';
import { fillIn, formAddress, readExample } from '../n8n/examples';
import { launchBrowser, openEditor, takePicture } from './support/browser';
import { openSession, type Session } from './support/session';
import { n8nUrl } from './support/sharedN8n';
import { actionNode, byId, chain } from './support/workflows';

const EXAMPLE = 'approve-joins-from-a-form.json';
const ADA = { waId: '12025550111', name: 'Ada' };
const UNKNOWN_GROUP = 'Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MToxMjAzNjMwMDAwMDAwMDAwMDAZD';

let session: Session;
let browser: Browser;
let page: Page;
let group: { id: string; subject: string };

beforeAll(async () => {
	session = await openSession('360dialog');
	const [first] = session.sandbox.seedGroups([
		{ subject: 'Sourdough Club', pending: [ADA] },
		{ subject: 'Market Day Helpers' },
		{ subject: 'Night Bakers' },
	]);
	if (!first) throw new Error('The sandbox made no group');
	group = first;
	browser = await launchBrowser();
	page = await openEditor(browser);
});

afterAll(async () => {
	await browser?.close();
	await session?.close();
});

const fromList = () => ({
	__rl: true,
	mode: 'list',
	value: group.id,
	cachedResultName: group.subject,
});

const testId = (id: string) => `[data-test-id=${id}]`;

/** Opens the panel of one node, as a double click on it does. */
async function openPanel(name: string, parameters: WorkflowNode['parameters']): Promise<void> {
	const { client, credential } = session;
	const file = chain(name, actionNode(name, parameters, credential));
	const { id } = await client.importWorkflow(file);
	await page.goto(`${n8nUrl()}/workflow/${id}/${String(file.nodes.at(-1)?.id)}`);
	await page.waitForSelector(`${testId('ndv')} ${testId('parameter-input-operation')}`);
	// The list that the panel fetches the group's name and the credentials from.
	await page.waitForLoadState('networkidle');
}

const shownText = async (selector: string) => await page.locator(selector).first().innerText();

it('shows the example on the canvas, with nothing left to fix', async () => {
	const { client, credential } = session;
	const example = fillIn(readExample(EXAMPLE), { credential, group });
	const { id } = await client.importWorkflow(example);

	await page.goto(`${n8nUrl()}/workflow/${id}`);
	const steps = example.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
	const shown = page.locator(testId('canvas-node'));
	await shown.nth(steps.length - 1).waitFor();
	await page.waitForLoadState('networkidle');

	await takePicture(page, 'approve-joins-from-a-form');
	expect(await shown.count()).toBe(steps.length);
	expect(await page.locator(testId('node-issues')).count()).toBe(0);
});

it.each([
	[
		'group',
		'Create a group',
		{
			resource: 'group',
			operation: 'create',
			subject: 'Sourdough Club',
			joinApprovalMode: 'approval_required',
			additionalFields: { description: 'Baking together, every Saturday' },
		},
	],
	['invite-link', 'Reset the invite link', { resource: 'inviteLink', operation: 'reset' }],
	[
		'join-request',
		'Approve join requests',
		{
			resource: 'joinRequest',
			operation: 'approve',
			selectBy: 'phoneNumber',
			phoneNumbers: '+1 202 555 0111, 07700 900123',
			options: { defaultCountry: 'GB' },
		},
	],
	[
		'participant',
		'Remove participants',
		{ resource: 'participant', operation: 'remove', participants: '+1 202 555 0111' },
	],
])('shows the panel of resource %s', async (picture, name, parameters) => {
	await openPanel(name, { groupId: fromList(), ...parameters });

	await takePicture(page, `panel-${picture}`);
	expect(await page.locator(testId('parameter-issues')).count()).toBe(0);
	expect(await page.locator(testId('node-credentials-select')).count()).toBe(1);
});

it('explains an error in the panel', async () => {
	await openPanel('Get a group', {
		resource: 'group',
		operation: 'get',
		groupId: byId(UNKNOWN_GROUP),
	});

	await page.click(testId('node-execute-button'));
	await page.waitForSelector(testId('node-error-message'));
	// The button shows its label again a moment after the result.
	await page.waitForTimeout(1_000);

	await takePicture(page, 'error');
	expect(await shownText(testId('node-error-message'))).toMatch(/group/i);
	expect(await shownText(testId('output-panel'))).not.toContain(session.sandbox.apiKey);
});

it('finds a group by a part of its name', async () => {
	await openPanel('Get a group', {
		resource: 'group',
		operation: 'get',
		groupId: { __rl: true, mode: 'list', value: '' },
	});

	await page.click(testId('rlc-input'));
	const entries = page.locator(testId('rlc-item'));
	await entries.nth(2).waitFor();
	await page.fill(testId('rlc-search'), 'night');
	await page.locator(`${testId('rlc-item')}:only-of-type:has-text("Night Bakers")`).waitFor();

	await takePicture(page, 'group-picker');
	expect(await entries.allInnerTexts()).toEqual(['Night Bakers']);
});

describe('the published form', () => {
	let form: string;
	let workflowId: string;

	beforeAll(async () => {
		const { client, credential } = session;
		const example = fillIn(readExample(EXAMPLE), { credential, group });
		const workflow = await client.importWorkflow(example);
		await client.publish(workflow);
		workflowId = workflow.id;
		form = String(formAddress(example, n8nUrl()));
	});

	afterAll(async () => {
		await session.client.unpublish(workflowId);
	});

	it('lets a customer in', async () => {
		await page.setViewportSize({ width: 640, height: 440 });
		await page.goto(form);
		await page.getByLabel('Phone number').fill('+1 202 555 0111');
		await page.getByLabel('Order number').fill('A-1001');
		await takePicture(page, 'form');
		await page.getByRole('button', { name: 'Let me in' }).click();
		await page.getByRole('heading', { name: "You're in" }).waitFor();

		await takePicture(page, 'form-ending');
		expect(session.sandbox.group(group.id)?.members).toEqual([expect.objectContaining(ADA)]);
	});
});

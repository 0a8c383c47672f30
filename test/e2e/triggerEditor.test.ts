import type { Browser, Page } from 'playwright-core';
import type { Group } from '../sandbox/types';
import { launchBrowser, openEditor, takePicture } from './support/browser';
import { FOREIGN } from './support/foreignWebhook';
import { openTriggerPanel, testId } from './support/panel';
import { openSession, type Session } from './support/session';
import { n8nUrl } from './support/sharedN8n';
import { executionsOf, importTrigger, triggerFile, type TriggerWorkflow } from './support/trigger';

const ADA = { waId: '12025550111', name: 'Ada' };
const BEN = { waId: '447700900123', name: 'Ben' };
/** n8n tries five times, with longer and longer breaks. */
const GIVEN_UP_WITHIN = 60_000;

let session: Session;
let browser: Browser;
let page: Page;
let group: Group;
let workflow: TriggerWorkflow;

beforeAll(async () => {
	session = await openSession('360dialog');
	const { client, credential, sandbox } = session;
	group = sandbox.addGroup({ subject: 'Sourdough Club' });
	workflow = await importTrigger(client, triggerFile('Welcome people', {}, credential));
	browser = await launchBrowser();
	page = await openEditor(browser);
});

afterAll(async () => {
	await browser?.close();
	await session?.close();
});

const listen = async () => await page.click(testId('trigger-execute-button'));

it('shows the event that a person waits for', async () => {
	const { client, sandbox } = session;
	await openTriggerPanel(page, workflow);
	await listen();
	await page.locator(testId('trigger-listening')).waitFor();

	sandbox.openLink(group.inviteLink, ADA);
	const output = page.locator(testId('output-panel'));
	await output.getByText('1 item').waitFor();
	await output.locator(testId('radio-button-json')).click();
	await output.getByText('joinRequestId').waitFor();
	await page.getByText('Node executed successfully').waitFor({ state: 'hidden' });
	// n8n's hint that data can be pinned stays, and hides a part of the output.
	await page.addStyleTag({ content: `${testId('tooltip-content')} { visibility: hidden; }` });

	await takePicture(page, 'trigger-output');
	const [pending] = sandbox.group(group.id)?.pending ?? [];
	expect(await output.innerText()).toContain(pending?.id);
	expect(await executionsOf(client, workflow.id, 1, 'manual')).toHaveLength(1);
	await sandbox.settled();
	expect(sandbox.webhookConfig()).toBeUndefined();
});

it('says why it does not listen while the workflow is published, which goes on', async () => {
	const { client, sandbox } = session;
	await client.publish(workflow);
	const registered = sandbox.webhookConfig();
	await openTriggerPanel(page, workflow);

	await listen();
	await page
		.getByText('Listening for a test event would take the webhook from the published workflow')
		.waitFor();

	await takePicture(page, 'trigger-listening-refused');
	expect(sandbox.webhookConfig()).toEqual(registered);
	sandbox.openLink(group.inviteLink, BEN);
	expect(await executionsOf(client, workflow.id, 1)).toHaveLength(1);
	await client.unpublish(workflow.id);
});

it('says why it can not be published, and what can be done', async () => {
	const { client, sandbox } = session;
	sandbox.configureWebhook(FOREIGN);
	await page.goto(`${n8nUrl()}/workflow/${workflow.id}`);
	await page.locator(testId('canvas-node')).nth(1).waitFor();

	await page.click(testId('workflow-open-publish-modal-button'));
	await page.click(testId('workflow-publish-button'));
	const reason = page.getByText('Another system receives the webhook of this number');
	await reason.waitFor({ timeout: GIVEN_UP_WITHIN });

	await takePicture(page, 'trigger-publish-failed');
	expect(await reason.innerText()).toContain('crm.example.com');
	expect(await reason.innerText()).toContain("'Replace It'");
	await client.unpublish(workflow.id);
	expect(sandbox.webhookConfig()).toEqual(FOREIGN);
});

import type { Browser, Page } from 'playwright-core';
import type { StoredWorkflow } from '../n8n/answers';
import type { JsonObject } from '../n8n/json';
import type { WorkflowFile } from '../n8n/workflowFile';
import { launchBrowser, openEditor, takePicture } from './support/browser';
import { panel, testId } from './support/panel';
import { openSession, type Session } from './support/session';
import { n8nUrl } from './support/sharedN8n';
import { importTrigger, triggerFile, type TriggerWorkflow } from './support/trigger';
import { actionNode, chain, MANUAL_TRIGGER } from './support/workflows';

const CHECK = 'Check up';

let session: Session;
let trigger: TriggerWorkflow;
let file: WorkflowFile;
let workflow: StoredWorkflow;
let browser: Browser;

beforeAll(async () => {
	session = await openSession('Check-up');
	const { client, credential, sandbox } = session;
	sandbox.addTemplate({
		name: 'group_invite',
		components: [{ type: 'BODY', text: 'Here is the link to our group: {{1}}' }],
	});
	trigger = await importTrigger(client, triggerFile('Watch', {}, credential));
	const parameters = { resource: 'account', operation: 'check' };
	file = chain(CHECK, actionNode(CHECK, parameters, credential));
	workflow = await client.importWorkflow(file);
	browser = await launchBrowser();
});

afterAll(async () => {
	await browser?.close();
	await session?.close();
});

async function check(): Promise<JsonObject | undefined> {
	const { nodes } = await session.client.run(workflow.id, MANUAL_TRIGGER);
	expect(nodes[CHECK]?.error).toBeUndefined();
	return nodes[CHECK]?.outputs[0]?.[0];
}

it('finds nothing once a trigger is published', async () => {
	await session.client.publish(trigger);
	const asked = session.sandbox.requests.count();

	expect(await check()).toEqual({
		healthy: true,
		summary: 'Everything is set up',
		findings: [],
		canSend: 'AVAILABLE',
		groupsAvailable: true,
		webhook: [{ origin: n8nUrl(), receiver: 'thisN8n' }],
		inviteTemplates: [{ name: 'group_invite', language: 'en_US', status: 'approved' }],
	});
	const requests = session.sandbox.requests.all().slice(asked);
	expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
	expect(await session.client.executions(trigger.id)).toEqual([]);
});

it('finds that the trigger is not published any more, although 360dialog still delivers to it', async () => {
	const { client, sandbox } = session;
	const registered = sandbox.webhookConfig();
	await client.unpublish(trigger.id);
	sandbox.configureWebhook(registered);

	expect(await check()).toMatchObject({
		healthy: false,
		summary: '1 problem',
		findings: [{ message: 'The webhook leads to a trigger of this n8n that is not published' }],
	});
});

it('shows in the editor what to mend', async () => {
	const { sandbox } = session;
	sandbox.readings.health = 'LIMITED';
	sandbox.configureWebhook({ url: 'http://crm.example.com:8080/hook?key=crm-secret' });
	sandbox.decideTemplate('group_invite', 'en_US', 'rejected', 'TAG_CONTENT_MISMATCH');
	const page: Page = await openEditor(browser);
	await page.setViewportSize({ width: 1600, height: 1000 });
	await page.goto(`${n8nUrl()}/workflow/${workflow.id}/${String(file.nodes.at(-1)?.id)}`);
	await page.waitForSelector(`${testId('ndv')} ${testId('parameter-input-operation')}`);
	await page.waitForLoadState('networkidle');
	await page.click(testId('node-execute-button'));
	const output = panel(page).locator(testId('output-panel'));
	await output.getByText('1 problem, 3 warnings').first().waitFor();
	await page.waitForLoadState('networkidle');
	await takePicture(page, 'check-up');
	const text = await output.innerText();
	expect(text).toContain('is not https');
	expect(text).toContain('another system, at http://crm.example.com:8080');
	expect(text).toContain('TAG_CONTENT_MISMATCH');
	expect(text).not.toContain('crm-secret');
});

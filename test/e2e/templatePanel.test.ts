import type { Browser, Page } from 'playwright-core';
import type { JsonObject } from '../n8n/json';
import { launchBrowser, openEditor, takePicture } from './support/browser';
import { panel, testId } from './support/panel';
import { openSession, type Session } from './support/session';
import { n8nUrl } from './support/sharedN8n';
import { actionNode, byId, chain } from './support/workflows';

const LINK = 'https://chat.whatsapp.com/Ek3tDYs2cwK1wkjrqc0eZa';

let session: Session;
let browser: Browser;
let page: Page;
let groupId: string;

beforeAll(async () => {
	session = await openSession('360dialog templates');
	groupId = session.sandbox.addGroup({ subject: 'Night Bakers' }).id;
	session.sandbox.addTemplate({
		name: 'order_ready',
		components: [
			{ type: 'HEADER', format: 'IMAGE' },
			{
				type: 'BODY',
				text: 'Hi {{1}}, good news: your order {{2}} is ready. Pick it up until {{3}}!',
				example: { body_text: [['Ana', '4711', 'noon']] },
			},
			{
				type: 'BUTTONS',
				buttons: [
					{ type: 'URL', text: 'See order', url: 'https://example.com/orders/{{1}}' },
					{ type: 'QUICK_REPLY', text: 'Too late' },
				],
			},
		],
	});
	session.sandbox.addTemplate({
		name: 'good_morning',
		components: [{ type: 'BODY', text: 'Good morning!' }],
	});
	session.sandbox.addTemplate({
		name: 'group_invite',
		components: [
			{
				type: 'BODY',
				text: 'Here is the link to our group: {{1}} In it we talk about {{2}}. See you!',
				example: { body_text: [[LINK, 'your order']] },
			},
		],
	});
	browser = await launchBrowser();
	page = await openEditor(browser);
	await page.setViewportSize({ width: 1280, height: 1100 });
});

afterAll(async () => {
	await browser?.close();
	await session?.close();
});

async function openPanel(name: string, parameters: JsonObject): Promise<void> {
	const { client, credential } = session;
	const file = chain(name, actionNode(name, parameters, credential));
	const { id } = await client.importWorkflow(file);
	await page.goto(`${n8nUrl()}/workflow/${id}/${String(file.nodes.at(-1)?.id)}`);
	await page.waitForSelector(`${testId('ndv')} ${testId('parameter-input-operation')}`);
	await page.waitForLoadState('networkidle');
}

/** Picks an entry of a list in the panel. */
async function pick(field: string, entry: string): Promise<string[]> {
	await panel(page)
		.locator(`${testId(`resource-locator-${field}`)} input`)
		.last()
		.click();
	const items = page.locator(`${testId('rlc-item')}:visible`);
	await items.first().waitFor();
	const shown = await items.allInnerTexts();
	await items.filter({ hasText: entry }).first().click();
	await page.waitForLoadState('networkidle');
	return shown.map((text) => text.trim());
}

const mapper = () => panel(page).locator(testId('mapping-fields-container'));

/** The name of the group of fields, and of each of them. */
async function mapperLabels(): Promise<string[]> {
	await mapper().locator(testId('parameter-input-field')).first().waitFor();
	const texts = await mapper().locator('label').allInnerTexts();
	return texts.map((text) => text.trim().split('\n')[0] ?? '').filter((text) => text !== '');
}

const fill = async (field: string, value: string) =>
	await panel(page)
		.locator(`${testId(`parameter-input-${field}`)} input`)
		.fill(value);

it('asks for what a message template leaves open', async () => {
	await openPanel('Message', {
		resource: 'message',
		operation: 'send',
		groupId: byId(groupId),
		messageType: 'template',
	});
	expect(await panel(page).innerText()).toContain("Choose a template in 'Template' first");
	expect(await pick('template', 'order_ready')).toHaveLength(3);
	expect(await mapperLabels()).toEqual([
		'Template Variables',
		'Header image: address, media ID, or input data field',
		'Body 1: Hi {{1}}, good news: your…',
		'Body 2: …order {{2}} is ready. Pick…',
		'Body 3: …until {{3}}!',
		'Button 1: …/orders/{{1}} (See order)',
	]);
	await takePicture(page, 'panel-template');

	await mapper().locator(testId('columns-parameter-input-options-container')).hover();
	await mapper()
		.locator(`${testId('action-toggle')} button`)
		.first()
		.click();
	await page.getByText('Refresh Variable List').click();
	await page.waitForLoadState('networkidle');

	await pick('template', 'good_morning');
	await panel(page).getByText('This template leaves nothing to fill in here').waitFor();
});

it('asks for what an invitation leaves open, and sends it', async () => {
	await openPanel('Invitation', {
		resource: 'inviteLink',
		operation: 'send',
		groupId: byId(groupId),
	});
	const [first] = await pick('template', 'group_invite');
	expect(first).toContain('group_invite (en_US): Here is the link');
	expect(await mapperLabels()).toEqual(['Further Variables', 'Body 2: …about {{2}}. See you!']);
	expect(await pick('linkVariable', 'Body 2')).toEqual([
		'Body 1: …group: {{1}} In it we… (automatic)',
		'Body 2: …about {{2}}. See you!',
	]);
	await mapper().getByText('Body 1').waitFor();
	await pick('linkVariable', 'Body 1');
	await mapper().getByText('Body 2').waitFor();
	await fill('phoneNumbers', '+49 171 1234567, +44 7700 900123');
	await fill('body_2', 'bread');
	await takePicture(page, 'panel-invite-send');
	await page.click(testId('node-execute-button'));
	await panel(page).getByText('447700900123').first().waitFor();
	await takePicture(page, 'panel-invite-sent');
	const link = session.sandbox.group(groupId)?.inviteLink;
	const text = `Here is the link to our group: ${link} In it we talk about bread. See you!`;
	expect(session.sandbox.messages()).toMatchObject([{ text }, { text }]);
});

it('offers the invitations of the library', async () => {
	await openPanel('Template', { resource: 'template', operation: 'createInvite' });
	expect(await pick('libraryTemplate', 'request_2')).toEqual([
		expect.stringContaining('group_invite_upon_request_1: '),
		expect.stringContaining('group_invite_upon_request_2: '),
	]);
	await takePicture(page, 'panel-template-create');
});

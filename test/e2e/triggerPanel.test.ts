import type { Browser, Page } from 'playwright-core';
import type { JsonObject } from '../n8n/json';
import type { Group } from '../sandbox/types';
import { launchBrowser, openEditor, takePicture } from './support/browser';
import { cutOff, openTriggerPanel, panel, shownLabels, testId } from './support/panel';
import { openSession, type Session } from './support/session';
import { importTrigger, triggerFile, type TriggerWorkflow } from './support/trigger';

const SIZE = { width: 1280, height: 800 };
const TALL = { width: 1280, height: 1100 };

let session: Session;
let browser: Browser;
let page: Page;
let group: Group;

beforeAll(async () => {
	session = await openSession('360dialog');
	group = session.sandbox.addGroup({ subject: 'Sourdough Club' });
	browser = await launchBrowser();
	page = await openEditor(browser);
});

beforeEach(async () => {
	await page.setViewportSize(SIZE);
});

afterEach(async () => {
	expect(await cutOff(page)).toEqual([]);
	expect(await page.locator(testId('parameter-issues')).count()).toBe(0);
});

afterAll(async () => {
	await browser?.close();
	await session?.close();
});

async function open(parameters: JsonObject): Promise<TriggerWorkflow> {
	const { client, credential } = session;
	const file = triggerFile('When people come and go', parameters, credential);
	const workflow = await importTrigger(client, file);
	await openTriggerPanel(page, workflow);
	return workflow;
}

it('asks only for what is needed', async () => {
	await open({});

	await takePicture(page, 'trigger-automatic');
	expect(await shownLabels(page)).toEqual([
		'Credential',
		'Events',
		'Only These Groups',
		'Set Up Webhook',
		'If Another System Has the Webhook',
		'Options',
	]);
	expect(await panel(page).getByText('Webhook URLs').count()).toBe(0);
});

it('lists the events', async () => {
	await open({ events: ['*'] });

	await page.click(testId('parameter-input-events'));
	await page.getByText('Everything about groups').waitFor();
	// The list slides open.
	await page.waitForTimeout(500);

	await takePicture(page, 'trigger-events');
	const offered = await page
		.locator('.el-select-dropdown:visible .option-headline')
		.allInnerTexts();
	expect(offered).toEqual(
		expect.arrayContaining(['All Group Events', 'Join Request Created', 'Participant Left']),
	);
	expect(offered.length).toBeGreaterThan(20);
	await page.keyboard.press('Escape');
});

it('offers its options', async () => {
	await page.setViewportSize(TALL);
	await open({
		events: ['participant.joined', 'participant.left'],
		groups: {
			group: [
				{
					groupId: {
						__rl: true,
						mode: 'list',
						value: group.id,
						cachedResultName: group.subject,
					},
				},
			],
		},
		options: {
			acknowledge: 'started',
			ignoreOwnChanges: true,
			includeRaw: true,
			messageTypes: ['text', 'image'],
			oncePerEvent: true,
		},
	});

	await takePicture(page, 'trigger-options');
	expect(await shownLabels(page)).toEqual(
		expect.arrayContaining([
			'Acknowledge',
			'Ignore Own Changes',
			'Include Raw Data',
			'Message Types',
			'Once per Event',
		]),
	);
});

it("says what becomes of another system's webhook", async () => {
	await open({ ifTaken: 'replace' });

	await page.click(testId('parameter-input-ifTaken'));
	await page.getByText('Leave It Alone').waitFor();
	// The list slides open.
	await page.waitForTimeout(500);

	await takePicture(page, 'trigger-replace');
	await page.getByText('The other system gets no more events until you unpublish').waitFor();
	await page.keyboard.press('Escape');
});

it('shows URL and header to whoever sets the webhook up by hand', async () => {
	const { url } = await open({ setUp: 'manual' });

	await panel(page).getByText('Webhook URLs', { exact: true }).click();
	await page.click(testId('radio-button-production'));
	// The section slides open.
	await page.waitForTimeout(500);

	await takePicture(page, 'trigger-manual');
	const shown = await panel(page).innerText();
	expect(shown).toContain(url);
	expect(shown).toContain('X-N8n-Webhook-Secret');
	expect(await shownLabels(page)).not.toContain('If Another System Has the Webhook');
});

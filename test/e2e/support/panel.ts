import type { Locator, Page } from 'playwright-core';
import { n8nUrl } from './sharedN8n';
import type { TriggerWorkflow } from './trigger';

export const testId = (id: string) => `[data-test-id=${id}]`;

/** The open panel of a node. */
export const panel = (page: Page): Locator => page.locator(testId('ndv'));

/** Opens the panel of a workflow's trigger, as a double click on it does. */
export async function openTriggerPanel(page: Page, { id, file }: TriggerWorkflow): Promise<void> {
	await page.goto(`${n8nUrl()}/workflow/${id}/${String(file.nodes[0]?.id)}`);
	await page.waitForSelector(`${testId('ndv')} ${testId('parameter-input-events')}`);
	// The lists that the panel fetches names from.
	await page.waitForLoadState('networkidle');
}

/** The names of the fields, sections and options that the panel shows, from top to bottom. */
export async function shownLabels(page: Page): Promise<string[]> {
	const texts = await page.locator(`${testId('node-parameters')} label:visible`).allInnerTexts();
	// What follows the name on further lines are switches that show up under the mouse.
	return texts.map((text) => text.trim().split('\n')[0] ?? '');
}

/** Texts of the panel that do not fit into their place. */
export async function cutOff(page: Page): Promise<string[]> {
	return await page.locator(`${testId('node-parameters')} *`).evaluateAll((elements) =>
		elements
			.filter(
				(element) =>
					element.children.length === 0 &&
					element.clientWidth > 0 &&
					element.scrollWidth > element.clientWidth + 1,
			)
			.map(({ textContent }) => textContent.trim())
			.filter((text) => text !== ''),
	);
}

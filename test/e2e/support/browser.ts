import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { PROJECT } from '../../n8n/package';
import { n8nUrl, OWNER } from './sharedN8n';

/** Where Linux distributions and macOS put a Chromium or Chrome. */
const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const SIZE = { width: 1280, height: 800 };

function executable(): string {
	const { CHROMIUM } = process.env;
	const found = [...(CHROMIUM ? [CHROMIUM] : []), ...PLACES].find((path) => existsSync(path));
	if (found === undefined) {
		throw new Error(
			'The editor is tested in a real browser, and there is no Chromium here. On Debian: sudo ' +
				'apt-get install -y chromium. Elsewhere: set CHROMIUM to the path of a Chromium or Chrome.',
		);
	}
	return found;
}

/** @returns a real browser, without window */
export async function launchBrowser(): Promise<Browser> {
	return await chromium.launch({ executablePath: executable(), args: ARGUMENTS });
}

/** @returns a page of the editor, signed in */
export async function openEditor(browser: Browser): Promise<Page> {
	const page = await browser.newPage({ viewport: SIZE });
	// Fonts and pictures from elsewhere would only make the tests wait.
	await page.route(/^https?:\/\/(?!localhost|127\.0\.0\.1)/, (route) => route.abort());
	await page.goto(`${n8nUrl()}/signin`);
	await page.fill('input[name=emailOrLdapLoginId]', OWNER.email);
	await page.fill('input[name=password]', OWNER.password);
	await page.click('[data-test-id=form-submit-button]');
	await page.waitForURL(/\/home\//);
	return page;
}

/**
 * Saves what the page shows. Only with UPDATE_SCREENSHOTS=1 into the folder that belongs to the
 * repository, so that a test run leaves no changes.
 */
export async function takePicture(page: Page, name: string): Promise<void> {
	const update = process.env.UPDATE_SCREENSHOTS === '1';
	const folder = join(PROJECT, ...(update ? ['examples', 'pictures'] : ['.cache', 'screenshots']));
	mkdirSync(folder, { recursive: true });
	await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

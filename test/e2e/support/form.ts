import { setTimeout as wait } from 'node:timers/promises';
import { asObject, asString, parseJson } from '../../n8n/json';

/** The page that a form ends with. */
export interface CompletionPage {
	title: string;
	message: string;
}

const REACHED_WITHIN = 30_000;

function plainText(html: string): string {
	return html
		.replace(/<[^>]*>/g, '')
		.replaceAll('&quot;', '"')
		.replaceAll('&#x27;', "'")
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&')
		.trim();
}

async function getPage(url: string): Promise<string> {
	const answer = await fetch(url);
	const html = await answer.text();
	if (answer.status !== 200) throw new Error(`GET ${url} answered ${answer.status}: ${html}`);
	return html;
}

/** The name that each field is sent under, by the label that a person sees. */
function fieldNames(html: string): Map<string, string> {
	const labels = html.matchAll(/<label class='form-label[^']*' for='([^']+)'>([^<]*)<\/label>/g);
	return new Map(Array.from(labels, ([, name = '', label = '']) => [plainText(label), name]));
}

function multipart(html: string, answers: Record<string, string>): FormData {
	const names = fieldNames(html);
	const body = new FormData();
	for (const [label, value] of Object.entries(answers)) {
		const name = names.get(label);
		if (name === undefined) {
			throw new Error(`The form has no field "${label}", only: ${[...names.keys()].join(', ')}`);
		}
		body.set(name, value);
	}
	return body;
}

/** On the way to a page; "waiting" is what older versions say for a moment before it is a form's page they wait at. */
const ON_THE_WAY = ['running', 'waiting'];

/** Asks, as the form's page does, until the workflow has a page to show. */
async function waitForPage(pageUrl: string): Promise<void> {
	const status = new URL(pageUrl);
	status.pathname += '/n8n-execution-status';
	const deadline = Date.now() + REACHED_WITHIN;
	for (;;) {
		const answer = (await getPage(status.href)).trim();
		if (answer === 'form-waiting') return;
		if (!ON_THE_WAY.includes(answer) || Date.now() > deadline) {
			throw new Error(`The workflow showed no page; it is: ${answer}`);
		}
		await wait(100);
	}
}

/**
 * Fills in a published n8n form over HTTP and follows it to its last page, request by request as a
 * browser does.
 *
 * @param url the form's production URL
 * @param answers by the fields' labels
 */
export async function fillInForm(
	url: string,
	answers: Record<string, string>,
): Promise<CompletionPage> {
	const body = multipart(await getPage(url), answers);
	const submitted = await fetch(url, { method: 'POST', body });
	const text = await submitted.text();
	if (submitted.status !== 200)
		throw new Error(`POST ${url} answered ${submitted.status}: ${text}`);
	const next = asString(
		asObject(parseJson(text), 'the answer to a submitted form').formWaitingUrl,
		'the address of the next page',
	);
	await waitForPage(next);
	const html = await getPage(next);
	// The last page posts once to let the workflow end.
	await fetch(next, { method: 'POST', body: new FormData() });
	const [, title = '', message = ''] = /<h1>([^]*?)<\/h1>\s*<p[^>]*>([^]*?)<\/p>/.exec(html) ?? [];
	return { title: plainText(title), message: plainText(message) };
}

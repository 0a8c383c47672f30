import { jsonParse } from 'n8n-workflow';

import { readWebhook } from '../api/webhooks';
import type { Webhook } from '../api/webhooks';
import { asObject } from '../api/wire';
import type { OwnWebhook } from './ownWebhook';
import { headerOf } from './ownWebhook';
import { seal, unseal } from './seal';

/**
 * The webhook that ours has replaced is kept in two places. In a header of our own registration, so that it is there
 * from the moment of the replacement, whatever happens to n8n; and in n8n, for when the API key has changed since and
 * the header can't be opened any more.
 */
export const REPLACED_HEADER = 'X-N8n-Replaced-Webhook';

/** Servers accept header lines of at least this length. */
const LONGEST_HEADER = 6_000;

/** @returns the header to register with ours; `undefined` for what is too long for one */
export function replacedHeader(
	{ url, headers }: Webhook,
	apiKey: string,
): Record<string, string> | undefined {
	const sealed = seal(JSON.stringify({ url, headers }), apiKey);
	return sealed.length > LONGEST_HEADER ? undefined : { [REPLACED_HEADER]: sealed };
}

/** @returns what to keep in n8n: it can be opened with the secret of the registration, which is not in n8n */
export function replacedState({ url, headers }: Webhook, { secret }: OwnWebhook): string {
	return seal(JSON.stringify({ url, headers }), secret);
}

export interface Traces {
	/** Our registration, as 360dialog has it. */
	registered: Webhook;
	/** What n8n has kept. */
	kept: string | undefined;
	/** Secrets that it may be sealed with. */
	secrets: readonly string[];
}

/** @returns the webhook that ours has replaced; `'none'`, or `'unreadable'` when there was one but nothing opens it */
export function readReplaced({
	registered,
	kept,
	secrets,
}: Traces): Webhook | 'none' | 'unreadable' {
	const traces = [headerOf(registered, REPLACED_HEADER), kept].filter((one) => one !== undefined);
	if (traces.length === 0) return 'none';
	const texts = traces.flatMap((sealed) => secrets.map((secret) => unseal(sealed, secret)));
	const text = texts.find((one) => one !== undefined);
	if (text === undefined) return 'unreadable';
	const parsed: unknown = jsonParse(text, { fallbackValue: undefined });
	return readWebhook(asObject(parsed)) ?? 'unreadable';
}

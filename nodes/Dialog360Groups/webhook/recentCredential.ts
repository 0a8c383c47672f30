import type { IWebhookFunctions } from 'n8n-workflow';

import { readCredential } from '../api/credential';
import type { Credential } from '../api/credential';

const KEPT_FOR_MS = 60_000;
const MOST_KEPT = 500;

/** By workflow, node and credential. Shared by all workflows of this n8n process. */
const kept = new Map<string, { credential: Promise<Credential>; until: number }>();

/**
 * The credential as it was at most a minute ago. Outside of an execution, n8n takes as long to read a credential as for
 * all the rest of a delivery (2.41: it starts an expression isolate for it), so it is not read for each.
 */
export async function recentCredential(context: IWebhookFunctions, now: Date): Promise<Credential> {
	const { id, credentials = {} } = context.getNode();
	const key = JSON.stringify([context.getWorkflow().id, id, credentials]);
	const last = kept.get(key);
	if (last && last.until > now.getTime()) return await last.credential;
	const credential = readCredential(context);
	kept.delete(key);
	kept.set(key, { credential, until: now.getTime() + KEPT_FOR_MS });
	const [oldest] = kept.keys();
	if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
	const [read] = await Promise.allSettled([credential]);
	if (read.status === 'rejected') kept.delete(key);
	return await credential;
}

/** Reads all credentials anew, as a restart of n8n does. */
export function forgetCredentials(): void {
	kept.clear();
}

import type { IExecuteFunctions } from 'n8n-workflow';

import { asObject, asText } from '../api/wire';

const TIMEOUT_MS = 5_000;

/**
 * Whether this n8n certainly has no published workflow at one of its own webhook addresses. Asked with GET, which no
 * trigger of this package takes, so nothing is started; n8n then names the method it would take, or says that there is
 * nothing. Where the answer does not come from n8n, as with a proxy that shuts it off from itself, it stays open.
 * Source: n8n, webhook-not-found.error.ts.
 */
export async function isUnpublished(context: IExecuteFunctions, url: string): Promise<boolean> {
	const [asked] = await Promise.allSettled([
		context.helpers.httpRequest({
			method: 'GET',
			url,
			json: true,
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			abortSignal: context.getExecutionCancelSignal(),
		}),
	]);
	const answer: unknown = asked.status === 'fulfilled' ? asked.value : undefined;
	const { statusCode, body } = asObject(answer);
	const message = asText(asObject(body).message) ?? '';
	return statusCode === 404 && /^The requested webhook .* is not registered/.test(message);
}

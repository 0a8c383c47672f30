import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiClient } from '../api/client';
import { readCredential } from '../api/credential';
import { ApiError } from '../api/failure';
import type { Failure } from '../api/failure';
import { eachGroup } from '../api/groups';
import { getHealth } from '../api/health';
import type { Health } from '../api/health';
import { take } from '../api/paging';
import { allTemplates } from '../api/templates';
import type { Template } from '../api/templates';
import { getExtraWebhooks, getWebhook } from '../api/webhooks';
import type { ExtraWebhooks, Webhook } from '../api/webhooks';
import { originOf } from '../webhook/address';
import { headerOf } from '../webhook/ownWebhook';
import { receiverOf } from '../webhook/receiver';
import type { Home } from '../webhook/receiver';
import { WEBHOOK_HEADER } from '../webhook/secrets';
import { isUnpublished } from './published';

/** What the API says to one question, or how asking ended. */
export type Answered<Value> = { value: Value } | { failure: Failure };

/** Everything a check-up looks at. Nothing is written to find it out. */
export interface Facts {
	/** Where the API is. */
	apiUrl: string;
	home: Home;
	health: Answered<Health>;
	/** Whether groups can be listed at all. */
	groups: Answered<true>;
	webhook: Answered<Webhook | undefined>;
	extras: Answered<ExtraWebhooks | undefined>;
	templates: Answered<Template[]>;
	/** Addresses of triggers of this n8n that are registered, although their workflow is not published. */
	unpublished: readonly string[];
}

export async function readFacts(context: IExecuteFunctions, client: ApiClient): Promise<Facts> {
	const { apiKey, baseUrl, webhookSecret, signingSecret } = await readCredential(context);
	const instanceId = context.getInstanceId();
	const home = { ...homeOf(context), instanceId, apiKey, webhookSecret, signingSecret };
	const [health, groups, webhook, extras, templates] = await Promise.all([
		answered(getHealth(client)),
		answered(take(eachGroup(client, 1), 1).then(() => true as const)),
		answered(getWebhook(client)),
		answered(getExtraWebhooks(client)),
		answered(allTemplates(client)),
	]);
	const own = [webhook, extras]
		.flatMap(registeredIn)
		.filter((registered) => isOwnTrigger(registered, home));
	const looked = own.map(async ({ url }) => ((await isUnpublished(context, url)) ? [url] : []));
	const unpublished = (await Promise.all(looked)).flat();
	return { apiUrl: baseUrl, home, health, groups, webhook, extras, templates, unpublished };
}

/** Certainly not another node's, so that it can be asked without starting anything. */
function isOwnTrigger(registered: Webhook, home: Home): boolean {
	const receiver = receiverOf(registered, home);
	const isLocked = headerOf(registered, WEBHOOK_HEADER) !== undefined;
	return receiver === 'thisN8n' || (receiver === 'thisN8nByHand' && isLocked);
}

/** The webhooks in use. */
export function registeredIn(
	answer: Facts['webhook'] | Facts['extras'],
): Array<Webhook & { name?: string }> {
	if ('failure' in answer || !answer.value) return [];
	if (!('destinations' in answer.value)) return [answer.value];
	return answer.value.enabled ? answer.value.destinations : [];
}

/** Webhooks may have another address than the editor, and n8n tells it only as part of this one. */
function homeOf(context: IExecuteFunctions): Pick<Home, 'origin' | 'path'> {
	const resumeUrl: unknown = context.evaluateExpression('{{ $execution.resumeUrl }}', 0);
	const isTold = typeof resumeUrl === 'string' && !/^(undefined)?\//.test(resumeUrl);
	if (!isTold) return { origin: originOf(context.getInstanceBaseUrl()) };
	// It ends with the word for waiting executions, and the ID of this one.
	const path = URL.canParse(resumeUrl) ? new URL(resumeUrl).pathname.split('/').slice(0, -2) : [];
	return { origin: originOf(resumeUrl), path: path.join('/') };
}

/** @throws what is not about the answer of the API, such as an execution that was stopped */
async function answered<Value>(asked: Promise<Value>): Promise<Answered<Value>> {
	const [result] = await Promise.allSettled([asked]);
	if (result.status === 'fulfilled') return { value: result.value };
	const isAnswer = result.reason instanceof ApiError && result.reason.failure.kind !== 'cancelled';
	if (!isAnswer) throw result.reason;
	return { failure: result.reason.failure };
}

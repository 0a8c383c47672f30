import type { RecordedDelivery, RecordedRequest, Sandbox } from '../sandbox/types';
import { relationViolations } from './relations';
import { type SchemaName, violations } from './schemas';

/** How many answers and webhooks were held against the schemas. */
export interface Checked {
	answers: number;
	webhooks: number;
}

/** The endpoints of section 2 and 6 of the facts, and the schema of each one's success. */
const endpoints: ReadonlyArray<readonly [method: string, path: RegExp, schema: SchemaName]> = [
	['POST', /^\/groups$/, 'createGroup'],
	['GET', /^\/groups$/, 'listGroups'],
	['GET', /^\/groups\/[^/]+$/, 'groupInfo'],
	['POST', /^\/groups\/[^/]+$/, 'writeGroup'],
	['DELETE', /^\/groups\/[^/]+$/, 'writeGroup'],
	['GET', /^\/groups\/[^/]+\/invite_link$/, 'inviteLink'],
	['POST', /^\/groups\/[^/]+\/invite_link$/, 'inviteLink'],
	['GET', /^\/groups\/[^/]+\/join_requests$/, 'listJoinRequests'],
	['POST', /^\/groups\/[^/]+\/join_requests$/, 'approveJoinRequests'],
	['DELETE', /^\/groups\/[^/]+\/join_requests$/, 'rejectJoinRequests'],
	['DELETE', /^\/groups\/[^/]+\/participants$/, 'removeParticipants'],
	['GET', /^\/v1\/configs\/webhook$/, 'webhookConfig'],
	['POST', /^\/v1\/configs\/webhook$/, 'webhookConfig'],
	['DELETE', /^\/v1\/configs\/webhook$/, 'removeWebhook'],
	['GET', /^\/multi_webhook$/, 'multiWebhook'],
	['POST', /^\/multi_webhook$/, 'writeMultiWebhook'],
	['PUT', /^\/multi_webhook$/, 'writeMultiWebhook'],
	['PATCH', /^\/multi_webhook$/, 'writeMultiWebhook'],
	['GET', /^\/health_status$/, 'healthStatus'],
	['GET', /^\/v1\/configs\/templates$/, 'listTemplates'],
	['POST', /^\/v1\/configs\/templates$/, 'createTemplate'],
	['DELETE', /^\/v1\/configs\/templates\/[^/]+$/, 'removeTemplate'],
	['GET', /^\/message_template_library$/, 'templateLibrary'],
	['POST', /^\/messages$/, 'sendMessage'],
	['POST', /^\/media$/, 'uploadMedia'],
	['GET', /^\/\d+$/, 'mediaInfo'],
	['DELETE', /^\/\d+$/, 'removeMedia'],
	['GET', /^\/whatsapp_business\/attachments\/$/, 'mediaFile'],
];

function successSchema({ method, path }: RecordedRequest): SchemaName | undefined {
	return endpoints.find(([one, pattern]) => one === method && pattern.test(path))?.[2];
}

/** In: a recorded request. Out: what is wrong with its answer, one sentence each. */
export function answerViolations(request: RecordedRequest): string[] {
	const { handledStatus: status, answer } = request;
	// Faults that answer in the place of the API may say what they like.
	if (status === undefined) return [];
	const exchange = answer === undefined ? { status } : { status, body: answer };
	if (status >= 300) return [...violations('error', exchange), ...relationViolations(request)];
	const schema = successSchema(request);
	if (schema === undefined) return [`there is no such endpoint, yet the status is ${status}`];
	return [...violations(schema, exchange), ...relationViolations(request)];
}

/** What the sandbox has put into words by itself, and what it has put together out of that. */
function ownBodies(
	deliveries: readonly RecordedDelivery[],
): Array<{ type: string; body: unknown }> {
	const own = deliveries.filter(({ playedBack }) => !playedBack);
	const numbers = new Set(own.map(({ number }) => number));
	const bodies = own.map(({ type, payload }) => ({ type, body: payload }));
	for (const { type, attempts } of own) {
		for (const { body, together = [] } of attempts) {
			const all = together.every((number) => numbers.has(number));
			if (body !== undefined && all) bodies.push({ type, body });
		}
	}
	return bodies;
}

/**
 * Holds every answer and every webhook a sandbox has on record against the schemas. Throws an error
 * that lists all violations. Webhooks that were played back may be anything and are left out. Meant
 * for `afterEach`.
 */
export function checkRecorded(sandbox: Pick<Sandbox, 'requests' | 'webhooks'>): Checked {
	const wrong: string[] = [];
	const requests = sandbox.requests.all().filter((one) => one.handledStatus !== undefined);
	for (const request of requests) {
		for (const violation of answerViolations(request)) {
			const { method, path, handledStatus } = request;
			const answer = JSON.stringify(request.answer);
			wrong.push(`${method} ${path} -> ${handledStatus}: ${violation}\n  in ${answer}`);
		}
	}
	const bodies = ownBodies(sandbox.webhooks.all());
	for (const { type, body } of bodies) {
		for (const violation of violations('webhook', body)) {
			wrong.push(`webhook ${type}: ${violation}\n  in ${JSON.stringify(body)}`);
		}
	}
	if (wrong.length > 0) {
		throw new Error(`The contract is broken ${wrong.length} times:\n${wrong.join('\n')}`);
	}
	return { answers: requests.length, webhooks: bodies.length };
}

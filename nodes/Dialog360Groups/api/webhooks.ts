import type { ApiAnswer, ApiClient } from './client';
import { ApiError } from './failure';
import { isRateLimit } from './retryPolicy';
import { asBoolean, asObject, asObjects, asText } from './wire';
import type { WireObject } from './wire';

/** Where 360dialog delivers, and with which headers. */
export interface Webhook {
	url: string;
	/** As 360dialog gave them, so that they can be put back unchanged. */
	headers: Readonly<Record<string, string>>;
}

/** Gets a copy of each delivery that the webhook of the number has answered with 200. */
export interface ExtraWebhook extends Webhook {
	name: string;
}

export interface ExtraWebhooks {
	enabled: boolean;
	destinations: ExtraWebhook[];
}

/** For a phone number, the webhook itself included. Source: 360dialog, "Set multiple webhooks for Phone Number". */
export const MOST_WEBHOOKS = 3;

const WEBHOOK = ['v1', 'configs', 'webhook'];
const EXTRA_WEBHOOKS = ['multi_webhook'];

/**
 * The webhook of the number; `undefined` when none is registered (a 404 then).
 *
 * @throws {ApiError} also for an answer of another shape: what can't be read may be somebody's webhook
 */
export async function getWebhook(client: ApiClient): Promise<Webhook | undefined> {
	const answer = await unless(client.send({ method: 'GET', path: WEBHOOK }), [404]);
	if (!answer) return undefined;
	const webhook = readWebhook(answer.body);
	const isNone = Object.keys(answer.body).every((key) => key === 'url' || key === 'headers');
	if (webhook || isNone) return webhook;
	throw new ApiError({ kind: 'interrupted', httpStatus: answer.httpStatus, isWrite: false });
}

/** Registers the webhook of the number. Whatever was registered is replaced without a word. */
export async function setWebhook(client: ApiClient, { url, headers }: Webhook): Promise<void> {
	const json = { url, headers };
	const secrets = secretsOf({ url, headers });
	await client.send({ method: 'POST', path: WEBHOOK, json, secrets, isIdempotent: true });
}

/**
 * Takes the webhook of the number away. No source documents a way, so the two that suggest themselves are tried.
 *
 * @returns whether one of them was accepted
 */
export async function removeWebhook(client: ApiClient): Promise<boolean> {
	const ways = [
		{ method: 'DELETE', path: WEBHOOK, isIdempotent: true },
		{ method: 'POST', path: WEBHOOK, json: { url: '', headers: {} }, isIdempotent: true },
	] as const;
	for (const way of ways) {
		const accepted = await unless(client.send(way), NOT_THIS_WAY);
		if (accepted && (await getWebhook(client)) === undefined) return true;
	}
	return false;
}

/** The extra destinations; `undefined` when the number can't have any. */
export async function getExtraWebhooks(client: ApiClient): Promise<ExtraWebhooks | undefined> {
	const [answered] = await Promise.allSettled([
		client.send({ method: 'GET', path: EXTRA_WEBHOOKS }),
	]);
	if (answered.status === 'rejected') {
		const httpStatus = httpStatusOf(answered.reason) ?? 0;
		if (httpStatus === NOT_ENABLED) return { enabled: false, destinations: [] };
		if (UNAVAILABLE.includes(httpStatus)) return undefined;
		throw answered.reason;
	}
	const answer = answered.value;
	const listed: unknown = answer.body.destinations ?? [];
	const destinations = asObjects(listed).flatMap((raw) => {
		const webhook = readWebhook(raw);
		return webhook ? [{ name: asText(raw.name) ?? '', ...webhook }] : [];
	});
	// What can't be read may be somebody's destination, and would be lost with the next change.
	if (!Array.isArray(listed) || destinations.length < listed.length)
		throw new ApiError({ kind: 'interrupted', httpStatus: answer.httpStatus, isWrite: false });
	return { enabled: asBoolean(answer.body.enabled) ?? destinations.length > 0, destinations };
}

/** @returns whether 360dialog took it */
export async function switchOnExtraWebhooks(
	client: ApiClient,
	destinations: readonly ExtraWebhook[],
): Promise<boolean> {
	return await took(client, 'POST', destinations, {
		enabled: true,
		destinations: destinations.map(toWire),
	});
}

/** Forgets all destinations. */
export async function switchOffExtraWebhooks(client: ApiClient): Promise<boolean> {
	return await took(client, 'POST', [], { enabled: false });
}

export async function addExtraWebhook(client: ApiClient, added: ExtraWebhook): Promise<boolean> {
	return await took(client, 'PUT', [added], { destinations: [toWire(added)] });
}

/** Changes the destination of that name. */
export async function changeExtraWebhook(
	client: ApiClient,
	changed: ExtraWebhook,
): Promise<boolean> {
	return await took(client, 'PATCH', [changed], toWire(changed));
}

/** What says that there is no such thing, or not for this number. */
const UNAVAILABLE = [400, 403, 404, 405, 422];
/** Documented for /multi_webhook. */
const NOT_ENABLED = 409;
const REFUSALS = [...UNAVAILABLE, NOT_ENABLED];
/** A method that nobody documented may be answered with anything. */
const NOT_THIS_WAY = [...REFUSALS, 500, 501, 502, 503];

async function took(
	client: ApiClient,
	method: 'POST' | 'PUT' | 'PATCH',
	destinations: readonly ExtraWebhook[],
	json: WireObject,
): Promise<boolean> {
	const secrets = destinations.flatMap(secretsOf);
	const call = { method, path: EXTRA_WEBHOOKS, json, secrets, isIdempotent: true };
	return (await unless(client.send(call), REFUSALS)) !== undefined;
}

/** Addresses of webhooks may hold secrets in their path as well. */
function secretsOf({ url, headers }: Webhook): string[] {
	const { pathname = '', search = '' } = URL.canParse(url) ? new URL(url) : {};
	const path = pathname.length > 1 ? [pathname + search, search] : [search];
	return [url, ...path, ...Object.values(headers)];
}

/** The answer, or `undefined` where the API refused with one of the statuses. */
async function unless(
	sent: Promise<ApiAnswer>,
	statuses: readonly number[],
): Promise<ApiAnswer | undefined> {
	const [result] = await Promise.allSettled([sent]);
	if (result.status === 'fulfilled') return result.value;
	const httpStatus = httpStatusOf(result.reason);
	if (httpStatus === undefined || !statuses.includes(httpStatus)) throw result.reason;
	return undefined;
}

/** Of an answer that says something about the call; a rate limit says nothing. */
function httpStatusOf(error: unknown): number | undefined {
	const isAnswer = error instanceof ApiError && !isRateLimit(error.failure);
	return isAnswer ? error.failure.httpStatus : undefined;
}

/** A registered webhook, as the API shows it; `undefined` for one without address. */
export function readWebhook(raw: WireObject): Webhook | undefined {
	const url = asText(raw.url);
	if (url === undefined) return undefined;
	const headers = Object.entries(asObject(raw.headers)).map(([name, value]) => [
		name,
		typeof value === 'string' ? value : String(value),
	]);
	return { url, headers: Object.fromEntries(headers) };
}

function toWire({ name, url, headers }: ExtraWebhook) {
	return { name, url, headers };
}

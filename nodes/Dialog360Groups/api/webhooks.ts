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

/** The webhook of the number; `undefined` when none is registered (a 404 then). */
export async function getWebhook(client: ApiClient): Promise<Webhook | undefined> {
	const answer = await unless(client.send({ method: 'GET', path: WEBHOOK }), [404]);
	return answer && readWebhook(answer.body);
}

/** Registers the webhook of the number. Whatever was registered is replaced without a word. */
export async function setWebhook(client: ApiClient, { url, headers }: Webhook): Promise<void> {
	const json = { url, headers };
	await client.send({ method: 'POST', path: WEBHOOK, json, isIdempotent: true });
}

/**
 * Takes the webhook of the number away. No source documents a way, so the two that suggest themselves are tried.
 *
 * @returns whether one of them was accepted
 */
export async function removeWebhook(client: ApiClient): Promise<boolean> {
	const nothing = { url: '', headers: {} };
	const isIdempotent = true;
	const deleted = await unless(
		client.send({ method: 'DELETE', path: WEBHOOK, isIdempotent }),
		REFUSALS,
	);
	if (deleted && (await getWebhook(client)) === undefined) return true;
	const emptied = await unless(
		client.send({ method: 'POST', path: WEBHOOK, json: nothing, isIdempotent }),
		REFUSALS,
	);
	return emptied !== undefined && (await getWebhook(client)) === undefined;
}

/** The extra destinations; `undefined` when the number can't have any. */
export async function getExtraWebhooks(client: ApiClient): Promise<ExtraWebhooks | undefined> {
	const answer = await unless(client.send({ method: 'GET', path: EXTRA_WEBHOOKS }), REFUSALS);
	if (!answer) return undefined;
	const destinations = asObjects(answer.body.destinations).flatMap((raw) => {
		const webhook = readWebhook(raw);
		return webhook ? [{ name: asText(raw.name) ?? '', ...webhook }] : [];
	});
	return { enabled: asBoolean(answer.body.enabled) ?? destinations.length > 0, destinations };
}

/** @returns whether 360dialog took it */
export async function switchOnExtraWebhooks(
	client: ApiClient,
	destinations: readonly ExtraWebhook[],
): Promise<boolean> {
	return await took(client, 'POST', { enabled: true, destinations: destinations.map(toWire) });
}

/** Forgets all destinations. */
export async function switchOffExtraWebhooks(client: ApiClient): Promise<boolean> {
	return await took(client, 'POST', { enabled: false });
}

export async function addExtraWebhook(client: ApiClient, added: ExtraWebhook): Promise<boolean> {
	return await took(client, 'PUT', { destinations: [toWire(added)] });
}

/** Changes the destination of that name. */
export async function changeExtraWebhook(
	client: ApiClient,
	changed: ExtraWebhook,
): Promise<boolean> {
	return await took(client, 'PATCH', toWire(changed));
}

/** What says that there is no such thing, or that it can't be done for this number. */
const REFUSALS = [400, 403, 404, 405, 409, 422];

async function took(
	client: ApiClient,
	method: 'POST' | 'PUT' | 'PATCH',
	json: WireObject,
): Promise<boolean> {
	const call = { method, path: EXTRA_WEBHOOKS, json, isIdempotent: true };
	return (await unless(client.send(call), REFUSALS)) !== undefined;
}

/** The answer, or `undefined` where the API refused with one of the statuses. */
async function unless(
	sent: Promise<ApiAnswer>,
	statuses: readonly number[],
): Promise<ApiAnswer | undefined> {
	const [result] = await Promise.allSettled([sent]);
	if (result.status === 'fulfilled') return result.value;
	const { reason } = result;
	if (!(reason instanceof ApiError) || isRateLimit(reason.failure)) throw reason;
	if (!statuses.includes(reason.failure.httpStatus ?? 0)) throw reason;
	return undefined;
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

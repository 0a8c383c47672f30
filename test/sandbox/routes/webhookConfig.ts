import { type Answer, type ApiCall } from '../api/call';
import { NativeError } from '../errors';
import { isRecord, isString, stringRecord } from '../input';
import type { Readings } from '../readings';
import type { WebhookConfig } from '../types';
import type { WebhookDelivery } from '../webhooks/delivery';
import type { Route } from './route';

const notAUrl = 'url must be an absolute http(s) address';

/** Rules of reference 6.1; a local sandbox obeys them only when it is told to. */
function brokenUrlRule(url: URL): string | undefined {
	if (url.protocol !== 'https:') return 'url must use https';
	if (url.port !== '') return 'url must not contain a port';
	return url.hostname.includes('_')
		? 'url must not contain an underscore in its domain'
		: undefined;
}

function checkUrl(value: unknown, readings: Readings): string {
	if (!isString(value) || !URL.canParse(value)) throw new NativeError(400, notAUrl);
	const url = new URL(value);
	if (!['http:', 'https:'].includes(url.protocol)) throw new NativeError(400, notAUrl);
	const broken = readings.webhookUrls === 'strict' ? brokenUrlRule(url) : undefined;
	if (broken !== undefined) throw new NativeError(400, broken);
	return value;
}

/** In: a body or a control call. Out: the configuration. Throws 360dialog's own 400 if it is wrong. */
export function readWebhookConfig(body: unknown, readings: Readings): WebhookConfig {
	if (!isRecord(body)) throw new NativeError(400, 'The body must be a JSON object');
	const headers = stringRecord(body.headers ?? {});
	if (headers === undefined) throw new NativeError(400, 'headers must be an object of strings');
	return { url: checkUrl(body.url, readings), headers };
}

function get(delivery: WebhookDelivery): Answer {
	if (delivery.config === undefined) throw new NativeError(404, 'Webhook not found');
	return { status: 200, body: { ...delivery.config } };
}

function set(delivery: WebhookDelivery, readings: Readings, { body }: ApiCall): Answer {
	delivery.config = readWebhookConfig(body, readings);
	return { status: 200, body: { ...delivery.config } };
}

/** Reads and, without a word, replaces the one webhook address of the number (reference 6.1). */
export function webhookConfigRoutes(delivery: WebhookDelivery, readings: Readings): Route[] {
	const url = '/v1/configs/webhook';
	return [
		{ method: 'GET', url, handle: () => get(delivery) },
		{ method: 'POST', url, handle: (call) => set(delivery, readings, call) },
	];
}

import { NativeError } from '../errors';
import { isRecord, isString, stringRecord } from '../input';
import type { Readings } from '../readings';
import type { WebhookConfig, WebhookDestination } from '../types';

const notAUrl = 'url must be an absolute http(s) address';

/** Rules of reference 6.1; a local sandbox obeys them only when it is told to. */
function brokenUrlRule(url: URL): string | undefined {
	if (url.protocol !== 'https:') return 'url must use https';
	if (url.port !== '') return 'url must not contain a port';
	return url.hostname.includes('_')
		? 'url must not contain an underscore in its domain'
		: undefined;
}

export function needBodyObject(body: unknown): Record<string, unknown> {
	if (!isRecord(body)) throw new NativeError(400, 'The body must be a JSON object');
	return body;
}

/** Out: the address as it was given. Throws 360dialog's own 400 if it breaks a rule. */
export function needUrl(value: unknown, readings: Readings): string {
	if (!isString(value) || !URL.canParse(value)) throw new NativeError(400, notAUrl);
	const url = new URL(value);
	if (!['http:', 'https:'].includes(url.protocol)) throw new NativeError(400, notAUrl);
	const broken = readings.webhookUrls === 'strict' ? brokenUrlRule(url) : undefined;
	if (broken !== undefined) throw new NativeError(400, broken);
	return value;
}

/** Out: the headers as they were given, none if there are none. Throws 400 if they are no texts. */
export function readHeaders(value: unknown): Record<string, string> {
	const headers = stringRecord(value ?? {});
	if (headers === undefined) throw new NativeError(400, 'headers must be an object of strings');
	return headers;
}

/** Out: the name of a destination. Throws 400 if there is none. */
export function needName(value: unknown): string {
	if (isString(value) && value.trim() !== '') return value;
	throw new NativeError(400, 'Every destination needs a name');
}

/** In: a body or a control call. Out: the configuration. Throws 360dialog's own 400 if it is wrong. */
export function readWebhookConfig(body: unknown, readings: Readings): WebhookConfig {
	const source = needBodyObject(body);
	const headers = readHeaders(source.headers);
	return { url: needUrl(source.url, readings), headers };
}

/** In: what came as `destinations`. Out: the same, checked one by one. Throws 400 if it is wrong. */
export function readDestinations(value: unknown, readings: Readings): WebhookDestination[] {
	if (!Array.isArray(value)) throw new NativeError(400, 'destinations must be a list');
	const list: unknown[] = value;
	return list.map((one) => {
		if (!isRecord(one)) throw new NativeError(400, 'Every destination must be an object');
		const { url, headers } = readWebhookConfig(one, readings);
		return { name: needName(one.name), url, headers };
	});
}

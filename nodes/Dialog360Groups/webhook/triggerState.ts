import type { IDataObject } from 'n8n-workflow';

import { asObject, asText } from '../api/wire';

/** 360dialog repeats a delivery for up to 7 days. */
const REPEATED_FOR_MS = 7 * 24 * 3_600_000;
const MOST_FORMER = 5;

/**
 * What n8n keeps of a trigger between runs ("static data"). It is stored with each execution, so nothing in it can be
 * used by whoever reads it: fingerprints of secrets, and another system's webhook only sealed. Of two writers at the
 * same time n8n keeps the later one, so it is never relied on alone, but for one case: after the API key was changed in
 * the credential, the earlier secret is known from here until the workflow is registered again.
 */
export interface TriggerState {
	/** Fingerprint of the registered secret. */
	registered?: string;
	/** Fingerprints of earlier secrets, with the time until which they are still accepted (ISO 8601). */
	former: Record<string, string>;
	/** The webhook that was there before ours, sealed with our secret. */
	replaced?: string;
}

export function readState(data: IDataObject): TriggerState {
	const former = Object.entries(asObject(data.former)).flatMap(([print, until]) => {
		const time = asText(until);
		return time === undefined ? [] : [[print, time]];
	});
	return {
		registered: asText(data.registered),
		former: Object.fromEntries(former),
		replaced: asText(data.replaced),
	};
}

/** Leaves alone what else is in there. */
export function writeState(
	data: IDataObject,
	{ registered, former, replaced }: TriggerState,
): void {
	put(data, 'registered', registered);
	put(data, 'former', Object.keys(former).length === 0 ? undefined : former);
	put(data, 'replaced', replaced);
}

function put(data: IDataObject, key: string, value: string | IDataObject | undefined): void {
	if (value === undefined) delete data[key];
	else data[key] = value;
}

/** Fingerprints that deliveries on their way may still have. */
export function acceptedFingerprints({ registered, former }: TriggerState, now: Date): string[] {
	const valid = Object.entries(former).filter(([, until]) => until > now.toISOString());
	return [...(registered === undefined ? [] : [registered]), ...valid.map(([print]) => print)];
}

/** After another secret was registered, or (`undefined`) none any more: deliveries with the earlier ones stay welcome. */
export function withRegistered(
	{ registered: last, former, replaced }: TriggerState,
	registered: string | undefined,
	now: Date,
): TriggerState {
	const until = new Date(now.getTime() + REPEATED_FOR_MS).toISOString();
	const all = { ...former, ...(last === undefined ? {} : { [last]: until }) };
	const kept = Object.entries(all)
		.filter(([print, end]) => print !== registered && end > now.toISOString())
		.sort(([, one], [, other]) => other.localeCompare(one))
		.slice(0, MOST_FORMER);
	return { registered, former: Object.fromEntries(kept), replaced };
}

import type { IDataObject } from 'n8n-workflow';

/**
 * Reading JSON that came from outside. Meta's and 360dialog's documents disagree about types (numbers and
 * booleans appear quoted, empty strings stand for "absent"), so every reader takes `unknown` and is lenient
 * about spelling, never about meaning: what can't be read is `undefined`.
 */

/** A parsed JSON object: what its values are has to be asked of the readers below. */
export type WireObject = Readonly<IDataObject>;

export function isWireObject(value: unknown): value is WireObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one, so that a chain of lookups needs no checks. */
export function asObject(value: unknown): WireObject {
	return isWireObject(value) ? value : {};
}

/** The objects of an array; anything else in it, and anything but an array, is left out. */
export function asObjects(value: unknown): WireObject[] {
	return Array.isArray(value) ? value.filter(isWireObject) : [];
}

/** Non-empty text; a number becomes its digits. */
export function asText(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The texts of an array; `undefined` when the value is not an array, which is not the same as an empty one. */
export function asTexts(value: unknown): string[] | undefined {
	if (!Array.isArray(value)) return undefined;
	return value.map(asText).filter((text) => text !== undefined);
}

/** A whole number, quoted or not. */
export function asInteger(value: unknown): number | undefined {
	const text = asText(value)?.trim();
	return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** `true` and `false`, quoted or not. */
export function asBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const text = asText(value)?.trim().toLowerCase();
	if (text === 'true') return true;
	return text === 'false' ? false : undefined;
}

/** Seconds since 1970 (the API's timestamps) as an ISO 8601 date in UTC. */
export function asIsoTime(value: unknown): string | undefined {
	const seconds = asInteger(value);
	const latest = 8.64e12;
	if (seconds === undefined || Math.abs(seconds) > latest) return undefined;
	return new Date(seconds * 1000).toISOString();
}

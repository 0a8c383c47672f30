import { asInteger, asObject, asText, isWireObject } from '../api/wire';
import type { WireObject } from '../api/wire';

/** What WhatsApp says about one field of one number. */
export interface Change {
	/** Absent where a `value` came bare. */
	field?: string;
	value: unknown;
	/** When the entry was sent: all that tells two equal changes without a time of their own apart. */
	time?: unknown;
}

/** Nothing that WhatsApp sends nests deeper, has more keys in an object, or more values in all. */
const DEEPEST = 64;
const MOST_KEYS = 200;
const MOST_VALUES = 500_000;

/**
 * The changes in whatever was delivered: an envelope, an entry, a change or a bare value, arrays of these, or
 * any of it as JSON text. What looks like none of these has no changes.
 */
export function changesOf(body: unknown): Generator<Change> {
	return walk(bounded(typeof body === 'string' ? parse(body) : body));
}

/** @param entry what the changes were found in */
function* walk(node: unknown, entry?: WireObject): Generator<Change> {
	if (Array.isArray(node)) {
		for (const part of node) yield* walk(part, entry);
	} else if (isWireObject(node)) {
		const { entry: entries, changes, field, value } = node;
		yield* walk(entries);
		yield* walk(changes, node);
		if (field && typeof field === 'string' && (entry ?? isWireObject(value)))
			yield { field, value, time: entry?.time };
		else if (isValue(value)) yield { value };
		else if (isValue(node)) yield { value: node };
	}
}

/** Whether this is WhatsApp's, and not somebody else's object that has `messages` or `groups`, too. */
function isValue(node: unknown): node is WireObject {
	const { groups, messages, statuses, metadata } = asObject(node);
	const lists = [groups, messages, statuses].filter(Array.isArray);
	const isOfNumber = asText(asObject(metadata).phone_number_id) !== undefined;
	return lists.length > 0 && (isOfNumber || lists.flat().some(isElement));
}

/** All elements of WhatsApp's say when, in seconds. */
const isElement = (element: unknown) => asInteger(asObject(element).timestamp) !== undefined;

/** A copy without what only a hostile body has, so that no later step has to fear its depth or breadth. */
function bounded(body: unknown): unknown {
	let left = MOST_VALUES;
	function* affordable<T>(parts: readonly T[]): Generator<T> {
		for (const part of parts) {
			if (left-- <= 0) return;
			yield part;
		}
	}
	function copy(value: unknown, levels: number): unknown {
		// JSON has none of these, and can't be made of them.
		if (typeof value === 'bigint' || typeof value === 'function') return null;
		if (typeof value !== 'object' || value === null) return value;
		if (levels === 0) return null;
		if (Array.isArray(value)) {
			return Array.from(affordable<unknown>(value), (part) => copy(part, levels - 1));
		}
		const object = asObject(value);
		const keys = affordable(Object.keys(object).slice(0, MOST_KEYS));
		return Object.fromEntries(Array.from(keys, (key) => [key, copy(object[key], levels - 1)]));
	}
	return copy(body, DEEPEST);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

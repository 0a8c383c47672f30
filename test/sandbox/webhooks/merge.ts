import { isDeepStrictEqual } from 'node:util';
import { isRecord, isString } from '../input';
import type { Random } from '../random';

/** The body of a webhook as reference 3 describes it, as far as putting together needs it. */
interface Envelope {
	[key: string]: unknown;
	entry: Entry[];
}

interface Entry {
	[key: string]: unknown;
	id: string;
	changes: Change[];
}

interface Change {
	[key: string]: unknown;
	field: string;
	value: Record<string, unknown>;
}

function isChange(value: unknown): value is Change {
	return isRecord(value) && isString(value.field) && isRecord(value.value);
}

function isEntry(value: unknown): value is Entry {
	if (!isRecord(value) || !isString(value.id) || !Array.isArray(value.changes)) return false;
	return value.changes.length > 0 && value.changes.every(isChange);
}

function isEnvelope(value: unknown): value is Envelope {
	if (!isRecord(value) || !Array.isArray(value.entry)) return false;
	return value.entry.length > 0 && value.entry.every(isEntry);
}

/** The lists of a value that may grow. */
const lists = ['groups', 'contacts', 'messages', 'statuses'];

/** Out: both values as one, if they differ in nothing but their lists and have the same ones. */
function joinValues(
	one: Record<string, unknown>,
	other: Record<string, unknown>,
): Record<string, unknown> | undefined {
	const keys = Object.keys(one);
	if (!isDeepStrictEqual([...keys].sort(), Object.keys(other).sort())) return undefined;
	const joined: Record<string, unknown> = {};
	for (const key of keys) {
		const [mine, theirs] = [one[key], other[key]];
		if (lists.includes(key) && Array.isArray(mine) && Array.isArray(theirs)) {
			const news: unknown[] = theirs;
			// Whoever wrote two messages is one contact; anything else may well be there twice.
			joined[key] = [...mine, ...(key === 'contacts' ? strangers(news, mine) : news)];
		} else if (isDeepStrictEqual(mine, theirs)) {
			joined[key] = mine;
		} else {
			return undefined;
		}
	}
	return joined;
}

function strangers(contacts: unknown[], known: unknown[]): unknown[] {
	return contacts.filter((one) => !known.some((other) => isDeepStrictEqual(one, other)));
}

/** Lengthens a list of the last change; nothing if the two changes do not belong together. */
function joinElements(one: Entry, other: Entry): Entry | undefined {
	const last = one.changes.at(-1);
	const [first, ...rest] = other.changes;
	if (last === undefined || first === undefined || last.field !== first.field) return undefined;
	const value = joinValues(last.value, first.value);
	if (value === undefined) return undefined;
	return { ...one, changes: [...one.changes.slice(0, -1), { ...last, value }, ...rest] };
}

function joinEntries(one: Entry[], other: Entry[], random: Random): Entry[] {
	const last = one.at(-1);
	const [first, ...rest] = other;
	const ways: Entry[][] = [[...one, ...other]];
	if (last !== undefined && first !== undefined && last.id === first.id) {
		const before = one.slice(0, -1);
		ways.push([...before, { ...last, changes: [...last.changes, ...first.changes] }, ...rest]);
		const longer = joinElements(last, first);
		if (longer !== undefined) ways.push([...before, longer, ...rest]);
	}
	return random.pick(ways) ?? [...one, ...other];
}

/** Whether these bodies can become one: they are webhooks, and of the same kind of object. */
export function canMerge(bodies: readonly unknown[]): boolean {
	const [first] = bodies;
	return bodies.every(
		(body) => isEnvelope(body) && isRecord(first) && body.object === first.object,
	);
}

/**
 * Puts bodies together into one that tells the same events in the same order. By chance they become
 * several entries, several changes of one entry, or several elements in a list of one change, which
 * needs the same field and the same metadata.
 * In: bodies for which `canMerge` is true. Out: a new body.
 */
export function merge(bodies: readonly unknown[], random: Random): unknown {
	const [first, ...others] = bodies.filter(isEnvelope);
	if (first === undefined) return bodies[0];
	let { entry } = first;
	for (const other of others) entry = joinEntries(entry, other.entry, random);
	return { ...first, entry };
}

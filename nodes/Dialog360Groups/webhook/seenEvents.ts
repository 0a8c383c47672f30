import { createHash } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

import { asText } from '../api/wire';

/** Events of one trigger that are remembered while n8n runs. */
const MOST_IN_MEMORY = 10_000;
/** Events of one trigger that are remembered over a restart. They are stored with each execution, so they are few. */
const MOST_STORED = 1_000;
const MOST_TRIGGERS = 200;
/** 48 bits: among 10,000 others, one in 28 thousand million events is taken for another. */
const DIGEST_LENGTH = 8;

/** Of other deliveries at the same moment, n8n may not have saved what they stored. */
const STORED_AGAIN = 100;
/**
 * So long a claim waits for its execution. If the sender hangs up before n8n has answered, nobody tells what became of
 * it; but once the execution has started, n8n saves the event.
 */
const PENDING_FOR_MS = 5 * 60_000;
const KEY = 'seen';

interface Seen {
	/** Newest last. */
	digests: Set<string>;
	/** Claimed, and not yet certain that n8n has started an execution; with the time of the claim. */
	pending: Map<string, number>;
}

/** By trigger. Shared by all workflows of this n8n process. */
const memory = new Map<string, Seen>();

export interface Claim {
	/** Keys that nobody has claimed before, each once. */
	claimed: ReadonlySet<string>;
	/** Whether some are claimed, but may still be given back. */
	isPending: boolean;
}

export interface Claiming {
	/** Whose events they are. */
	triggerId: string;
	/** In the order of the delivery. */
	eventKeys: readonly string[];
	/** What n8n keeps of the trigger; the events are added, the oldest make room. */
	data: IDataObject;
	/** Claims that have to be confirmed or released: others are told that they are pending. */
	toBeConfirmed?: boolean;
	now?: Date;
}

/**
 * Claims events for an execution. Within one process this can't be interrupted, so of copies that arrive at the same
 * moment only one gets the event.
 */
export function claim({
	triggerId,
	eventKeys,
	data,
	toBeConfirmed = false,
	now = new Date(),
}: Claiming): Claim {
	const stored = read(data);
	const known = new Set(stored);
	const { digests, pending } = remember(triggerId);
	const claimed = new Set<string>();
	let isPending = false;
	for (const eventKey of eventKeys) {
		const digest = digestOf(eventKey);
		const claimedAt = pending.get(digest);
		if (known.has(digest) || digests.has(digest) || claimed.has(eventKey)) continue;
		if (claimedAt !== undefined && now.getTime() - claimedAt < PENDING_FOR_MS) {
			isPending = true;
			continue;
		}
		claimed.add(eventKey);
		pending.delete(digest);
		if (toBeConfirmed) pending.set(digest, now.getTime());
		else digests.add(digest);
	}
	forgetOldest(digests, MOST_IN_MEMORY);
	forgetOldest(pending, MOST_IN_MEMORY);
	if (claimed.size > 0) store(data, stored, [...newest(digests), ...[...claimed].map(digestOf)]);
	return { claimed, isPending };
}

/** An execution has started for events that were claimed. */
export function confirm(triggerId: string, eventKeys: Iterable<string>): void {
	const { digests, pending } = remember(triggerId);
	for (const digest of [...eventKeys].map(digestOf)) {
		pending.delete(digest);
		digests.add(digest);
	}
	forgetOldest(digests, MOST_IN_MEMORY);
}

/** Gives events back that were claimed, because no execution came of it. */
export function release(triggerId: string, eventKeys: Iterable<string>): void {
	const seen = memory.get(triggerId);
	for (const eventKey of eventKeys) seen?.pending.delete(digestOf(eventKey));
}

/** Takes along what this process remembers, for a trigger that was renamed and so has lost what n8n kept. */
export function storeSeen(triggerId: string, data: IDataObject): void {
	const { digests } = memory.get(triggerId) ?? {};
	if (digests && digests.size > 0) store(data, read(data), [...digests]);
}

/** Empties the memory, as a restart of n8n does. */
export function forgetAll(): void {
	memory.clear();
}

/** The trigger that was used last moves to the end, so that the one that was silent longest makes room. */
function remember(triggerId: string): Seen {
	const seen = memory.get(triggerId) ?? { digests: new Set(), pending: new Map() };
	memory.delete(triggerId);
	memory.set(triggerId, seen);
	forgetOldest(memory, MOST_TRIGGERS);
	return seen;
}

function forgetOldest(
	all: Pick<Map<string, unknown>, 'size' | 'delete'> & { keys(): Iterable<string> },
	most: number,
): void {
	for (const key of all.keys()) {
		if (all.size <= most) return;
		all.delete(key);
	}
}

function newest(digests: ReadonlySet<string>): string[] {
	return [...digests].slice(-STORED_AGAIN);
}

/** What is there stays, in its order, since other processes store as well. */
function store(data: IDataObject, stored: readonly string[], added: readonly string[]): void {
	const newestFirst = new Set([...stored, ...added].reverse());
	data[KEY] = [...newestFirst].slice(0, MOST_STORED).reverse().join('');
}

function read(data: IDataObject): string[] {
	return (asText(data[KEY]) ?? '').match(new RegExp(`.{${DIGEST_LENGTH}}`, 'g')) ?? [];
}

function digestOf(eventKey: string): string {
	return createHash('sha256').update(eventKey).digest('base64url').slice(0, DIGEST_LENGTH);
}

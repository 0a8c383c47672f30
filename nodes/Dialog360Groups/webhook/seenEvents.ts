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
const KEY = 'seen';

/** Newest last. Shared by all workflows of this n8n process. */
const memory = new Map<string, Set<string>>();

/**
 * Claims events for an execution. Within one process this can't be interrupted, so of copies that arrive at the same
 * moment only one gets the event.
 *
 * @param triggerId whose events they are
 * @param eventKeys in the order of the delivery
 * @param data what n8n keeps of the trigger; the events are added, the oldest make room
 * @returns the keys that nobody has claimed before, each once
 */
export function claim(
	triggerId: string,
	eventKeys: readonly string[],
	data: IDataObject,
): ReadonlySet<string> {
	const stored = read(data);
	const remembered = remember(triggerId);
	const known = new Set(stored);
	const claimed = new Set<string>();
	for (const eventKey of eventKeys) {
		const digest = digestOf(eventKey);
		if (known.has(digest) || remembered.has(digest)) continue;
		remembered.add(digest);
		claimed.add(eventKey);
	}
	forgetOldest(remembered, MOST_IN_MEMORY);
	if (claimed.size > 0) store(data, stored, remembered);
	return claimed;
}

/** Gives events back that were claimed, because no execution came of it. */
export function release(triggerId: string, eventKeys: Iterable<string>): void {
	const remembered = memory.get(triggerId);
	for (const eventKey of eventKeys) remembered?.delete(digestOf(eventKey));
}

/** Takes along what this process remembers, for a trigger that was renamed and so has lost what n8n kept. */
export function storeSeen(triggerId: string, data: IDataObject): void {
	const remembered = memory.get(triggerId);
	if (remembered && remembered.size > 0) store(data, read(data), remembered);
}

/** Empties the memory, as a restart of n8n does. */
export function forgetAll(): void {
	memory.clear();
}

/** The trigger that was used last moves to the end, so that the one that was silent longest makes room. */
function remember(triggerId: string): Set<string> {
	const remembered = memory.get(triggerId) ?? new Set<string>();
	memory.delete(triggerId);
	memory.set(triggerId, remembered);
	const [silentLongest] = memory.keys();
	if (memory.size > MOST_TRIGGERS && silentLongest !== undefined) memory.delete(silentLongest);
	return remembered;
}

function forgetOldest(digests: Set<string>, most: number): void {
	for (const digest of digests) {
		if (digests.size <= most) return;
		digests.delete(digest);
	}
}

/** Other processes store as well, so what is there and not remembered here is kept. */
function store(
	data: IDataObject,
	stored: readonly string[],
	remembered: ReadonlySet<string>,
): void {
	const others = stored.filter((digest) => !remembered.has(digest));
	data[KEY] = [...others, ...remembered].slice(-MOST_STORED).join('');
}

function read(data: IDataObject): string[] {
	return (asText(data[KEY]) ?? '').match(new RegExp(`.{${DIGEST_LENGTH}}`, 'g')) ?? [];
}

function digestOf(eventKey: string): string {
	return createHash('sha256').update(eventKey).digest('base64url').slice(0, DIGEST_LENGTH);
}

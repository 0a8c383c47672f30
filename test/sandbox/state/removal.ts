import { ApiError, errorItem, type ErrorItem } from '../errors';
import { newRequestId } from '../ids';
import type { Person } from '../types';
import type { GroupRecord } from './groupRecord';
import type { World } from './world';

/** How a remove call names a person: `input` is echoed in the webhook (reference 2.8). */
export type RemovalEntry = { by: 'number'; input: string } | { by: 'userId'; input: string };

export interface RemovalResult {
	requestId: string;
	partial: boolean;
}

function find(group: GroupRecord, entry: RemovalEntry): Person | undefined {
	if (entry.by === 'number') return group.members.get(entry.input.replace(/^\+/, ''));
	for (const person of group.members.values()) {
		if (person.userId === entry.input) return person;
	}
	return undefined;
}

/** Removes members for good: a link does not let them in again (reference 1). */
export function removeParticipants(
	world: World,
	group: GroupRecord,
	entries: readonly RemovalEntry[],
): RemovalResult {
	const found = entries.map((entry) => ({ input: entry.input, person: find(group, entry) }));
	// Whoever is not a member can only be told apart by what the call says.
	const identities = found.map(({ input, person }) => person?.waId ?? input.replace(/^\+/, ''));
	if (new Set(identities).size < identities.length) throw new ApiError(131202);

	const removed: string[] = [];
	const failed: Array<{ input: string; error: ErrorItem }> = [];
	for (const { input, person } of found) {
		if (person === undefined) failed.push({ input, error: errorItem(131212) });
		else removed.push(input);
	}
	if (removed.length === 0 && world.readings.notAMember === 'sync') throw new ApiError(131212);

	for (const { person } of found) {
		if (person === undefined) continue;
		group.members.delete(person.waId);
		group.removed.set(person.waId, person);
	}
	const requestId = newRequestId(world.random);
	world.emit({ kind: 'participantsRemoved', groupId: group.id, requestId, removed, failed });
	return { requestId, partial: removed.length > 0 && failed.length > 0 };
}

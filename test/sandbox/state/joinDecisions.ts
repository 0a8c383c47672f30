import { ApiError, errorItem, type ErrorItem } from '../errors';
import type { JoinRequest, Person } from '../types';
import type { GroupRecord } from './groupRecord';
import type { World } from './world';

/** What became of the ids of one approve or reject call (reference 2.7). */
export interface DecisionResult {
	done: string[];
	failed: Array<{ join_request_id: string; errors: ErrorItem[] }>;
}

function refuseRepeated(ids: readonly string[]): void {
	if (new Set(ids).size < ids.length) {
		throw new ApiError(131202, 'The same join request appears more than once in the request.');
	}
}

function reasonNotToAdmit(world: World, group: GroupRecord, person: Person): number | undefined {
	if (person.acceptedTerms === false) return 131203;
	return group.members.size >= world.maxParticipants ? 131204 : undefined;
}

function decide(
	group: GroupRecord,
	ids: readonly string[],
	settle: (request: JoinRequest) => number | undefined,
): DecisionResult {
	refuseRepeated(ids);
	const result: DecisionResult = { done: [], failed: [] };
	for (const id of ids) {
		const request = group.pending.get(id);
		const code = request === undefined ? 131213 : settle(request);
		if (code === undefined) result.done.push(id);
		else result.failed.push({ join_request_id: id, errors: [errorItem(code)] });
	}
	return result;
}

/** Lets people in; those who cannot be let in keep their pending request. */
export function approve(world: World, group: GroupRecord, ids: readonly string[]): DecisionResult {
	const people: Person[] = [];
	const result = decide(group, ids, (request) => {
		const { person } = request;
		const reason = reasonNotToAdmit(world, group, person);
		if (reason !== undefined) return reason;
		group.settle(request, 'approved');
		group.members.set(person.waId, person);
		people.push(person);
		return undefined;
	});
	if (people.length > 0) {
		world.emit({ kind: 'joinRequestsApproved', groupId: group.id, people });
	}
	return result;
}

/** Turns people down; they may ask again, and no webhook tells of it (reference 2.7). */
export function reject(world: World, group: GroupRecord, ids: readonly string[]): DecisionResult {
	const result = decide(group, ids, (request) => {
		group.settle(request, 'rejected');
		return undefined;
	});
	world.changed();
	return result;
}

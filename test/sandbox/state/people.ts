import type { JoinRequest, OpenLinkResult, Person } from '../types';
import type { GroupRecord } from './groupRecord';
import { recordJoinRequest } from './joinRequests';
import { checkPerson } from './person';
import type { World } from './world';

function requestToJoin(world: World, group: GroupRecord, person: Person): JoinRequest {
	const request = recordJoinRequest(group, person);
	world.emit({ kind: 'joinRequested', request });
	return structuredClone(request);
}

/** A person opens an invite link and taps the button below it (reference 2.6, 3.2). */
export function openLink(world: World, link: string, person: Person): OpenLinkResult {
	checkPerson(person);
	const group = world.store.findByLink(link);
	if (group === undefined) return { outcome: 'dead_link' };
	const groupId = group.id;
	if (link !== group.inviteLink) return { outcome: 'dead_link', groupId };
	if (group.members.has(person.waId)) return { outcome: 'already_member', groupId };
	if (group.removed.has(person.waId)) return { outcome: 'removed_before', groupId };
	if (group.suspended) return { outcome: 'group_suspended', groupId };
	const waiting = group.pendingOf(person.waId);
	if (waiting !== undefined) {
		return { outcome: 'already_requested', groupId, joinRequest: structuredClone(waiting) };
	}
	if (group.members.size >= world.maxParticipants) return { outcome: 'group_full', groupId };
	if (group.joinApprovalMode === 'approval_required') {
		return { outcome: 'requested', groupId, joinRequest: requestToJoin(world, group, person) };
	}
	group.members.set(person.waId, { ...person });
	world.emit({ kind: 'joinedByLink', groupId, person });
	return { outcome: 'joined', groupId };
}

/** Out: the group. Throws a sentence if there is none. */
export function needGroup(world: World, groupId: string): GroupRecord {
	const group = world.store.get(groupId);
	if (group === undefined) throw new Error(`There is no group with the id ${groupId}`);
	return group;
}

/** A person asks to join, as if they had opened the link before the group filled up. */
export function askToJoin(world: World, groupId: string, person: Person): JoinRequest {
	checkPerson(person);
	const group = needGroup(world, groupId);
	const { waId } = person;
	if (group.joinApprovalMode !== 'approval_required') {
		throw new Error(`"${group.subject}" lets people in without asking; use openLink`);
	}
	if (group.members.has(waId)) throw new Error(`${waId} is a member of "${group.subject}" already`);
	if (group.removed.has(waId)) throw new Error(`${waId} was removed from "${group.subject}"`);
	if (group.suspended) throw new Error(`"${group.subject}" is suspended`);
	if (group.pendingOf(waId) !== undefined) {
		throw new Error(`${waId} has asked to join "${group.subject}" already`);
	}
	return requestToJoin(world, group, person);
}

/** A person takes their pending request back. */
export function withdraw(world: World, groupId: string, waId: string): JoinRequest {
	const group = needGroup(world, groupId);
	const request = group.pendingOf(waId);
	if (request === undefined) {
		throw new Error(`${waId} has no pending request to join "${group.subject}"`);
	}
	group.settle(request, 'withdrawn');
	world.emit({ kind: 'joinRequestWithdrawn', request });
	return structuredClone(request);
}

/** A member leaves; unlike someone who was removed, they may come back. */
export function leave(world: World, groupId: string, waId: string): void {
	const group = needGroup(world, groupId);
	const person = group.members.get(waId);
	if (person === undefined) throw new Error(`${waId} is not a member of "${group.subject}"`);
	group.members.delete(waId);
	world.emit({ kind: 'participantLeft', groupId, person });
}

/** WhatsApp suspends the group or clears the suspension; nothing happens if it is so already. */
export function suspend(world: World, groupId: string, suspended: boolean): void {
	const group = needGroup(world, groupId);
	if (group.suspended === suspended) return;
	group.suspended = suspended;
	world.emit({ kind: suspended ? 'groupSuspended' : 'groupSuspensionCleared', groupId });
}

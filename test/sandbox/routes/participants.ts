import type { Answer, ApiCall } from '../api/call';
import { needBody, pathParameter } from '../api/input';
import { ApiError, invalidParameter } from '../errors';
import { isRecord, isString } from '../input';
import { type RemovalEntry, removeParticipants } from '../state/removal';
import type { World } from '../state/world';
import type { Route } from './route';
import { partialStatus, writeAnswer } from './writeAnswer';

/** Most entries of one call (reference 2.8), whatever a group may hold. */
const mostEntries = 8;

function entryOf(value: unknown): RemovalEntry {
	if (!isRecord(value) || (value.user === undefined) === (value.user_id === undefined)) {
		throw invalidParameter('Every entry of participants must have either user or user_id.');
	}
	const { user, user_id: userId } = value;
	if (isString(user) && /^\+?\d+$/.test(user)) return { by: 'number', input: user };
	if (isString(userId) && userId !== '') return { by: 'userId', input: userId };
	throw invalidParameter('A user is a phone number in digits, a user_id is a string.');
}

function needEntries(call: ApiCall): RemovalEntry[] {
	const { participants } = needBody(call);
	if (!Array.isArray(participants) || participants.length === 0) {
		throw invalidParameter('The parameter participants must be a list of participants.');
	}
	if (participants.length > mostEntries) throw new ApiError(131204);
	return participants.map(entryOf);
}

function remove(world: World, call: ApiCall): Answer {
	const group = world.needActive(pathParameter(call, 'groupId'));
	const { requestId, partial } = removeParticipants(world, group, needEntries(call));
	const { readings } = world;
	return writeAnswer(readings, requestId, partial ? partialStatus(readings) : 200);
}

/** Remove participants (reference 2.8). */
export function participantRoutes(world: World): Route[] {
	const url = '/groups/:groupId/participants';
	return [{ method: 'DELETE', url, handle: (call) => remove(world, call) }];
}

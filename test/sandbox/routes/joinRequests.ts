import type { Answer, ApiCall } from '../api/call';
import { needBody, pathParameter } from '../api/input';
import { ApiError, errorItem, invalidParameter } from '../errors';
import { newJoinRequestCursor } from '../ids';
import { isString } from '../input';
import type { GroupRecord } from '../state/groupRecord';
import { approve, type DecisionResult, reject } from '../state/joinDecisions';
import { wirePerson } from '../state/person';
import type { JoinRequestPosition, World } from '../state/world';
import type { JoinRequest } from '../types';
import { cursorsOf, pageSize, startingPoint } from './paging';
import type { Route } from './route';
import { partialStatus } from './writeAnswer';

function row({ id, person, createdAt }: JoinRequest, world: World): Record<string, unknown> {
	return {
		join_request_id: id,
		...wirePerson(person, world.readings.usernameWaId),
		creation_timestamp: createdAt,
	};
}

function findPosition(
	world: World,
	group: GroupRecord,
	cursor: string,
): JoinRequestPosition | undefined {
	const position = world.joinRequestCursors.find(cursor);
	if (position === undefined || position.groupId !== group.id) return undefined;
	const stale = position.version !== group.pendingVersion;
	return stale && world.readings.joinRequestCursor === 'version' ? undefined : position;
}

function remember(world: World, group: GroupRecord, offset: number): string {
	const position = { groupId: group.id, offset, version: group.pendingVersion };
	return world.joinRequestCursors.remember(newJoinRequestCursor(offset, world.random), position);
}

function list(world: World, call: ApiCall): Answer {
	const { query } = call;
	const limit = pageSize(query);
	const group = world.needActive(pathParameter(call, 'groupId'));
	const side = startingPoint(query, (cursor) => findPosition(world, group, cursor));
	let from = 0;
	let to = limit;
	if (side !== undefined && 'after' in side) {
		from = side.after.offset + 1;
		to = from + limit;
	} else if (side !== undefined) {
		to = side.before.offset;
		from = Math.max(0, to - limit);
	}
	const all = [...group.pending.values()];
	const requests = all.slice(from, to);
	const data = requests.map((request) => row(request, world));
	if (requests.length === 0) return { status: 200, body: { data } };
	const edges = {
		before: remember(world, group, from),
		after: remember(world, group, from + requests.length - 1),
		moreBefore: from > 0,
		moreAfter: to < all.length,
	};
	return { status: 200, body: { data, paging: { cursors: cursorsOf(edges, world.readings) } } };
}

function needIds(call: ApiCall): string[] {
	const ids = needBody(call).join_requests;
	if (!Array.isArray(ids) || ids.length === 0 || !ids.every(isString)) {
		throw invalidParameter('The parameter join_requests must be a list of join request ids.');
	}
	return ids;
}

function answer(
	world: World,
	name: 'approved_join_requests' | 'rejected_join_requests',
	{ done, failed }: DecisionResult,
): Answer {
	const { readings } = world;
	const body = { messaging_product: 'whatsapp', [name]: done };
	const [firstFailure] = failed;
	if (firstFailure === undefined) return { status: 200, body };
	const [firstError] = firstFailure.errors;
	if (done.length === 0 && readings.allRequestsFailed === 'error' && firstError !== undefined) {
		throw new ApiError(firstError.code, firstError.error_data.details);
	}
	return {
		status: partialStatus(readings),
		body: { ...body, failed_join_requests: failed, errors: [errorItem(131201)] },
	};
}

/** List, approve and reject (reference 2.7). */
export function joinRequestRoutes(world: World): Route[] {
	const url = '/groups/:groupId/join_requests';
	const activeGroup = (call: ApiCall) => world.needActive(pathParameter(call, 'groupId'));
	return [
		{ method: 'GET', url, handle: (call) => list(world, call) },
		{
			method: 'POST',
			url,
			handle: (call) => {
				const result = approve(world, activeGroup(call), needIds(call));
				return answer(world, 'approved_join_requests', result);
			},
		},
		{
			method: 'DELETE',
			url,
			handle: (call) => {
				const result = reject(world, activeGroup(call), needIds(call));
				return answer(world, 'rejected_join_requests', result);
			},
		},
	];
}

import type { Answer, ApiCall } from '../api/call';
import { needBody, optionalText, pathParameter } from '../api/input';
import { invalidParameter } from '../errors';
import { newGroupCursor } from '../ids';
import type { GroupRecord } from '../state/groupRecord';
import type { ListStart } from '../state/groupStore';
import type { World } from '../state/world';
import type { JoinApprovalMode } from '../types';
import { groupInfo } from './groupInfo';
import { cursorsOf, linksOf, pageSize, startingPoint } from './paging';
import type { Route } from './route';
import { checkDescription, checkSubject } from './settingsInput';
import { writeAnswer } from './writeAnswer';

function joinApprovalMode(value: unknown): JoinApprovalMode {
	if (value === undefined) return 'auto_approve';
	if (value === 'auto_approve' || value === 'approval_required') return value;
	throw invalidParameter(
		'The parameter join_approval_mode must be "auto_approve" or "approval_required".',
	);
}

function create(world: World, call: ApiCall): Answer {
	const body = needBody(call);
	const subject = checkSubject(body.subject);
	const description = optionalText(body.description, 'description');
	if (description !== undefined) checkDescription(description);
	const { requestId, groupId } = world.startCreation({
		subject,
		description: description || undefined,
		joinApprovalMode: joinApprovalMode(body.join_approval_mode),
	});
	switch (world.readings.createAnswer) {
		case 'request_id':
			return { status: 200, body: { messaging_product: 'whatsapp', request_id: requestId } };
		case 'id_is_request_id':
			return { status: 200, body: { id: requestId } };
		case 'id_is_group_id':
			return { status: 200, body: { id: groupId } };
	}
}

function listRow(group: GroupRecord, world: World): Record<string, unknown> {
	const { id, subject, createdAt } = group;
	const created_at = world.readings.createdAt === 'string' ? String(createdAt) : createdAt;
	return { id, subject, created_at };
}

function list(world: World, { query }: ApiCall): Answer {
	const { groupCursors: cursors, random, readings } = world;
	const limit = pageSize(query);
	const start: ListStart = startingPoint(query, (cursor) => cursors.find(cursor)) ?? {
		from: 'start',
	};
	const page = world.store.page(start, limit);
	const data = { groups: page.groups.map((group) => listRow(group, world)) };
	if (page.first === undefined || page.last === undefined) return { status: 200, body: { data } };
	const edges = {
		before: cursors.remember(newGroupCursor(random), page.first),
		after: cursors.remember(newGroupCursor(random), page.last),
		moreBefore: page.moreBefore,
		moreAfter: page.moreAfter,
	};
	const links = readings.listNext === 'present' ? linksOf(edges, limit) : {};
	return { status: 200, body: { data, paging: { cursors: cursorsOf(edges, readings), ...links } } };
}

function get(world: World, call: ApiCall): Answer {
	const fields = optionalText(call.query.fields, 'fields');
	const group = world.need(pathParameter(call, 'groupId'));
	return { status: 200, body: groupInfo(group, fields, world.readings) };
}

function remove(world: World, call: ApiCall): Answer {
	const requestId = world.deleteGroup(world.needActive(pathParameter(call, 'groupId')));
	return writeAnswer(world.readings, requestId);
}

/** Create, list, get and delete (reference 2.1, 2.2, 2.3, 2.5). */
export function groupRoutes(world: World): Route[] {
	return [
		{ method: 'POST', url: '/groups', handle: (call) => create(world, call) },
		{ method: 'GET', url: '/groups', handle: (call) => list(world, call) },
		{ method: 'GET', url: '/groups/:groupId', handle: (call) => get(world, call) },
		{ method: 'DELETE', url: '/groups/:groupId', handle: (call) => remove(world, call) },
	];
}

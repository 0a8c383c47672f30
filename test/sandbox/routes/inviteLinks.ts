import type { Answer, ApiCall } from '../api/call';
import { needBody, pathParameter } from '../api/input';
import type { GroupRecord } from '../state/groupRecord';
import type { World } from '../state/world';
import type { Route } from './route';

function linkOf(group: GroupRecord): Answer {
	return {
		status: 200,
		body: { messaging_product: 'whatsapp', invite_link: group.inviteLink },
	};
}

function get(world: World, call: ApiCall): Answer {
	return linkOf(world.needActive(pathParameter(call, 'groupId')));
}

function reset(world: World, call: ApiCall): Answer {
	const group = world.needActive(pathParameter(call, 'groupId'));
	needBody(call);
	world.resetLink(group);
	return linkOf(group);
}

/** Get and reset the invite link (reference 2.6). */
export function inviteLinkRoutes(world: World): Route[] {
	const url = '/groups/:groupId/invite_link';
	return [
		{ method: 'GET', url, handle: (call) => get(world, call) },
		{ method: 'POST', url, handle: (call) => reset(world, call) },
	];
}

import { nowInSeconds } from '../clock';
import { joinRequestIdOf } from '../ids';
import type { JoinRequest, Person } from '../types';
import type { GroupRecord } from './groupRecord';
import { identityInIds } from './person';

/** Puts a request on the group's list of pending ones, without telling anyone. */
export function recordJoinRequest(group: GroupRecord, person: Person): JoinRequest {
	const request: JoinRequest = {
		id: joinRequestIdOf(identityInIds(person), group.groupNumber),
		groupId: group.id,
		person: { ...person },
		status: 'pending',
		createdAt: nowInSeconds(),
	};
	group.addPending(request);
	return request;
}

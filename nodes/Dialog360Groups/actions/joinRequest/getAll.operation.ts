import { eachJoinRequest } from '../../api/joinRequests';
import { take } from '../../api/paging';
import { groupField } from '../fields/group';
import { listFields, readLimit } from '../fields/list';
import { present, simplifyField } from '../fields/simplify';
import { forEachItem } from '../forEachItem';
import type { Operation } from '../operation';
import { simplifyParticipant } from '../participant/simplify';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many join requests',
	description: 'Retrieve many people who asked to join a group and are waiting for an answer',
	properties: [groupField('The group that people asked to join'), ...listFields, simplifyField],
	run: forEachItem(async ({ client, parameters }) => {
		const groupId = parameters.groupId();
		const requests = await take(eachJoinRequest(client, groupId), readLimit(parameters));
		return requests.map((request) =>
			present(parameters, request, ({ joinRequestId, createdAt, ...person }) => ({
				groupId,
				joinRequestId,
				...simplifyParticipant(person),
				createdAt,
			})),
		);
	}),
};

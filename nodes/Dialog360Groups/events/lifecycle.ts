import type { GroupEventName } from './event';
import { readErrors } from './parts';
import type { GroupField, Reader } from './reader';

function outcome(done: GroupEventName, failed: GroupEventName): Reader {
	return (group) => {
		const errors = readErrors(group);
		return [{ event: errors ? failed : done, initiatedBy: 'business', errors }];
	};
}

/** Groups come and go. Source: Meta's guide to group webhooks. */
export const lifecycle: GroupField = {
	field: 'group_lifecycle_update',
	types: {
		group_create: outcome('group.created', 'group.createFailed'),
		group_delete: outcome('group.deleted', 'group.deleteFailed'),
	},
};

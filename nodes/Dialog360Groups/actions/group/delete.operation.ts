import { deleteGroup } from '../../api/groups';
import { groupField } from '../fields/group';
import { forEachItem } from '../forEachItem';
import { toJson } from '../json';
import type { Operation } from '../operation';

export const deleteOperation: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a group',
	description: "Delete a group for good. Everybody in it is removed, and it can't be brought back.",
	properties: [groupField('The group to delete for good')],
	run: forEachItem(
		async ({ client, parameters }) => {
			const groupId = parameters.groupId();
			const { requestId } = await deleteGroup(client, groupId);
			return toJson({ deleted: true, groupId, requestId });
		},
		{ inOrderOf: (parameters) => parameters.groupId() },
	),
};

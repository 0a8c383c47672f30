import { getInviteLink, resetInviteLink } from '../../api/inviteLinks';
import { groupField } from '../fields/group';
import { forEachItem } from '../forEachItem';
import type { Operation } from '../operation';

export const reset: Operation = {
	value: 'reset',
	name: 'Reset',
	action: 'Reset the invite link of a group',
	description:
		'Replace the invite link of a group by a new one. The old link stops working at once, for everybody who has it.',
	properties: [groupField('The group that gets a new invite link')],
	run: forEachItem(
		async ({ client, parameters }) => {
			const groupId = parameters.groupId();
			const previousInviteLink = await getInviteLink(client, groupId);
			const inviteLink = await resetInviteLink(client, groupId);
			return { groupId, inviteLink, previousInviteLink };
		},
		{ inOrderOf: (parameters) => parameters.groupId() },
	),
};

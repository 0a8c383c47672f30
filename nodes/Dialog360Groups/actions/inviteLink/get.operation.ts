import { getInviteLink } from '../../api/inviteLinks';
import { groupField } from '../fields/group';
import { forEachItem } from '../forEachItem';
import type { Operation } from '../operation';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get the invite link of a group',
	description: 'Retrieve the link through which people can join a group right now',
	properties: [groupField('The group whose invite link you need')],
	run: forEachItem(async ({ client, parameters }) => {
		const groupId = parameters.groupId();
		return { groupId, inviteLink: await getInviteLink(client, groupId) };
	}),
};

import { unpinMessage } from '../../api/messages';
import { groupField } from '../fields/group';
import { forEachItem } from '../forEachItem';
import type { Operation } from '../operation';
import { checkMessageId, messageIdField } from './messageId';

export const unpin: Operation = {
	value: 'unpin',
	name: 'Unpin',
	action: 'Unpin a message',
	description: 'Take a message from the top of a group; the message itself stays',
	properties: [groupField('The group in which the message is'), messageIdField],
	run: forEachItem(
		async ({ client, parameters }) => {
			const groupId = parameters.groupId();
			const messageId = checkMessageId(parameters.text('messageId'), messageIdField.displayName);
			const { messageId: pinMessageId } = await unpinMessage(client, groupId, messageId);
			return { messageId, groupId, pinned: false, pinMessageId };
		},
		{ inOrderOf: (parameters) => parameters.groupId(), actsOnce: true },
	),
};

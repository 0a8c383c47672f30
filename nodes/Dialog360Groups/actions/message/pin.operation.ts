import { MOST_PIN_DAYS, pinMessage } from '../../api/messages';
import { groupField } from '../fields/group';
import { forEachItem } from '../forEachItem';
import type { Operation } from '../operation';
import { checkMessageId, messageIdField } from './messageId';

const DAYS = { label: 'Days', least: 1, most: MOST_PIN_DAYS, fallback: 7 };
const DAY_MS = 24 * 60 * 60 * 1000;

export const pin: Operation = {
	value: 'pin',
	name: 'Pin',
	action: 'Pin a message',
	description:
		'Keep a message at the top of a group for some days. At most 3 are pinned; a fourth takes the place of the oldest.',
	properties: [
		groupField('The group in which the message is'),
		messageIdField,
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: DAYS.least, maxValue: DAYS.most },
			default: 7,
			description: 'How many days it stays pinned, from 1 to 30',
		},
	],
	run: forEachItem(
		async ({ client, parameters }) => {
			const groupId = parameters.groupId();
			const messageId = checkMessageId(parameters.text('messageId'), messageIdField.displayName);
			const days = parameters.count('days', DAYS);
			const { messageId: pinMessageId } = await pinMessage(client, groupId, messageId, days);
			const expiresAt = new Date(Date.now() + days * DAY_MS).toISOString();
			return { messageId, groupId, pinned: true, expiresAt, pinMessageId };
		},
		{ inOrderOf: (parameters) => parameters.groupId(), actsOnce: true },
	),
};

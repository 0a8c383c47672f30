import type { INodePropertyOptions } from 'n8n-workflow';

import type { GroupEventName } from '../events/event';

interface EventOption extends INodePropertyOptions {
	value: GroupEventName | '*';
}

/** The events as the panel names them, by the alphabet. */
export const eventOptions: EventOption[] = [
	{
		name: 'All Group Events',
		value: '*',
		description: 'Everything about groups, also events that WhatsApp adds in future',
	},
	{ name: 'Group Created', value: 'group.created' },
	{ name: 'Group Creation Failed', value: 'group.createFailed' },
	{ name: 'Group Deleted', value: 'group.deleted' },
	{ name: 'Group Deletion Failed', value: 'group.deleteFailed' },
	{
		name: 'Group Setting Update Failed',
		value: 'group.settingUpdateFailed',
		description: 'The subject, description or picture was not changed',
	},
	{
		name: 'Group Setting Updated',
		value: 'group.settingUpdated',
		description: 'The subject, description or picture was changed',
	},
	{
		name: 'Group Suspended',
		value: 'group.suspended',
		description: 'WhatsApp has suspended a group',
	},
	{ name: 'Group Suspension Cleared', value: 'group.suspensionCleared' },
	{
		name: 'Join Request Created',
		value: 'joinRequest.created',
		description: 'Somebody asks to join a group whose members have to be approved',
	},
	{
		name: 'Join Request Revoked',
		value: 'joinRequest.revoked',
		description: 'Somebody has withdrawn their request to join',
	},
	{
		name: 'Message Delivered',
		value: 'message.delivered',
		description: 'A message that you sent to a group, once for each participant',
	},
	{ name: 'Message Failed', value: 'message.failed' },
	{
		name: 'Message Played',
		value: 'message.played',
		description: 'A voice message, once for each participant',
	},
	{
		name: 'Message Read',
		value: 'message.read',
		description: 'A message that you sent to a group, once for each participant',
	},
	{
		name: 'Message Received',
		value: 'message.received',
		description: 'Somebody has written in a group',
	},
	{ name: 'Message Sent', value: 'message.sent' },
	{
		name: 'Not About a Group',
		value: 'other',
		description: 'Everything else that the webhook gets, such as private chats, unchanged',
	},
	{
		name: 'Participant Joined',
		value: 'participant.joined',
		description: 'Through the invite link, or after their request was approved',
	},
	{ name: 'Participant Left', value: 'participant.left' },
	{ name: 'Participant Removal Failed', value: 'participant.removeFailed' },
	{ name: 'Participant Removed', value: 'participant.removed', description: 'By your business' },
	{
		name: 'Unknown Group Event',
		value: 'unknown',
		description: 'Something about a group that this version does not know, unchanged',
	},
];

import type { INodeProperties } from 'n8n-workflow';

import { groupField } from '../actions/fields/group';
import { WEBHOOK_HEADER } from '../webhook/secrets';
import { eventOptions } from './eventOptions';

const options: INodeProperties[] = [
	{
		displayName: 'Acknowledge',
		name: 'acknowledge',
		type: 'options',
		default: 'early',
		description: 'When 360dialog is told that an event has arrived',
		options: [
			{
				name: 'At Once',
				value: 'early',
				description:
					'Fastest. Events that n8n has accepted but not yet started are lost if n8n stops in that moment.',
			},
			{
				name: 'When the Execution Has Started',
				value: 'started',
				description:
					'Slower. If n8n stops or is overloaded, 360dialog sends the event again, so none is lost.',
			},
		],
	},
	{
		displayName: 'Ignore Own Changes',
		name: 'ignoreOwnChanges',
		type: 'boolean',
		default: false,
		description:
			'Whether to leave out what your business did itself, such as groups it created and participants it removed',
	},
	{
		displayName: 'Include Raw Data',
		name: 'includeRaw',
		type: 'boolean',
		default: false,
		description: "Whether to add the event as WhatsApp sent it, in the field 'raw'",
	},
	{
		displayName: 'Message Types',
		name: 'messageTypes',
		type: 'multiOptions',
		default: [],
		description: 'Which received messages start the workflow. None chosen means all.',
		options: [
			{ name: 'Audio', value: 'audio' },
			{ name: 'Contacts', value: 'contacts' },
			{ name: 'Document', value: 'document' },
			{ name: 'Image', value: 'image' },
			{ name: 'Location', value: 'location' },
			{ name: 'Reaction', value: 'reaction' },
			{ name: 'Sticker', value: 'sticker' },
			{ name: 'Text', value: 'text' },
			{ name: 'Unsupported', value: 'unsupported' },
			{ name: 'Video', value: 'video' },
		],
	},
	{
		displayName: 'Once per Event',
		name: 'oncePerEvent',
		type: 'boolean',
		default: true,
		description:
			'Whether an event that 360dialog delivers several times starts the workflow only the first time',
	},
];

export const properties: INodeProperties[] = [
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['joinRequest.created'],
		description: 'What starts the workflow. Everything else costs no execution.',
		options: eventOptions,
	},
	{
		displayName: 'Only These Groups',
		name: 'groups',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Group',
		default: {},
		description: 'Without any, the events of all groups start the workflow',
		options: [
			{
				displayName: 'Group',
				name: 'group',
				values: [groupField('The group whose events start the workflow')],
			},
		],
	},
	{
		displayName: 'Set Up Webhook',
		name: 'setUp',
		type: 'options',
		default: 'automatic',
		description: 'How 360dialog gets to know where to send events',
		options: [
			{
				name: 'Automatically',
				value: 'automatic',
				description: 'Registered when you publish the workflow, removed when you unpublish it',
			},
			{
				name: 'Manually',
				value: 'manual',
				description:
					'You enter the address in the 360dialog Hub, or let another system pass events on',
			},
		],
	},
	{
		displayName: `Open “Webhook URLs” above and choose “Production URL”. In the 360dialog Hub, enter that address as the webhook of your number, with a header “${WEBHOOK_HEADER}” whose value is the “Webhook Secret” of your credential. Another system may pass events on to the address instead, unchanged and with the same header.`,
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { setUp: ['manual'] } },
	},
	{
		displayName: 'If Another System Has the Webhook',
		name: 'ifTaken',
		type: 'options',
		default: 'leave',
		displayOptions: { show: { setUp: ['automatic'] } },
		description:
			'A number has one webhook. Where 360dialog has switched on multiple webhooks for the number, this trigger takes a free place beside it, whatever you choose here.',
		options: [
			{
				name: 'Leave It Alone',
				value: 'leave',
				description: 'Publishing stops with a message that says who has it',
			},
			{
				name: 'Replace It',
				value: 'replace',
				description:
					'The other system gets no more events until you unpublish the workflow; then its webhook is put back with its headers',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options,
	},
];

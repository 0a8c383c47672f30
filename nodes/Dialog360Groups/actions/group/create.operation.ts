import type { ApiClient } from '../../api/client';
import { withDoneBefore } from '../../api/failure';
import type { JoinApprovalMode } from '../../api/groups';
import { getInviteLink } from '../../api/inviteLinks';
import { createAndWait, createWithoutWaiting } from '../../creation/createAndWait';
import type { GroupWish } from '../../creation/createAndWait';
import { createGroupLister } from '../../creation/groupLister';
import type { GroupLister } from '../../creation/groupLister';
import { optionsField } from '../fields/options';
import { forEachItem } from '../forEachItem';
import type { ItemRun } from '../forEachItem';
import type { ItemParameters } from '../itemParameters';
import { toJson } from '../json';
import type { Operation } from '../operation';
import { descriptionField } from './descriptionField';
import { checkDescription, checkSubject } from './texts';

const APPROVAL_MODES: readonly JoinApprovalMode[] = ['auto_approve', 'approval_required'];
const whileWaiting = { show: { '/waitForCompletion': [true] } };
const TIME_LIMIT = { label: 'Time Limit', least: 1, most: 3600, fallback: 60 };

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a group',
	description:
		'Create a group and get its ID and invite link. People join through the link, up to 8 of them.',
	properties: [
		{
			displayName: 'Subject',
			name: 'subject',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Order 4711',
			description: 'The name of the group, up to 128 characters',
		},
		{
			displayName: 'Who Can Join',
			name: 'joinApprovalMode',
			type: 'options',
			default: 'auto_approve',
			description: "This can't be changed later",
			options: [
				{
					name: 'Everybody With the Link',
					value: 'auto_approve',
					description: 'People are in the group as soon as they tap the link',
				},
				{
					name: 'People You Approve',
					value: 'approval_required',
					description: 'People who tap the link ask to join, and you approve or reject them',
				},
			],
		},
		{
			displayName: 'Wait for Completion',
			name: 'waitForCompletion',
			type: 'boolean',
			default: true,
			description:
				'Whether to wait until WhatsApp has created the group, and return its ID and invite link. Otherwise you only get a request ID, and the group ID arrives later by webhook.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [descriptionField],
		},
		optionsField(
			{
				displayName: 'Reference While Creating',
				name: 'reference',
				type: 'boolean',
				default: true,
				description:
					'Whether to put a short reference into the description until the group exists, and take it out again. Without it, a group that another system creates with the same subject at the same moment could be taken for this one.',
				displayOptions: whileWaiting,
			},
			{
				displayName: 'Time Limit',
				name: 'timeLimit',
				type: 'number',
				typeOptions: { minValue: TIME_LIMIT.least, maxValue: TIME_LIMIT.most },
				default: 60,
				description: 'How many seconds to wait for WhatsApp to create the group',
				displayOptions: whileWaiting,
			},
		),
	],
	run: forEachItem(async (item) => await createOne(item, listerOf(item.client)), {
		inOrderOf: readSubject,
		actsOnce: true,
	}),
};

/** One for all items of a run. */
function listerOf(client: ApiClient): GroupLister {
	const lister = listers.get(client) ?? createGroupLister(client);
	listers.set(client, lister);
	return lister;
}

const listers = new WeakMap<ApiClient, GroupLister>();

async function createOne({ client, parameters }: ItemRun, lister: GroupLister) {
	const wish = readWish(parameters);
	if (!parameters.flag('waitForCompletion', true)) {
		const { requestId } = await createWithoutWaiting(client, wish);
		return toJson({ requestId, status: 'requested', ...wish });
	}
	const waiting = {
		limitMs: parameters.count('options.timeLimit', TIME_LIMIT) * 1000,
		withReference: parameters.flag('options.reference', true),
	};
	const group = await createAndWait(client, lister, wish, waiting);
	const { groupId, description, createdAt, requestId } = group;
	const [link] = await Promise.allSettled([getInviteLink(client, groupId)]);
	if (link.status === 'rejected') {
		throw withDoneBefore(link.reason, `The group was created, with the ID ${groupId}.`);
	}
	return toJson({ groupId, ...wish, description, inviteLink: link.value, createdAt, requestId });
}

function readWish(parameters: ItemParameters): GroupWish {
	const description = checkDescription(
		parameters.optionalText('additionalFields.description') ?? '',
	);
	return {
		subject: readSubject(parameters),
		...(description === '' ? {} : { description }),
		joinApprovalMode: parameters.choice('joinApprovalMode', 'Who Can Join', APPROVAL_MODES),
	};
}

function readSubject(parameters: ItemParameters): string {
	return checkSubject(parameters.text('subject'));
}

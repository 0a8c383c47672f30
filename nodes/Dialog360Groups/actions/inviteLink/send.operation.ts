import type { IDataObject } from 'n8n-workflow';

import { ApiError } from '../../api/failure';
import { sendMessage } from '../../api/messages';
import { defaultCountryField } from '../fields/country';
import { groupField } from '../fields/group';
import { notRequired } from '../fields/notRequired';
import { optionsField } from '../fields/options';
import type { ItemRun } from '../forEachItem';
import { toJson } from '../json';
import { runInLanes } from '../lanes';
import type { Task } from '../lanes';
import { createOnce } from '../once';
import type { Operation, Outcome } from '../operation';
import { templateField, variablesField } from '../template/fields';
import { FURTHER_VARIABLES, SEND_AS, readInvitation } from './invitation';
import type { Invitation } from './invitation';
import { linkVariableField } from './linkVariable';
import { readRecipients, recipientsField } from './recipients';
import type { InvitedPerson } from './recipients';

const asTemplate = { show: { sendAs: ['template'] } };

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send the invite link of a group',
	description:
		'Invite people to a group: send them its invite link. Gives one item for each person. With Retry On Fail, nobody who got the message, or may have got it, is written to again.',
	properties: [
		groupField('The group that people are invited to'),
		recipientsField,
		{
			displayName: 'Send As',
			name: 'sendAs',
			type: 'options',
			default: 'template',
			description: 'The kind of message that carries the link',
			options: [
				{
					name: 'Approved Template',
					value: 'template',
					description: 'Works at any time. Each message is charged.',
				},
				{
					name: 'Text Message',
					value: 'text',
					description: 'Only if the person wrote to your number within the last 24 hours',
				},
			],
		},
		...notRequired([
			{
				...templateField({
					description:
						'The approved template that carries the link. The operation Create Invite of Template makes one.',
					searchListMethod: 'searchInviteTemplates',
				}),
				displayOptions: asTemplate,
			},
			{ ...linkVariableField, displayOptions: asTemplate },
			{
				...variablesField({
					displayName: FURTHER_VARIABLES,
					name: 'furtherVariables',
					description: 'What else the template leaves open',
					resourceMapperMethod: 'getInviteTemplateFields',
					dependsOn: ['template.value', 'linkVariable.value'],
				}),
				displayOptions: asTemplate,
			},
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				typeOptions: { rows: 3 },
				default: 'Join our group: {link}',
				placeholder: 'e.g. Join our group: {link}',
				hint: 'The invite link takes the place of {link}; without that it is added at the end',
				description: 'What you write to the person, up to 4096 characters with the link',
				displayOptions: { show: { sendAs: ['text'] } },
			},
		]),
		optionsField(defaultCountryField),
	],
	async run({ client, items, context }) {
		const sets = items.map((parameters) => invite({ client, parameters, context }));
		await runInLanes(
			sets.flatMap(({ tasks }) => tasks),
			client.mostAtOnce,
		);
		return sets.flatMap(({ outcomes }) => outcomes());
	},
};

/** What one item leads to: a task for each person, and their outcomes in the order of the item. */
interface InvitationSet {
	tasks: Task[];
	outcomes: () => Outcome[];
}

function invite(item: ItemRun): InvitationSet {
	const { itemIndex } = item.parameters;
	const fixed = (error: unknown): InvitationSet => ({
		tasks: [],
		outcomes: () => [{ itemIndex, error }],
	});
	try {
		return inviteEach(item, item.parameters.groupId(), readRecipients(item.parameters));
	} catch (error) {
		return fixed(error);
	}
}

function inviteEach(item: ItemRun, groupId: string, people: InvitedPerson[]): InvitationSet {
	const { itemIndex } = item.parameters;
	let reading: Promise<Invitation> | undefined;
	const invitation = async () => await (reading ??= readInvitation(item, groupId));
	const results = new Map<InvitedPerson, { json: IDataObject } | { error: unknown }>();
	const tasks = people.map((person) => ({
		lane: 'key' in person ? person.key : `${itemIndex} ${person.typed}`,
		run: async () => {
			const [end] = await Promise.allSettled([inviteOne(item, groupId, person, invitation)]);
			results.set(person, end.status === 'fulfilled' ? { json: end.value } : { error: end.reason });
		},
	}));
	const outcomes = () => {
		const inOrder = people.flatMap((person) => results.get(person) ?? []);
		// What is wrong with the item and not with a person is said once.
		const said = new Map(inOrder.map((one) => ['error' in one ? one.error : one, one]));
		return [...said.values()].map((result): Outcome => ({ itemIndex, ...result }));
	};
	return { tasks, outcomes };
}

const once = createOnce<IDataObject>();

async function inviteOne(
	{ client, parameters, context }: ItemRun,
	groupId: string,
	person: InvitedPerson,
	invitation: () => Promise<Invitation>,
): Promise<IDataObject> {
	if ('error' in person) throw person.error;
	const { typed, digits, key } = person;
	return await once(context, `${parameters.itemIndex} ${key}`, async () => {
		const { body, told } = await invitation();
		const phoneNumber = `+${digits}`;
		const [sent] = await Promise.allSettled([
			sendMessage(client, { type: 'individual', phoneNumber }, body),
		]);
		if (sent.status === 'rejected') throw aboutPerson(sent.reason, typed);
		const { messageId, waId, status = 'accepted' } = sent.value;
		const sentAs = SEND_AS.find((kind) => kind === body.type);
		return toJson({ groupId, phoneNumber, waId, messageId, sentAs, ...told, status });
	});
}

function aboutPerson(error: unknown, who: string): unknown {
	if (!(error instanceof ApiError)) return error;
	return new ApiError({ ...error.failure, who, doubt: 'this invitation may have been sent' });
}

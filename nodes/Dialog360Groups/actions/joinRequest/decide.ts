import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ApiClient } from '../../api/client';
import { ApiError, PARTIALLY_DONE } from '../../api/failure';
import { decideJoinRequests, eachJoinRequest } from '../../api/joinRequests';
import type { Decision, JoinRequest } from '../../api/joinRequests';
import { withWho } from '../../api/onePerson';
import { InputError } from '../../explainedError';
import { splitNumbers } from '../../phone';
import { defaultCountryField, readDefaultCountry } from '../fields/country';
import { groupField } from '../fields/group';
import { optionsField } from '../fields/options';
import { phoneNumbersField } from '../fields/phoneNumbers';
import { forEachGroup } from '../forEachGroup';
import type { GroupItem, GroupRun } from '../forEachGroup';
import type { ItemParameters } from '../itemParameters';
import { toJson } from '../json';
import type { Operation, Outcome } from '../operation';
import { simplifyParticipant } from '../participant/simplify';
import { callFor } from '../callFor';
import { findByPhone } from './findByPhone';

/** Which of the pending requests an item means. */
type Wish =
	| { by: 'requestId'; joinRequestIds: string[] }
	| { by: 'phoneNumber'; phoneNumbers: string[]; defaultCountry?: string }
	| { by: 'allPending' };

/** One request an item means, or why it can't be told. */
type Meant = { itemIndex: number } & ({ request: JoinRequest } | { error: unknown });

const STATUS = { approve: 'approved', reject: 'rejected' } as const;

/** The fields of approve and reject; they differ in nothing but the verb. */
export function decisionFields(decision: Decision): INodeProperties[] {
	return [
		groupField('The group that people asked to join'),
		{
			displayName: 'Select People By',
			name: 'selectBy',
			type: 'options',
			default: 'phoneNumber',
			description: `Which of the pending join requests to ${decision}`,
			options: [
				{
					name: 'All Pending',
					value: 'allPending',
					description: 'Everybody who is waiting for an answer right now',
				},
				{
					name: 'Join Request ID',
					value: 'requestId',
					description: 'The IDs that Get Many gives you, or the webhook of WhatsApp',
				},
				{
					name: 'Phone Number',
					value: 'phoneNumber',
					description: 'The numbers as people write them, for instance in a form',
				},
			],
		},
		{
			...phoneNumbersField('The person must have asked to join the group.'),
			displayOptions: { show: { selectBy: ['phoneNumber'] } },
		},
		{
			displayName: 'Join Request IDs',
			name: 'joinRequestIds',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. MTY0NjcwNDM1OTU6MTIwMzYzNDA0Njk0MjMzODIw',
			description: 'One ID, or several separated by commas',
			displayOptions: { show: { selectBy: ['requestId'] } },
		},
		optionsField({
			...defaultCountryField,
			displayOptions: { show: { '/selectBy': ['phoneNumber'] } },
		}),
	];
}

/**
 * Approves or rejects: one call for all items of a group, after one look at its pending requests where people are
 * named by phone number. The answer is handed back to the items, each failure to exactly the items that named it.
 */
export function decide(decision: Decision): Operation['run'] {
	return forEachGroup({
		read: readWish,
		async handle(group: GroupRun<Wish>) {
			const meant = await findMeant(group);
			const named = new Set(
				meant.flatMap((entry) => ('request' in entry ? [entry.request.joinRequestId] : [])),
			);
			const outcomeOf = await callOnce(group, decision, [...named]);
			return meant.map((entry): Outcome => {
				const { itemIndex } = entry;
				return 'error' in entry ? entry : { itemIndex, ...outcomeOf(entry.request) };
			});
		},
	});
}

function readWish(parameters: ItemParameters): Wish {
	const by = parameters.choice('selectBy', 'Select People By', [
		'phoneNumber',
		'requestId',
		'allPending',
	]);
	if (by === 'allPending') return { by };
	if (by === 'requestId') {
		const joinRequestIds = parameters.texts('joinRequestIds', (text) => text.split(/[\n,;]+/));
		joinRequestIds.forEach(checkJoinRequestId);
		if (joinRequestIds.length > 0) return { by, joinRequestIds };
		throw new InputError("'Join Request IDs' is empty", {
			howToFix:
				'Enter the ID of a join request. If it comes from an expression, check that this item has a value there.',
		});
	}
	const phoneNumbers = parameters.texts('phoneNumbers', splitNumbers);
	if (phoneNumbers.length > 0) {
		return { by, phoneNumbers, defaultCountry: readDefaultCountry(parameters) };
	}
	throw new InputError("'Phone Numbers' is empty", {
		howToFix:
			'Enter a phone number. If it comes from an expression, check that this item has a value there.',
	});
}

/** IDs are opaque, so only what certainly is something else is turned down. */
function checkJoinRequestId(id: string): void {
	if (!/\s/.test(id) && !id.startsWith('+') && !/^https?:/i.test(id)) return;
	throw new InputError(`'${id}' is not the ID of a join request`, {
		howToFix:
			"Use the 'joinRequestId' that Get Many of Join Request gives you. To name people by their number, set 'Select People By' to Phone Number.",
	});
}

/** The requests that the items of a group mean, in the order of the items and of what each names. */
async function findMeant({ client, groupId, items }: GroupRun<Wish>): Promise<Meant[]> {
	const pending = items.some(({ wish }) => wish.by === 'allPending')
		? await allPending(client, groupId)
		: undefined;
	const numbers = items.flatMap(({ wish }) => (wish.by === 'phoneNumber' ? [wish] : []));
	const find = await findByPhone(pending ?? eachPending(client, groupId), numbers);
	return items.flatMap(({ itemIndex, wish }: GroupItem<Wish>): Meant[] => {
		switch (wish.by) {
			case 'allPending':
				return (pending ?? []).map((request) => ({ itemIndex, request }));
			case 'requestId':
				return wish.joinRequestIds.map((joinRequestId) => ({
					itemIndex,
					request: { joinRequestId },
				}));
			case 'phoneNumber':
				return wish.phoneNumbers.map((typed) => ({
					itemIndex,
					...find(typed, wish.defaultCountry),
				}));
		}
	});
}

async function allPending(client: ApiClient, groupId: string): Promise<JoinRequest[]> {
	const requests: JoinRequest[] = [];
	for await (const request of eachPending(client, groupId)) requests.push(request);
	return requests;
}

async function* eachPending(client: ApiClient, groupId: string): AsyncGenerator<JoinRequest> {
	for await (const { value } of eachJoinRequest(client, groupId)) yield value;
}

type RequestOutcome = { json: IDataObject } | { error: unknown };

/**
 * Makes the one call for a group, none if nobody is named, and tells what it meant for each request. When the call
 * itself did not end well, that is what it meant for all of them.
 */
async function callOnce(
	{ client, groupId }: GroupRun<Wish>,
	decision: Decision,
	joinRequestIds: string[],
): Promise<(request: JoinRequest) => RequestOutcome> {
	const calls = await callFor(joinRequestIds, async (ids) =>
		decideJoinRequests(client, groupId, decision, ids),
	);
	return ({ joinRequestId, waId, userId, parentUserId, username }) => {
		const person = simplifyParticipant({ waId, userId, parentUserId, username });
		const call = calls.get(joinRequestId);
		const who = person.phoneNumber ?? username ?? joinRequestId;
		if (call?.status !== 'fulfilled') return { error: withWho(call?.reason, who) };
		const { done, failed, isUnlisted, isPartial } = call.value;
		if (!done.has(joinRequestId) && !isUnlisted) {
			const unnamed = isPartial ? { code: PARTIALLY_DONE } : {};
			const failure = failed.get(joinRequestId) ?? unnamed;
			return { error: new ApiError({ kind: 'refused', isWrite: true, who, ...failure }) };
		}
		return { json: toJson({ groupId, joinRequestId, ...person, status: STATUS[decision] }) };
	};
}

import type { INodeProperties } from 'n8n-workflow';

import type { ApiClient } from '../../api/client';
import { ApiError, PARTIALLY_DONE } from '../../api/failure';
import { getGroup } from '../../api/groups';
import { withWho } from '../../api/onePerson';
import { MOST_PARTICIPANTS, removeParticipants } from '../../api/participants';
import type { ParticipantReference, RemovalReceipt } from '../../api/participants';
import { InputError } from '../../explainedError';
import { phoneKey, readPhoneNumber, splitNumbers } from '../../phone';
import { callFor } from '../callFor';
import { defaultCountryField, readDefaultCountry } from '../fields/country';
import { groupField } from '../fields/group';
import { optionsField } from '../fields/options';
import { phoneError } from '../fields/phoneNumbers';
import { forEachGroup } from '../forEachGroup';
import type { GroupRun } from '../forEachGroup';
import type { ItemParameters } from '../itemParameters';
import { toJson } from '../json';
import type { Operation, Outcome } from '../operation';

/** A person to remove. */
interface Named {
	/** As the item names them. */
	participant: string;
	/** The same for every way of writing the same person. */
	key: string;
	reference: ParticipantReference;
}

type Reading = Named | { error: InputError };

const fields: INodeProperties[] = [
	groupField('The group to remove people from'),
	{
		displayName: 'Participants',
		name: 'participants',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +49 171 1234567, US.13491208655302741918',
		hint: "Separate several people with commas. For numbers without a country code, add 'Default Country' under Options.",
		description:
			"One person, or several separated by commas: phone number, WhatsApp ID, or business-scoped user ID. Removed people can't come back through the invite link.",
	},
	optionsField(defaultCountryField),
];

export const remove: Operation = {
	value: 'remove',
	name: 'Remove',
	action: 'Remove participants from a group',
	description: "Remove people from a group; they can't come back through its invite link",
	properties: fields,
	run: forEachGroup({ read: readPeople, handle: removeFromGroup }),
};

function readPeople(parameters: ItemParameters): Reading[] {
	const people = parameters.texts('participants', splitNumbers);
	if (people.length === 0) {
		throw new InputError("'Participants' is empty", {
			howToFix:
				'Enter a phone number. If it comes from an expression, check that this item has a value there.',
		});
	}
	const defaultCountry = readDefaultCountry(parameters);
	return people.map((participant) => readPerson(participant, defaultCountry));
}

/** Source of the form of business-scoped user IDs: Meta's page on them, e.g. `US.13491208655302741918`. */
const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]+$/;

function readPerson(participant: string, defaultCountry?: string): Reading {
	if (USER_ID.test(participant)) {
		return { participant, key: participant, reference: { user_id: participant } };
	}
	const reading = readPhoneNumber(participant, defaultCountry);
	if ('problem' in reading) return { error: phoneError(participant, reading.problem) };
	const [digits, ...others] = reading.digits;
	if (digits === undefined || others.length > 0)
		return { error: phoneError(participant, 'ambiguous') };
	return { participant, key: phoneKey(digits), reference: { user: `+${digits}` } };
}

async function removeFromGroup({
	client,
	groupId,
	items,
}: GroupRun<Reading[]>): Promise<Outcome[]> {
	const named = items.flatMap(({ wish }) =>
		wish.flatMap((reading) => ('error' in reading ? [] : [reading])),
	);
	const people = [...new Map(named.map((person) => [person.key, person])).values()];
	const calls = new Map<string, PromiseSettledResult<RemovalReceipt>>();
	for (let start = 0; start < people.length; start += MOST_PARTICIPANTS) {
		const some = people.slice(start, start + MOST_PARTICIPANTS);
		const ends = await callFor(some, async (together) =>
			removeParticipants(
				client,
				groupId,
				together.map(({ reference }) => reference),
			),
		);
		for (const [{ key }, end] of ends) calls.set(key, end);
	}
	const isPartial = [...calls.values()].some(
		(call) => call.status === 'fulfilled' && call.value.isPartial,
	);
	const isStillThere = isPartial ? await whoIsStillThere(client, groupId) : () => false;
	return items.flatMap(({ itemIndex, wish }) =>
		wish.map((reading): Outcome => {
			if ('error' in reading) return { itemIndex, error: reading.error };
			return { itemIndex, ...outcomeOf(reading, groupId, calls.get(reading.key), isStillThere) };
		}),
	);
}

/** WhatsApp takes note of a removal at once and reports later, by webhook, whether it came about. */
function outcomeOf(
	{ participant, key }: Named,
	groupId: string,
	call: PromiseSettledResult<RemovalReceipt> | undefined,
	isStillThere: (key: string) => boolean,
) {
	if (call?.status !== 'fulfilled') return { error: withWho(call?.reason, participant) };
	const { requestId, failed, isPartial } = call.value;
	const unnamed = isPartial && isStillThere(key) ? { code: PARTIALLY_DONE } : undefined;
	const failure = failed.find(({ input }) => keyOfInput(input) === key) ?? unnamed;
	if (failure) {
		const refusal = { kind: 'refused', isWrite: true, who: participant, ...failure } as const;
		return { error: new ApiError(refusal) };
	}
	return { json: toJson({ groupId, participant, status: 'accepted', requestId }) };
}

/**
 * When WhatsApp says that it did only a part, but not which, the group itself tells. Whoever can't be looked up counts
 * as still there.
 */
async function whoIsStillThere(
	client: ApiClient,
	groupId: string,
): Promise<(key: string) => boolean> {
	const [group] = await Promise.allSettled([getGroup(client, groupId, ['participants'])]);
	const people = group.status === 'fulfilled' ? group.value.value.participants : undefined;
	if (!people) return () => true;
	const keys = new Set(
		people.flatMap(({ waId, userId }) => [
			...(waId === undefined ? [] : [phoneKey(waId)]),
			...(userId === undefined ? [] : [userId]),
		]),
	);
	const hidesNumber = people.some(({ waId }) => waId === undefined);
	return (key) => keys.has(key) || (hidesNumber && !USER_ID.test(key));
}

function keyOfInput(input: string): string {
	return USER_ID.test(input) ? input : phoneKey(input.replace(/\D/g, ''));
}

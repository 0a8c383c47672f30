import { asText, isWireObject } from '../api/wire';
import type { WireObject } from '../api/wire';
import type { GroupEventName } from './event';
import { canonical } from './eventKey';
import { asList, identityOf, readErrors, readPerson } from './parts';
import type { Draft, GroupField, Reader } from './reader';

/** @param details what else is to be said */
function about(person: WireObject, event: GroupEventName, details: Partial<Draft>): Draft {
	const participant = readPerson(person);
	const identity = [identityOf(participant) ?? canonical(person)];
	return { event, identity, participant, ...details };
}

function* each(people: unknown, read: (person: WireObject) => Draft): Generator<Draft> {
	for (const person of asList(people)) {
		yield isWireObject(person) ? read(person) : { event: 'unknown', identity: [canonical(person)] };
	}
}

/** An event without a person, if WhatsApp says that some failed, but not who. */
function* readFailed(
	group: WireObject,
	event: GroupEventName,
	details?: Partial<Draft>,
): Generator<Draft> {
	const errors = readErrors(group);
	const failed = asList(group.failed_participants);
	yield* each(failed, (person) =>
		about(person, event, { ...details, errors: readErrors(person) ?? errors }),
	);
	if (failed.length === 0 && errors) yield { event, ...details, errors };
}

function readRequest(event: GroupEventName): Reader {
	return (group) => [about(group, event, { initiatedBy: 'participant' })];
}

const readAdded: Reader = function* (group) {
	yield* each(group.added_participants, (person) =>
		about(person, 'participant.joined', {
			initiatedBy: 'participant',
			// Nothing else tells an approval from a join by link.
			joinedBy: asText(person.input) ? 'joinRequest' : 'inviteLink',
		}),
	);
	// Not documented for joins.
	yield* readFailed(group, 'unknown');
};

const readRemoved: Reader = function* (group, { around }) {
	// Meta's samples have it in the group, beside the groups, or in both places.
	const word = (asText(group.initiated_by) ?? asText(around.initiated_by))?.toLowerCase();
	const isLeave = word === 'participant';
	const isOwn = !isLeave && (word === 'business' || asText(group.request_id));
	const initiatedBy = isLeave ? 'participant' : isOwn ? 'business' : undefined;
	const event = isLeave ? 'participant.left' : 'participant.removed';
	yield* each(group.removed_participants, (person) => about(person, event, { initiatedBy }));
	yield* readFailed(group, 'participant.removeFailed', { initiatedBy });
};

/**
 * People come, ask to come, and go: an event for each of them. Source: Meta's guide to group webhooks; the
 * last two types are how one public library spells them.
 */
export const participants: GroupField = {
	field: 'group_participants_update',
	types: {
		group_join_request_created: readRequest('joinRequest.created'),
		group_join_request_revoked: readRequest('joinRequest.revoked'),
		group_participants_add: readAdded,
		group_participants_remove: readRemoved,
		group_add_participants: readAdded,
		group_remove_participants: readRemoved,
	},
};

import { asBoolean, asObject, asText } from '../api/wire';
import type { WireObject } from '../api/wire';
import { GROUP_EVENTS } from './event';
import { canonical } from './eventKey';
import { compact, identityOf, readErrors, readPerson, texts } from './parts';
import type { Draft, Surroundings } from './reader';

/** What Meta documents of a status that says nothing about a person. */
const IMPERSONAL = new Set([
	'id',
	'status',
	'timestamp',
	'type',
	'group_id',
	'recipient_id',
	'recipient_type',
	'conversation',
	'pricing',
	'errors',
	'biz_opaque_callback_data',
]);

/**
 * One element of `statuses`: what became of a message, for one participant if it was to a group. Sources:
 * Meta's guide to group messages, which has the participant and the pricing in two places each, and its
 * reference of status webhooks.
 */
export function readStatus(
	status: WireObject,
	{ field = 'messages', contact }: Surroundings,
): Draft[] {
	const person = {
		wa_id: asText(status.recipient_participant_id) ?? asText(status.participant_recipient_id),
		user_id: asText(status.recipient_participant_user_id),
		parent_user_id: asText(status.recipient_participant_parent_user_id),
		username: asObject(contact?.profile).username,
	};
	const participant = readPerson(person);
	const groupId = asText(status.group_id);
	const recipient = asText(status.recipient_id);
	const messageId = asText(status.id);
	const type = asText(status.status);
	const hasParticipant = Boolean(person.wa_id ?? person.user_id ?? person.parent_user_id);
	// Not every status says so itself.
	const inferredType = hasParticipant || groupId ? 'group' : 'individual';
	const isToGroup = (asText(status.recipient_type) ?? inferredType) === 'group';
	const who = isToGroup ? identityOf(participant) : (recipient ?? asText(status.recipient_user_id));
	const { id, pricing } = asObject(status.conversation);
	const price = { ...asObject(pricing), ...asObject(status.pricing) };
	const draft = {
		identity: messageId ? [messageId, type, who ?? unknownPerson(status)] : [canonical(status)],
		messageId,
		pricing: compact({
			billable: asBoolean(price.billable),
			...texts({ model: price.pricing_model, type: price.type, category: price.category }),
		}),
		conversationId: asText(id),
		errors: readErrors(status),
		field,
		type,
	};
	if (!isToGroup) return [{ event: 'other', ...draft }];
	const known = GROUP_EVENTS.find((name) => name === `message.${type}`);
	const event = known === 'message.received' ? 'unknown' : (known ?? 'unknown');
	return [{ event, groupId: groupId ?? recipient, participant, ...draft }];
}

/** Whatever might tell people apart in a spelling of its own; `undefined` if there is nothing. */
function unknownPerson(status: WireObject): unknown {
	const rest = Object.entries(status).filter(
		([key, part]) => !IMPERSONAL.has(key) && part !== '' && part !== null,
	);
	return rest.length > 0 ? canonical(Object.fromEntries(rest)) : undefined;
}

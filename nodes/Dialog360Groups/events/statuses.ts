import { asBoolean, asObject, asText } from '../api/wire';
import type { WireObject } from '../api/wire';
import { GROUP_EVENTS } from './event';
import { canonical } from './eventKey';
import { compact, identityOf, readErrors, readPerson, texts } from './parts';
import type { Draft, Surroundings } from './reader';

/**
 * One element of `statuses`: what became of a message, for one participant if it was to a group. Sources:
 * Meta's guide to group messages, which has the participant and the pricing in two places each, and its
 * reference of status webhooks.
 */
export function readStatus(
	status: WireObject,
	{ field = 'messages', contact }: Surroundings,
): Draft[] {
	const { recipient_type, conversation } = status;
	const person = {
		wa_id: asText(status.recipient_participant_id) ?? asText(status.participant_recipient_id),
		user_id: asText(status.recipient_participant_user_id),
		parent_user_id: status.recipient_participant_parent_user_id,
		username: asObject(contact?.profile).username,
	};
	const participant = readPerson(person);
	const groupId = asText(status.group_id);
	const recipient = asText(status.recipient_id);
	const messageId = asText(status.id);
	const type = asText(status.status);
	const sign = person.wa_id ?? person.user_id ?? groupId;
	const isToGroup = (asText(recipient_type) ?? (sign && 'group')) === 'group';
	const who = isToGroup ? identityOf(participant) : (recipient ?? asText(status.recipient_user_id));
	const { id, pricing } = asObject(conversation);
	const price = { ...asObject(pricing), ...asObject(status.pricing) };
	const draft = {
		identity: messageId ? [messageId, type, who] : [canonical(status)],
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

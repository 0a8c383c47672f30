import { createHash } from 'node:crypto';
import type { Readings } from '../readings';
import type { StatusChange } from '../state/events';
import { wirePerson, wireSender } from '../state/person';
import type { Price } from '../state/price';

/** The keys that name whom in a group a status is about; the name of one is disputed. */
function participantKeys(
	{ participant }: StatusChange,
	readings: Readings,
): Record<string, unknown> {
	if (participant === undefined) return {};
	const ids = wirePerson(participant, readings.usernameWaId);
	return {
		...(ids.wa_id === undefined ? {} : { [readings.participantKey]: ids.wa_id }),
		...(ids.user_id === undefined ? {} : { recipient_participant_user_id: ids.user_id }),
		...(ids.parent_user_id === undefined
			? {}
			: { recipient_participant_parent_user_id: ids.parent_user_id }),
	};
}

/** A conversation's id: the same for every status of one recipient. */
function conversationId(recipient: string): string {
	return createHash('md5').update(recipient).digest('hex');
}

function priceKeys(
	recipient: string,
	{ billable, type, category }: Price,
	place: Readings['pricingPlace'],
): Record<string, unknown> {
	const pricing = { billable, pricing_model: 'PMP', category };
	switch (place) {
		case 'absent':
			return {};
		case 'status':
			return { pricing: { ...pricing, type } };
		case 'conversation': {
			// The aggregated sample has no type here.
			const id = conversationId(recipient);
			return { conversation: { id, origin: { type: category }, pricing } };
		}
	}
}

/** In: a status and the readings of this moment. Out: its row of `statuses` (reference 4.4). */
export function wireStatus(
	change: StatusChange,
	timestamp: string | number,
	readings: Readings,
): Record<string, unknown> {
	const { messageId, status, recipient, recipientType, price, error } = change;
	return {
		id: messageId,
		status,
		timestamp,
		recipient_id: recipient,
		recipient_type: recipientType,
		...participantKeys(change, readings),
		...(price === undefined ? {} : priceKeys(recipient, price, readings.pricingPlace)),
		...(error === undefined ? {} : { errors: [error] }),
	};
}

/** Out: the rows of `contacts`, which only people of the username era have (reference 4.4). */
export function contactsOf(changes: readonly StatusChange[], readings: Readings): unknown[] {
	const people = new Map(
		changes.flatMap(({ participant }) =>
			participant?.userId === undefined ? [] : [[participant.waId, participant] as const],
		),
	);
	return [...people.values()].map((person) => wireSender(person, readings.usernameWaId).contact);
}

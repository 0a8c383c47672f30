import type { ApiClient } from './client';
import { readMetaError } from './envelopes';
import { asObjects, asText } from './wire';
import type { WireObject } from './wire';

/** Source: Meta's Groups API reference. */
export const MOST_PARTICIPANTS = 8;

export interface Participant {
	/** The phone number in digits; people with a username may have none. */
	waId?: string;
	/** Business-scoped user ID. */
	userId?: string;
	parentUserId?: string;
	username?: string;
}

/** Names a person in a call: by phone number (or WhatsApp ID), or by business-scoped user ID. */
export type ParticipantReference = { user: string } | { user_id: string };

export interface RemovalReceipt {
	requestId?: string;
	/** Only where the API answers at once that a person could not be removed. */
	failed: Array<{ input: string; code?: number; reason?: string }>;
	/** The API says that some failed, without saying who. */
	isPartial: boolean;
}

export function readParticipant(raw: WireObject): Participant {
	return {
		waId: asText(raw.wa_id),
		userId: asText(raw.user_id),
		parentUserId: asText(raw.parent_user_id),
		username: asText(raw.username),
	};
}

/** @param people at most {@link MOST_PARTICIPANTS}, none of them twice */
export async function removeParticipants(
	client: ApiClient,
	groupId: string,
	people: readonly ParticipantReference[],
): Promise<RemovalReceipt> {
	const { body, httpStatus } = await client.send({
		method: 'DELETE',
		path: ['groups', groupId, 'participants'],
		acceptsPartial: true,
		json: { messaging_product: 'whatsapp', participants: people },
	});
	const failed = asObjects(body.failed_participants).flatMap(({ input, errors }) => {
		const person = asText(input);
		return person === undefined ? [] : [{ input: person, ...readMetaError(asObjects(errors)[0]) }];
	});
	return {
		requestId: asText(body.request_id),
		failed,
		isPartial: failed.length === 0 && (httpStatus === 206 || asObjects(body.errors).length > 0),
	};
}

import type { ApiClient } from './client';
import { ApiError } from './failure';
import { asObjects, asText } from './wire';
import type { WireObject } from './wire';

/** Source of the limits: Meta's Cloud API reference, and its guide to group messages for pins. */
export const LONGEST_TEXT = 4096;
export const LONGEST_CAPTION = 1024;
export const MOST_PIN_DAYS = 30;

export type Recipient =
	| { type: 'group'; groupId: string }
	/** The phone number in digits, with a plus sign before them. */
	| { type: 'individual'; phoneNumber: string };

export type MessageType =
	| 'audio'
	| 'document'
	| 'image'
	| 'sticker'
	| 'template'
	| 'text'
	| 'video';

/** A message as the API takes it: an object that stands under the name of its type. */
export interface MessageBody {
	type: MessageType;
	content: WireObject;
}

/** WhatsApp has taken the message; whether it arrives is told by webhook. */
export interface SentMessage {
	messageId: string;
	/** Who gets it, as WhatsApp writes the number; only for a person. */
	waId?: string;
	/** Mostly absent, else e.g. `accepted` or `held_for_quality_assessment`. */
	status?: string;
}

/** @param replyTo ID of the message that this one answers */
export async function sendMessage(
	client: ApiClient,
	recipient: Recipient,
	{ type, content }: MessageBody,
	{ replyTo }: { replyTo?: string } = {},
): Promise<SentMessage> {
	const isGroup = recipient.type === 'group';
	return await post(client, 'this message may have been sent', {
		recipient_type: recipient.type,
		to: isGroup ? recipient.groupId : recipient.phoneNumber,
		...(replyTo === undefined ? {} : { context: { message_id: replyTo } }),
		type,
		[type]: content,
	});
}

/**
 * Pins a message at the top of a group; the fourth pinned message takes the place of the oldest.
 *
 * @param days from 1 to {@link MOST_PIN_DAYS}
 * @returns the message by which WhatsApp tells the group
 */
export async function pinMessage(
	client: ApiClient,
	groupId: string,
	messageId: string,
	days: number,
): Promise<SentMessage> {
	const pin = { type: 'pin', message_id: messageId, expiration_days: days };
	return await post(client, 'this message may have been pinned', inGroup(groupId, pin));
}

export async function unpinMessage(
	client: ApiClient,
	groupId: string,
	messageId: string,
): Promise<SentMessage> {
	const pin = { type: 'unpin', message_id: messageId };
	return await post(client, 'this message may have been unpinned', inGroup(groupId, pin));
}

function inGroup(groupId: string, pin: WireObject): WireObject {
	return { recipient_type: 'group', to: groupId, type: 'pin', pin };
}

async function post(client: ApiClient, doubt: string, message: WireObject): Promise<SentMessage> {
	const { body, httpStatus } = await client.send({
		method: 'POST',
		path: ['messages'],
		doubt,
		json: { messaging_product: 'whatsapp', ...message },
	});
	const [sent] = asObjects(body.messages);
	const messageId = asText(sent?.id);
	if (messageId === undefined) {
		throw new ApiError({ kind: 'interrupted', httpStatus, isWrite: true, doubt });
	}
	const waId =
		message.recipient_type === 'group' ? undefined : asText(asObjects(body.contacts)[0]?.wa_id);
	return { messageId, waId, status: asText(sent?.message_status) };
}

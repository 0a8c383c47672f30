import { asObject, asText } from '../api/wire';
import type { WireObject } from '../api/wire';
import type { EventMessage } from './event';
import { canonical } from './eventKey';
import { compact, phoneNumberOf, readErrors, readPerson, texts } from './parts';
import type { Draft, Surroundings } from './reader';

const MEDIA = /^(audio|document|image|sticker|video|voice)$/;

/**
 * One element of `messages`: a group's if it has `group_id`. Sources: Meta's guide to group messages, and its
 * reference of message webhooks.
 */
export function readMessage(
	message: WireObject,
	{ field = 'messages', contact }: Surroundings,
): Draft[] {
	const { from, from_user_id, from_parent_user_id } = message;
	const groupId = asText(message.group_id);
	const messageId = asText(message.id);
	const draft = {
		identity: [messageId ?? canonical(message)],
		messageId,
		field,
		type: asText(message.type),
		errors: readErrors(message),
	};
	if (!groupId) return [{ event: 'other', ...draft }];
	const participant = readPerson({
		...contact,
		...asObject(contact?.profile),
		...texts({ wa_id: from, user_id: from_user_id, parent_user_id: from_parent_user_id }),
	});
	const about = { groupId, initiatedBy: 'participant', participant } as const;
	return [{ event: 'message.received', ...about, ...draft, message: readContent(message) }];
}

function readContent(message: WireObject): EventMessage {
	const type = asText(message.type) ?? 'unknown';
	const content = type !== 'text' && Object.hasOwn(message, type) ? message[type] : undefined;
	const { caption, id, mime_type, sha256, filename } = asObject(content);
	const { id: repliedTo, from } = asObject(message.context);
	const read = {
		type,
		...texts({
			text: asObject(message.text).body,
			caption,
			mediaId: MEDIA.test(type) ? id : undefined,
			mimeType: mime_type,
			sha256,
			fileName: filename,
		}),
		replyTo: texts({ messageId: repliedTo, from: phoneNumberOf(from) ?? from }),
		content: typeof content === 'object' ? (content ?? undefined) : undefined,
	};
	return compact(read) ?? read;
}

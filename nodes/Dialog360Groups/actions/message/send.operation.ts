import { sendMessage } from '../../api/messages';
import { InputError } from '../../explainedError';
import { defaultCountryField } from '../fields/country';
import { notRequired } from '../fields/notRequired';
import { optionsField } from '../fields/options';
import { forEachItem } from '../forEachItem';
import type { ItemRun } from '../forEachItem';
import type { ItemParameters } from '../itemParameters';
import { toJson } from '../json';
import type { Operation } from '../operation';
import { contents } from './contents';
import type { MessageContent } from './contents/content';
import { checkMessageId, messageIdField } from './messageId';
import { readRecipient, recipientFields, recipientKey } from './recipient';
import { uploaderOf } from './uploads';

const REPLY_TO = 'Reply to Message ID';

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send a message',
	description:
		'Send a text, a file or a template to a group or a person. Outside of the 24 hours after somebody wrote to you, WhatsApp takes only templates.',
	properties: [
		...notRequired(recipientFields),
		{
			displayName: 'Message Type',
			name: 'messageType',
			type: 'options',
			default: 'text',
			description:
				'All but templates are only taken within 24 hours after a participant of the group, or the person, wrote to you',
			options: contents.map(({ value, name, description }) => ({ name, value, description })),
		},
		...notRequired(contents.flatMap(({ properties }) => properties)),
		optionsField(defaultCountryField, {
			...messageIdField,
			displayName: REPLY_TO,
			name: 'replyTo',
			required: undefined,
			description: 'The message that this one answers; it is shown above it',
		}),
	],
	run: forEachItem(sendOne, {
		inOrderOf: (parameters) => recipientKey(readRecipient(parameters)),
		actsOnce: true,
	}),
};

async function sendOne(item: ItemRun) {
	const { client, parameters } = item;
	const recipient = readRecipient(parameters);
	const replyTo = readReplyTo(parameters);
	const content = readContent(parameters);
	const { mediaId, ...body } = await content.read({ ...item, upload: uploaderOf(item) });
	const sent = await sendMessage(client, recipient, body, { replyTo });
	const { type: recipientType, ...to } = recipient;
	const { messageId, waId, status = 'accepted' } = sent;
	return toJson({ messageId, recipientType, ...to, waId, messageType: body.type, mediaId, status });
}

function readReplyTo(parameters: ItemParameters): string | undefined {
	const id = parameters.text('options.replyTo');
	return id === '' ? undefined : checkMessageId(id, REPLY_TO);
}

function readContent(parameters: ItemParameters): MessageContent {
	const type = parameters.text('messageType');
	const content = contents.find(({ value }) => value === type);
	if (content) return content;
	throw new InputError("'Message Type' has a value that does not exist", {
		howToFix: `Use one of these: ${contents.map(({ value }) => value).join(', ')}.`,
	});
}

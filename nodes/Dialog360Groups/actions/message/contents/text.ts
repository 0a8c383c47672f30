import { LONGEST_TEXT } from '../../../api/messages';
import { requireText } from '../../checkText';
import type { MessageContent } from './content';

const displayOptions = { show: { messageType: ['text'] } };

export const text: MessageContent = {
	value: 'text',
	name: 'Text',
	description: 'Up to 4096 characters',
	properties: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 5 },
			default: '',
			placeholder: 'e.g. See you tomorrow at 10!',
			description:
				'Up to 4096 characters. *Bold*, _italic_ and ~struck through~ are written as in WhatsApp.',
			displayOptions,
		},
		{
			displayName: 'Link Preview',
			name: 'linkPreview',
			type: 'boolean',
			default: false,
			description: 'Whether to show a preview of the first link in the text',
			displayOptions,
		},
	],
	async read({ parameters }) {
		const body = requireText(parameters.text('text'), 'Text', LONGEST_TEXT);
		const preview_url = parameters.flag('linkPreview', false);
		return { type: 'text', content: { body, preview_url } };
	},
};

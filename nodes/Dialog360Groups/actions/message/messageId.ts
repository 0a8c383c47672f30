import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../explainedError';

export const messageIdField: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. wamid.HBgLMTY0NjcwNDM1OTUVAgARGBI1RjQyNUE3NEYxMzAzMzQ5MkEA',
	description:
		"The 'messageId' that Send gives you, or the trigger with a message that somebody wrote",
};

/**
 * IDs are opaque, so only what certainly is something else is turned down.
 *
 * @param label name of the field as the panel shows it
 * @throws {InputError} when the value is empty or of another kind
 */
export function checkMessageId(id: string, label: string): string {
	if (id === '') {
		throw new InputError(`'${label}' is empty`, {
			howToFix:
				"Enter the 'messageId' of the message. If it comes from an expression, check that this item has a value there.",
		});
	}
	const kind = otherKind(id);
	if (kind === undefined) return id;
	throw new InputError(`The value in '${label}' is ${kind}, not a message ID`, {
		howToFix:
			"Use the 'messageId' that the operation Send gives you, or the trigger. It begins with wamid.",
	});
}

function otherKind(id: string): string | undefined {
	if (/^https?:\/\//i.test(id)) return 'a web address';
	if (/^Y2FwaV9ncm91cD/.test(id)) return 'a group ID';
	if (/^[+(]?\d[\d\s().-]*$/.test(id)) return 'a number';
	return /\s/.test(id) ? 'text with spaces' : undefined;
}

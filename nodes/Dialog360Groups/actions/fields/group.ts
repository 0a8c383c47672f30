import type { INodeProperties } from 'n8n-workflow';

import { asText } from '../../api/wire';
import { InputError } from '../../explainedError';

/**
 * The field that picks a group, the same in every operation, so that switching the operation keeps the choice.
 *
 * @param description what the group is needed for
 */
export function groupField(description: string): INodeProperties {
	return {
		displayName: 'Group',
		name: 'groupId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a group…',
				typeOptions: { searchListMethod: 'searchGroups', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MToxMjAzNjM0MDQ2OTQyMzM4MjAZD',
				hint: 'The group ID that the operations Create and Get Many give you',
			},
		],
	};
}

/**
 * IDs are opaque, so only what certainly is something else is turned down.
 *
 * @throws {InputError} when the value is empty or of another kind
 */
export function readGroupId(value: unknown): string {
	const id = (asText(value) ?? '').trim();
	if (id === '') {
		throw new InputError("'Group' is empty", {
			howToFix:
				'Choose a group from the list, or enter its ID. If it comes from an expression, check that this item has a value there.',
		});
	}
	const kind = otherKind(id);
	if (kind === undefined) return id;
	throw new InputError(`The value in 'Group' is ${kind}, not a group ID`, {
		howToFix:
			"Choose the group from the list, or use the 'groupId' that the operations Create and Get Many give you.",
	});
}

function otherKind(id: string): string | undefined {
	if (/^(https?:\/\/)?chat\.whatsapp\.com\//i.test(id)) return 'an invite link';
	if (/@g\.us$/i.test(id)) return 'an ID of unofficial WhatsApp software';
	if (/^\+?[\d\s().-]{6,24}$/.test(id) && !/^\d+$/.test(id)) return 'a phone number';
	if (id === '.' || id === '..') return 'a path';
	return /\s/.test(id) ? 'text with spaces' : undefined;
}

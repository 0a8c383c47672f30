import type { INodeProperties } from 'n8n-workflow';

/** Belongs into a collection, since a group needs no description. */
export const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	description: 'What the group is about, up to 2048 characters',
};

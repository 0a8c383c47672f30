import type { INodeProperties } from 'n8n-workflow';

/** The collection 'Options', for what only some people need. */
export function optionsField(...options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}

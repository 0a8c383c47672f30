import type { INodeProperties } from 'n8n-workflow';

import type { ItemParameters } from '../itemParameters';

/** How many results a list operation gives: all, or up to a limit. */
export const listFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** @returns how many results are wanted at most */
export function readLimit(parameters: ItemParameters): number {
	if (parameters.flag('returnAll', false)) return Infinity;
	return parameters.count('limit', { label: 'Limit', least: 1, most: 1_000_000, fallback: 50 });
}

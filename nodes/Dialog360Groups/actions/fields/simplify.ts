import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Raw } from '../../api/groups';
import type { ItemParameters } from '../itemParameters';
import { toJson } from '../json';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * @param simplify makes the simple form
 * @returns the simple form, or the answer of the API as it came
 */
export function present<Value>(
	parameters: ItemParameters,
	{ raw, value }: Raw<Value>,
	simplify: (value: Value) => object,
): IDataObject {
	return parameters.flag('simple', true) ? toJson(simplify(value)) : { ...raw };
}

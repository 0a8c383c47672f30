import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';

import { account } from './account';
import { withPace } from './fields/pace';
import { group } from './group';
import { inviteLink } from './inviteLink';
import { joinRequest } from './joinRequest';
import { message } from './message';
import type { Resource } from './operation';
import { participant } from './participant';
import { template } from './template';

/** Everything the node can do. */
export const resources: readonly Resource[] = [
	account,
	group,
	inviteLink,
	joinRequest,
	message,
	participant,
	template,
];

/** The panel of the node: the two choices, and the fields of each operation. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value, description }) => ({ name, value, description })),
		default: 'group',
	},
	...resources.map(operationField),
	...resources.flatMap(operationFields),
];

function operationField({ value, operations, defaultOperation }: Resource): INodeProperties {
	const chosenFirst = defaultOperation.value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ name, value: operation, action, description }) => ({
			name,
			value: operation,
			action,
			description,
		})),
		default: chosenFirst,
	};
}

function operationFields({ value, operations }: Resource): INodeProperties[] {
	return operations.flatMap((operation) => {
		const show = { resource: [value], operation: [operation.value] };
		return updateDisplayOptions({ show }, withPace(operation.properties));
	});
}

import type { Resource } from '../operation';
import { createInvite } from './createInvite.operation';
import { deleteOperation } from './delete.operation';
import { getAll } from './getAll.operation';

export const template: Resource = {
	value: 'template',
	name: 'Template',
	description: 'Texts that WhatsApp approves beforehand, so that they can be sent at any time',
	operations: [createInvite, deleteOperation, getAll],
	defaultOperation: getAll,
};

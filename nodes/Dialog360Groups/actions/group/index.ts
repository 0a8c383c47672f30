import type { Resource } from '../operation';
import { create } from './create.operation';
import { deleteOperation } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';

export const group: Resource = {
	value: 'group',
	name: 'Group',
	description: 'A WhatsApp group of your business number',
	operations: [create, deleteOperation, get, getAll, update],
	defaultOperation: getAll,
};

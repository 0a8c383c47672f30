import type { Resource } from '../operation';
import { getAll } from './getAll.operation';
import { remove } from './remove.operation';

export const participant: Resource = {
	value: 'participant',
	name: 'Participant',
	description: 'The people in a group, at most 8',
	operations: [getAll, remove],
	defaultOperation: getAll,
};

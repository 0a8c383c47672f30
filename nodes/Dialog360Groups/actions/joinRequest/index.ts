import type { Resource } from '../operation';
import { approve } from './approve.operation';
import { getAll } from './getAll.operation';
import { reject } from './reject.operation';

export const joinRequest: Resource = {
	value: 'joinRequest',
	name: 'Join Request',
	description: 'The wish of a person to join a group that asks for approval',
	operations: [approve, getAll, reject],
	defaultOperation: approve,
};

import type { Resource } from '../operation';
import { get } from './get.operation';
import { reset } from './reset.operation';

export const inviteLink: Resource = {
	value: 'inviteLink',
	name: 'Invite Link',
	description: 'The link through which people join a group',
	operations: [get, reset],
	defaultOperation: get,
};

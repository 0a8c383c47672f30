import type { Resource } from '../operation';
import { get } from './get.operation';
import { reset } from './reset.operation';
import { send } from './send.operation';

export const inviteLink: Resource = {
	value: 'inviteLink',
	name: 'Invite Link',
	description: 'The link through which people join a group',
	operations: [get, reset, send],
	defaultOperation: get,
};

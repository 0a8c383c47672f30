import type { Resource } from '../operation';
import { pin } from './pin.operation';
import { send } from './send.operation';
import { unpin } from './unpin.operation';

export const message: Resource = {
	value: 'message',
	name: 'Message',
	description: 'What you write to a group or a person',
	operations: [pin, send, unpin],
	defaultOperation: send,
};

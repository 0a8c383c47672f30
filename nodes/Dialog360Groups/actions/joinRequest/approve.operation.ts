import type { Operation } from '../operation';
import { decide, decisionFields } from './decide';

export const approve: Operation = {
	value: 'approve',
	name: 'Approve',
	action: 'Approve join requests',
	description:
		'Let people into a group: the ones with these phone numbers or request IDs, or everybody who asked',
	properties: decisionFields('approve'),
	run: decide('approve'),
};

import type { Operation } from '../operation';
import { decide, decisionFields } from './decide';

export const reject: Operation = {
	value: 'reject',
	name: 'Reject',
	action: 'Reject join requests',
	description:
		'Turn down the wish of people to join a group; WhatsApp does not tell them, and they can ask again',
	properties: decisionFields('reject'),
	run: decide('reject'),
};

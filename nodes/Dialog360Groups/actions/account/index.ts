import type { Resource } from '../operation';
import { check } from './check.operation';

export const account: Resource = {
	value: 'account',
	name: 'Account',
	description: 'Your number and how it is set up',
	operations: [check],
	defaultOperation: check,
};

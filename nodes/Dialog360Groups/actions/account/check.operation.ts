import { checkUp } from '../../checkup';
import { toJson } from '../json';
import type { Operation } from '../operation';

export const check: Operation = {
	value: 'check',
	name: 'Check Set-Up',
	action: 'Check how your number is set up',
	description:
		'Find out whether everything is ready for groups: the API key, the number, the webhook and the invite templates. Changes nothing. Gives one item, however many come in.',
	properties: [],
	async run({ client, context }) {
		return [{ itemIndex: 0, json: toJson(await checkUp(context, client)) }];
	},
};

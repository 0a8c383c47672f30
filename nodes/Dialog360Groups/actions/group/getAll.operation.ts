import { LARGEST_PAGE, eachGroup } from '../../api/groups';
import { take } from '../../api/paging';
import { listFields, readLimit } from '../fields/list';
import { optionsField } from '../fields/options';
import { present, simplifyField } from '../fields/simplify';
import { forEachItem } from '../forEachItem';
import type { Operation } from '../operation';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many groups',
	description: 'Retrieve many groups of your number: ID, subject and when each was created',
	properties: [
		...listFields,
		simplifyField,
		optionsField({
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: LARGEST_PAGE },
			default: LARGEST_PAGE,
			description:
				'How many groups to ask for in one call, up to 1024. Fewer calls are better in almost every case.',
		}),
	],
	run: forEachItem(async ({ client, parameters }) => {
		const most = readLimit(parameters);
		const range = { label: 'Page Size', least: 1, most: LARGEST_PAGE, fallback: LARGEST_PAGE };
		const pageSize = Math.min(most, parameters.count('options.pageSize', range));
		const groups = await take(eachGroup(client, pageSize), most);
		return groups.map((group) => present(parameters, group, (value) => value));
	}),
};

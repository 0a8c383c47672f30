import { eachTemplate } from '../../api/templates';
import type { Template } from '../../api/templates';
import type { Raw } from '../../api/groups';
import { take } from '../../api/paging';
import { listFields, readLimit } from '../fields/list';
import { present, simplifyField } from '../fields/simplify';
import { forEachItem } from '../forEachItem';
import type { ItemParameters } from '../itemParameters';
import type { Operation } from '../operation';
import { languageOptions, plainLanguage } from './languages';
import { simplifyTemplate } from './simplify';

const STATUSES = ['approved', 'disabled', 'paused', 'pending', 'rejected'] as const;

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Retrieve many message templates with their status, their text and their variables',
	properties: [
		...listFields,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Language',
					name: 'language',
					type: 'options',
					default: 'en_US',
					description: 'Only templates in this language',
					options: languageOptions,
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'multiOptions',
					default: [],
					description: 'Only templates with one of these statuses',
					options: [
						{ name: 'Approved', value: 'approved', description: 'Can be sent' },
						{ name: 'Disabled', value: 'disabled', description: 'Can never be sent again' },
						{
							name: 'Paused',
							value: 'paused',
							description: 'Paused by WhatsApp, mostly for some hours',
						},
						{ name: 'Pending', value: 'pending', description: 'Waits for the review of WhatsApp' },
						{ name: 'Rejected', value: 'rejected', description: 'Turned down by WhatsApp' },
					],
				},
			],
		},
	],
	run: forEachItem(async ({ client, parameters }) => {
		const isWanted = readFilters(parameters);
		const templates = await take(wanted(eachTemplate(client), isWanted), readLimit(parameters));
		return templates.map((template) => present(parameters, template, simplifyTemplate));
	}),
};

type IsWanted = (template: Template) => boolean;

function readFilters(parameters: ItemParameters): IsWanted {
	const language = plainLanguage(parameters.text('filters.language'));
	const statuses = new Set<string>(parameters.choices('filters.status', 'Status', STATUSES));
	return (template) =>
		(language === '' || plainLanguage(template.language) === language) &&
		(statuses.size === 0 || statuses.has(template.status));
}

async function* wanted(templates: AsyncIterable<Raw<Template>>, isWanted: IsWanted) {
	for await (const template of templates) {
		if (isWanted(template.value)) yield template;
	}
}

import { ApiError } from '../../api/failure';
import type { ApiClient } from '../../api/client';
import { deleteTemplate } from '../../api/templates';
import { InputError } from '../../explainedError';
import { forEachItem } from '../forEachItem';
import type { Operation } from '../operation';

export const deleteOperation: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a template',
	description:
		'Delete a message template in all its languages. Its name can not be used again for 30 days after that.',
	properties: [
		{
			displayName: 'Template Name',
			name: 'templateName',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			description: 'The template to delete. All languages of this name are deleted.',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Choose a template…',
					typeOptions: { searchListMethod: 'searchTemplateNames', searchable: true },
				},
				{
					displayName: 'By Name',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. group_invite',
					hint: 'All languages of this name are deleted',
				},
			],
		},
	],
	run: forEachItem(
		async ({ client, parameters }) => {
			const name = checkName(parameters.picked('templateName'));
			await remove(client, name);
			return { deleted: true, name };
		},
		{ inOrderOf: (parameters) => parameters.picked('templateName'), actsOnce: true },
	),
};

function checkName(name: string): string {
	if (name === '') {
		throw new InputError("'Template Name' is empty", {
			howToFix:
				'Choose a template from the list. If it comes from an expression, check that this item has a value there.',
		});
	}
	if (!name.includes('|')) return name;
	throw new InputError("The value in 'Template Name' names one language", {
		howToFix: `A template is deleted in all its languages. If you want that, use its name alone: ${name.split('|')[0]}`,
	});
}

async function remove(client: ApiClient, name: string): Promise<void> {
	const [end] = await Promise.allSettled([deleteTemplate(client, name)]);
	if (end.status === 'fulfilled') return;
	throw isNotFound(end.reason) ? notFound(name) : end.reason;
}

function isNotFound(error: unknown): boolean {
	return (
		error instanceof ApiError &&
		error.failure.kind === 'refused' &&
		error.failure.httpStatus === 404
	);
}

function notFound(name: string): InputError {
	return new InputError(`There is no template with the name '${name}'`, {
		howToFix: "Choose one from the list in 'Template Name'. Perhaps it was deleted before.",
	});
}

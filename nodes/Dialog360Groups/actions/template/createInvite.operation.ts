import type { ApiClient } from '../../api/client';
import { eachTemplate } from '../../api/templates';
import { InputError } from '../../explainedError';
import { forEachItem } from '../forEachItem';
import type { ItemRun } from '../forEachItem';
import { toJson } from '../json';
import type { Operation } from '../operation';
import { createFromEither } from './createFromEither';
import { languageOptions, plainLanguage } from './languages';
import { checkTemplateName } from './templateName';

export const createInvite: Operation = {
	value: 'createInvite',
	name: 'Create Invite',
	action: 'Create a template for invitations',
	description:
		"Make an invitation to groups from WhatsApp's library of ready-made templates. WhatsApp reviews it, which can take 24 hours; after that Send of Invite Link can use it. Creating costs nothing, each sent invitation is charged.",
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: 'group_invite',
			placeholder: 'e.g. group_invite',
			description:
				'Only you see it. It has lowercase letters, digits and underscores, and one template in each language can have it.',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			default: 'en_US',
			description:
				'The language of the text. The library does not have every invitation in every language.',
			options: languageOptions,
		},
		{
			displayName: 'Library Template',
			name: 'libraryTemplate',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description:
				'The ready-made invitation to start from. Leave it empty to take the first one in the language.',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Automatic',
					typeOptions: { searchListMethod: 'searchLibraryTemplates', searchable: true },
				},
				{
					displayName: 'By Name',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. group_invite_link',
					hint: "The name of the entry in 'Template Library' of WhatsApp Manager",
				},
			],
		},
	],
	run: forEachItem(createOne, {
		inOrderOf: (parameters) => `${parameters.text('name')} ${parameters.text('language')}`,
		actsOnce: true,
	}),
};

async function createOne({ client, parameters }: ItemRun) {
	const name = checkTemplateName(parameters.text('name'));
	const language = parameters.text('language');
	if (language === '') {
		throw new InputError("'Language' is empty", {
			howToFix: 'Choose a language from the list, or give its code, for instance en_US.',
		});
	}
	await checkFree(client, name, language);
	const wanted = parameters.picked('libraryTemplate');
	const {
		id,
		status = 'pending',
		used,
	} = await createFromEither(client, { name, language, wanted });
	return toJson({ name, language, status, id, libraryTemplateName: used.name, text: used.body });
}

/** @throws {InputError} when there is one like it: WhatsApp's own words would not tell */
async function checkFree(client: ApiClient, name: string, language: string): Promise<void> {
	for await (const { value } of eachTemplate(client)) {
		const isSame = value.name === name && plainLanguage(value.language) === plainLanguage(language);
		if (!isSame) continue;
		throw new InputError(`There is already a template '${name}' in the language '${language}'`, {
			howToFix: `Its status is '${value.status}'. Use it, or enter another name in 'Name'.`,
		});
	}
}

import type { INodeProperties } from 'n8n-workflow';

interface TemplateFieldTexts {
	/** What the template is for. */
	description: string;
	/** The method that lists templates for the panel. */
	searchListMethod: string;
}

/** The field that picks an approved template; the same name everywhere, so that switching keeps the choice. */
export function templateField({
	description,
	searchListMethod,
}: TemplateFieldTexts): INodeProperties {
	return {
		displayName: 'Template',
		name: 'template',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a template…',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. group_invite|en_US',
				hint: 'The name of the template. If it exists in several languages, add | and the language.',
			},
		],
	};
}

interface VariablesFieldTexts {
	displayName: string;
	name: string;
	description: string;
	/** The method that lists the variables for the panel. */
	resourceMapperMethod: string;
	/** The fields that decide which variables there are. */
	dependsOn: string[];
}

/** The variables of the picked template, each as a field of its own. */
export function variablesField({
	displayName,
	name,
	description,
	resourceMapperMethod,
	dependsOn,
}: VariablesFieldTexts): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		description,
		typeOptions: {
			loadOptionsDependsOn: dependsOn,
			resourceMapper: {
				resourceMapperMethod,
				mode: 'add',
				valuesLabel: displayName,
				fieldWords: { singular: 'variable', plural: 'variables' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
				hideNoDataError: true,
			},
		},
	};
}

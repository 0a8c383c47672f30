import type { INodeProperties } from 'n8n-workflow';

import type { Template } from '../../api/templates';
import { InputError } from '../../explainedError';
import { linkCandidates, linkVariableOf, variablesOf } from '../../template';
import type { TemplateVariable } from '../../template';

export const linkVariableField: INodeProperties = {
	displayName: 'Variable for the Link',
	name: 'linkVariable',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'The variable of the template in whose place the invite link shall stand. Leave it empty to take the one that the template shows an invite link for, or else the first one.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Automatic',
			typeOptions: { searchListMethod: 'searchLinkVariables', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1',
			hint: 'The number or name that stands in the braces',
		},
	],
};

/**
 * @param wanted what was picked; empty for automatic
 * @throws {InputError} when the template has no such variable
 */
export function findLinkVariable({ name, parts }: Template, wanted: string): TemplateVariable {
	const variables = variablesOf(parts);
	const variable = linkVariableOf(variables, wanted);
	if (variable) return variable;
	const ids = linkCandidates(variables).map(({ id }) => id);
	if (ids.length === 0) {
		throw new InputError(`The text of the template '${name}' has no variable for the invite link`, {
			howToFix:
				'Use a template for invitations. The operation Create Invite of Template makes one.',
		});
	}
	throw new InputError(
		`The template '${name}' has no variable '${wanted}', as 'Variable for the Link' says`,
		{ howToFix: `Choose it from the list, or leave it empty. The template has ${ids.join(', ')}.` },
	);
}

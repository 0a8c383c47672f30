import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { linkVariableOf, variablesOf } from '../template';
import type { TemplateVariable } from '../template';
import { inPanel } from './inPanel';
import { pickedTemplate, pickedValue } from './pickedTemplate';

/** The variables of the picked template, as fields to fill in. */
export async function getTemplateFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await inPanel(this, async () => await fieldsOf(this, () => true));
}

/** As {@link getTemplateFields}, without the variable that becomes the invite link. */
export async function getInviteTemplateFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await inPanel(this, async () => {
		const wanted = pickedValue(this, 'linkVariable');
		return await fieldsOf(this, (variable, all) => variable !== linkVariableOf(all, wanted));
	});
}

async function fieldsOf(
	context: ILoadOptionsFunctions,
	isOpen: (variable: TemplateVariable, all: readonly TemplateVariable[]) => boolean,
): Promise<ResourceMapperFields> {
	const template = await pickedTemplate(context);
	if (!template) return { fields: [], emptyFieldsNotice: "Choose a template in 'Template' first" };
	const fields = variablesOf(template.parts)
		.filter((variable, _, all) => isOpen(variable, all))
		.map(toField);
	return fields.length > 0
		? { fields }
		: { fields, emptyFieldsNotice: 'This template leaves nothing to fill in here' };
}

function toField({ id, label, isRequired }: TemplateVariable): ResourceMapperField {
	return {
		id,
		displayName: label,
		required: isRequired,
		// Whoever needs one of those that may be left out adds it.
		removed: !isRequired,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: 'string',
	};
}

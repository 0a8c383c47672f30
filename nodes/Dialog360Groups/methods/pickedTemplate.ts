import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { matching } from '../actions/template/findTemplate';
import { createApiClient } from '../api/client';
import { allTemplates } from '../api/templates';
import type { Template } from '../api/templates';
import { asText, isWireObject } from '../api/wire';
import { InputError } from '../explainedError';

/**
 * The template that is picked in the panel; of a name in several languages an approved one.
 *
 * @returns `undefined` when none is picked, or an expression decides that only when the workflow runs
 * @throws {InputError} when there is no such template
 */
export async function pickedTemplate(
	context: ILoadOptionsFunctions,
): Promise<Template | undefined> {
	const picked = pickedValue(context, 'template');
	if (picked === '') return undefined;
	const found = matching(await allTemplates(await createApiClient(context)), picked);
	const template = found.find(({ status }) => status === 'approved') ?? found[0];
	if (template) return template;
	throw new InputError(`There is no template '${picked}'`, {
		howToFix: "Choose one from the list in 'Template'.",
	});
}

/** What is picked in a field with a list; empty when nothing is, or when an expression has no value yet. */
export function pickedValue(context: ILoadOptionsFunctions, name: string): string {
	try {
		const field: unknown = context.getNodeParameter(name, '');
		return (asText(isWireObject(field) ? field.value : field) ?? '').trim();
	} catch {
		return '';
	}
}

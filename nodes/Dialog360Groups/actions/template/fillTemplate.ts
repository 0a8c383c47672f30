import type { Template } from '../../api/templates';
import { asText } from '../../api/wire';
import { InputError } from '../../explainedError';
import { componentsFrom, unfillableParts, variablesOf } from '../../template';
import type { TemplateComponent, TemplateVariable, VariableValue } from '../../template';
import type { MappedFields } from '../itemParameters';
import type { UploadTemplateFile } from './headerFile';
import { readHeaderFile } from './headerFile';

export interface Filling {
	/** The name of the field with the values, as the panel shows it. */
	label: string;
	fields: MappedFields;
	/** What variables become that are not in the field. */
	fixed?: ReadonlyMap<TemplateVariable['id'], VariableValue>;
	upload: UploadTemplateFile;
}

/**
 * Fills the variables of a template, after all of them have been checked.
 *
 * @throws {InputError} when one is empty, can't be used, or the template is not the one that was filled in
 */
export async function fillTemplate(
	template: Template,
	{ label, fields, fixed = new Map(), upload }: Filling,
): Promise<TemplateComponent[]> {
	checkFillable(template);
	const variables = variablesOf(template.parts);
	const open = variables.filter(({ id }) => !fixed.has(id));
	checkKnown(template, variables, fixed, { label, fields });
	const texts = new Map(open.map((variable) => [variable, readText(variable, fields)]));
	checkFilled(template, texts, { label, fields });

	const values = new Map<TemplateVariable, VariableValue>();
	for (const [variable, text] of texts) {
		if (text === undefined) continue;
		const { place } = variable;
		const isFile = place.kind === 'media';
		values.set(variable, isFile ? await readHeaderFile(place.media, text, upload) : { text });
	}
	return componentsFrom(variables, (variable) => fixed.get(variable.id) ?? values.get(variable));
}

/** @throws {InputError} when the template has something that this package can't fill */
export function checkFillable({ name, parts }: Template): void {
	const [part] = unfillableParts(parts);
	if (part === undefined) return;
	throw new InputError(`The template '${name}' has ${part}, which can't be filled in here`, {
		howToFix: 'Use a template with text, a picture, a video or a document, and plain buttons.',
	});
}

/** Variables of the body may go by their number or name alone, as an agent would call them. */
function keysOf({ id, place }: TemplateVariable): string[] {
	return place.kind === 'text' && place.part === 'body' ? [id, place.name] : [id];
}

function valueIn({ values }: MappedFields, variable: TemplateVariable): unknown {
	const key = keysOf(variable).find((one) => Object.hasOwn(values, one) && !isEmpty(values[one]));
	return key === undefined ? undefined : values[key];
}

const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

interface FilledIn {
	label: string;
	fields: MappedFields;
}

/** @throws {InputError} when something is filled in that the template does not have */
function checkKnown(
	{ name }: Template,
	variables: readonly TemplateVariable[],
	fixed: ReadonlyMap<string, VariableValue>,
	{ label, fields }: FilledIn,
): void {
	const known = new Set(variables.flatMap(keysOf));
	const unknown = Object.entries(fields.values).find(
		([key, value]) => !known.has(key) && !isEmpty(value),
	);
	if (unknown === undefined) return;
	const open = variables.filter(({ id }) => !fixed.has(id));
	const has =
		open.length === 0
			? 'It has no variables to fill.'
			: `It has ${open.map(({ id }) => id).join(', ')}.`;
	throw fields.shown === undefined
		? new InputError(`The template '${name}' has no variable '${unknown[0]}'`, {
				howToFix: `${has} Let the expression in '${label}' give these.`,
			})
		: changed(name, `'${unknown[0]}' is not in it any more`, label);
}

/** @throws {InputError} when something is empty that must not be */
function checkFilled(
	{ name }: Template,
	texts: ReadonlyMap<TemplateVariable, string | undefined>,
	{ label, fields }: FilledIn,
): void {
	const missing = [...texts].flatMap(([variable, text]) =>
		text === undefined && variable.isRequired ? [variable] : [],
	);
	const [first, ...others] = missing;
	if (first === undefined) return;
	// A field that was never shown can't have been left empty by the person.
	const isNew = fields.shown?.length && missing.find(({ id }) => !fields.shown?.includes(id));
	if (isNew) throw changed(name, `'${isNew.label}' is new in it`, label);
	const labels = missing.map((variable) => `'${variable.label}'`).join(', ');
	const message =
		others.length === 0
			? `${labels} of the template '${name}' is empty`
			: `${missing.length} variables of the template '${name}' are empty: ${labels}`;
	const ids = missing.map(({ id }) => id).join(', ');
	throw new InputError(message, {
		howToFix:
			fields.shown === undefined
				? `Fill in '${label}', or let its expression give an object with ${ids}.`
				: `Fill in '${label}'. If a value comes from an expression, check that this item has one there.`,
	});
}

function changed(name: string, what: string, label: string): InputError {
	return new InputError(
		`The template '${name}' has changed since this workflow was built: ${what}`,
		{
			howToFix: `Open this node, choose 'Refresh Variable List' in the menu of '${label}', and fill in the variables anew.`,
		},
	);
}

/** @throws {InputError} when the value is not a text, or not one that WhatsApp allows there */
function readText(variable: TemplateVariable, fields: MappedFields): string | undefined {
	const value = valueIn(fields, variable);
	if (value === undefined) return undefined;
	const { label, place } = variable;
	const text = typeof value === 'boolean' ? String(value) : asText(value);
	if (text === undefined) {
		throw new InputError(`The value for '${label}' is not a text`, {
			howToFix: 'Let the expression give a text or a number, not a list or an object.',
		});
	}
	// Source: the answer of the API to such texts.
	if (place.kind === 'text' && /[\n\r\t]| {5}/.test(text)) {
		throw new InputError(
			`The value for '${label}' has a line break, a tab, or more than four spaces in a row`,
			{ howToFix: 'WhatsApp does not allow them in the variables of a template. Take them out.' },
		);
	}
	return text;
}

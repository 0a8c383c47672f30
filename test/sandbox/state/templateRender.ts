import { ApiError, invalidParameter } from '../errors';
import { characters, isRecord, isString } from '../input';
import type { Template, TemplateButton, TemplateComponent } from '../types';
import { areNamed, fillIn, variablesOf } from './templateText';

/** What a template is filled in for. */
export interface TemplateUse {
	recipientType: 'group' | 'individual';
	/** Out: the invite link of a group. Throws 131041 if there is no such group. */
	linkOf: (groupId: string) => string;
}

type Parameter = Record<string, unknown>;

interface Part {
	parameters: Parameter[];
	subType: string;
	index: number;
}

/** Longest text of a body with its variables filled in, if it is not the only component. */
const longestBody = 1024;

function records(value: unknown, what: string): Parameter[] {
	if (value === undefined) return [];
	if (!Array.isArray(value) || !value.every(isRecord)) {
		throw invalidParameter(`${what} must be a list of objects.`);
	}
	return value;
}

/** What was sent for each kind of component. */
class Sent {
	readonly header: Parameter[] | undefined;
	readonly body: Parameter[] | undefined;
	readonly buttons: Part[] = [];

	constructor(components: unknown) {
		const kinds: Record<string, Parameter[]> = {};
		for (const component of records(components, 'template.components')) {
			const { type } = component;
			const kind = isString(type) ? type.toLowerCase() : '';
			const parameters = records(component.parameters, `The parameters of ${kind}`);
			if (kind === 'button') {
				const { sub_type: subType, index } = component;
				if (!isString(subType) || !/^\d$/.test(String(index))) {
					throw invalidParameter('A button component needs a sub_type and an index.');
				}
				this.buttons.push({ parameters, subType: subType.toLowerCase(), index: Number(index) });
			} else if (!['header', 'body'].includes(kind) || kinds[kind] !== undefined) {
				throw invalidParameter('A component is header, body or button; the first two come once.');
			} else {
				kinds[kind] = parameters;
			}
		}
		this.header = kinds.header;
		this.body = kinds.body;
	}
}

/** Out: the text in the place of the variable. */
function valueOf(parameter: Parameter, use: TemplateUse): string {
	const { type } = parameter;
	switch (type) {
		case 'text':
			return textOf(parameter.text);
		case 'currency':
		case 'date_time': {
			const value = parameter[type];
			return textOf(isRecord(value) ? value.fallback_value : undefined);
		}
		case 'group_id':
			if (use.recipientType === 'group') {
				// Reference 5: "Send to an individual, not to the group".
				throw invalidParameter('A group_id parameter can be sent to an individual only.');
			}
			if (!isString(parameter.group_id)) throw invalidParameter('group_id must be a string.');
			return use.linkOf(parameter.group_id);
		default:
			throw mismatch(`body: Format mismatch, expected TEXT, received ${typeName(type)}`);
	}
}

function textOf(value: unknown): string {
	if (!isString(value) || value === '')
		throw missing('Parameter of type text is missing text value');
	if (/[\n\t]| {5}/.test(value)) {
		throw invalidParameter(
			'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
		);
	}
	return value;
}

function typeName(type: unknown): string {
	return isString(type) ? type.toUpperCase() : 'UNKNOWN';
}

function missing(details: string): ApiError {
	return new ApiError(131008, details);
}

function mismatch(details: string): ApiError {
	return new ApiError(132012, details);
}

/** Out: the text with its variables filled in. Throws 132000 if there are too few or too many. */
function fill(where: string, text: string, sent: readonly Parameter[], use: TemplateUse): string {
	const variables = variablesOf(text);
	if (sent.length !== variables.length) {
		const [given, expected] = [sent.length, variables.length];
		throw new ApiError(
			132000,
			`${where}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
		);
	}
	const named = areNamed(variables);
	const values = new Map<string, string>();
	for (const [index, variable] of variables.entries()) {
		// Numbered variables are filled in the order of their numbers, wherever they stand.
		const at = named
			? index
			: [...variables].sort((a, b) => Number(a) - Number(b)).indexOf(variable);
		const parameter = named ? sent.find((one) => one.parameter_name === variable) : sent[at];
		if (parameter === undefined) throw invalidParameter('Parameter name is missing or empty');
		values.set(variable, valueOf(parameter, use));
	}
	return fillIn(text, values);
}

function checkHeader(
	header: TemplateComponent | undefined,
	sent: readonly Parameter[],
	use: TemplateUse,
): void {
	const format = header?.format ?? 'TEXT';
	if (format === 'TEXT') {
		fill('header', header?.text ?? '', sent, use);
		return;
	}
	const [parameter, ...rest] = sent;
	const received = typeName(parameter?.type);
	if (parameter === undefined || received !== format || rest.length > 0) {
		throw mismatch(`header: Format mismatch, expected ${format}, received ${received}`);
	}
	const content = parameter[format.toLowerCase()];
	if (!isRecord(content)) throw missing(`header: ${format} needs an object with its content`);
	const isThere = format === 'LOCATION' || isString(content.id) !== isString(content.link);
	if (!isThere) throw missing(`header: ${format} needs either id or link`);
}

function checkButton(button: TemplateButton, index: number, sent: readonly Part[]): void {
	const part = sent.find((one) => one.index === index);
	const subject = `buttons: Button at index ${index} of type ${titleCase(button.type)}`;
	const isUrl = button.type === 'URL';
	const needs = isUrl ? variablesOf(button.url ?? '').length > 0 : button.type === 'COPY_CODE';
	const given = part?.parameters ?? [];
	if (needs && given.length !== 1) throw missing(`${subject} requires a parameter`);
	if (part !== undefined && part.subType !== button.type.toLowerCase()) {
		throw new ApiError(132018, `${subject} was sent as ${part.subType}`);
	}
	if (isUrl && !needs && given.length > 0) {
		throw new ApiError(132018, `${subject} does not require parameters`);
	}
	const [parameter] = given;
	if (!needs || parameter === undefined) return;
	const value = isUrl ? parameter.text : parameter.coupon_code;
	if (!isString(value) || value === '') throw missing(`${subject} requires a parameter`);
}

function titleCase(type: string): string {
	return type.charAt(0) + type.slice(1).toLowerCase();
}

function componentOf(template: Template, type: TemplateComponent['type']) {
	return template.components.find((one) => one.type === type);
}

/**
 * Fills a template in, checking everything that is sent for it (reference 5; the codes and their
 * details are those of Meta's list of error codes and of answers in public reports).
 * In: an approved template and `template.components` as sent. Out: the text of its body.
 */
export function renderTemplate(template: Template, components: unknown, use: TemplateUse): string {
	if (use.recipientType === 'group' && template.category === 'AUTHENTICATION') {
		throw invalidParameter('Authentication templates are not supported in groups.');
	}
	const sent = new Sent(components);
	checkHeader(componentOf(template, 'HEADER'), sent.header ?? [], use);
	const text = fill('body', componentOf(template, 'BODY')?.text ?? '', sent.body ?? [], use);
	if (template.components.length > 1 && characters(text) > longestBody) throw new ApiError(132005);
	const buttons = componentOf(template, 'BUTTONS')?.buttons ?? [];
	if (sent.buttons.some(({ index }) => index >= buttons.length)) {
		throw new ApiError(132018, 'buttons: There is no button at this index');
	}
	for (const [index, button] of buttons.entries()) checkButton(button, index, sent.buttons);
	return text;
}

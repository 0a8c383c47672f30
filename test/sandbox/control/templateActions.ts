import { isRecord, isString } from '../input';
import type { LocalSandbox } from '../localSandbox';
import type { TemplateComponent, TemplateSpec } from '../types';
import type { Actions } from './action';
import { needObject, needString, optionalString, WrongInput } from './input';

const categories = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;
const statuses = ['pending', 'approved', 'rejected', 'paused', 'disabled'] as const;
const parts = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS'] as const;

function oneOf<T extends string>(choices: readonly T[], value: unknown, name: string) {
	if (value === undefined) return undefined;
	const choice = choices.find((one) => one === value);
	if (choice === undefined) throw new WrongInput(`"${name}" is one of ${choices.join(', ')}`);
	return choice;
}

function isComponent(value: unknown): value is TemplateComponent {
	if (!isRecord(value) || !parts.some((type) => type === value.type)) return false;
	return value.text === undefined || isString(value.text);
}

function readSpec(body: unknown): TemplateSpec {
	const source = needObject(body, 'A template');
	const { components } = source;
	const isList = Array.isArray(components) && components.every(isComponent);
	if (components !== undefined && !isList) {
		throw new WrongInput(`"components" is a list of ${parts.join(', ')}`);
	}
	return {
		name: needString(source, 'name'),
		language: optionalString(source, 'language'),
		category: oneOf(categories, source.category, 'category'),
		status: oneOf(statuses, source.status, 'status'),
		rejectedReason: optionalString(source, 'rejectedReason'),
		...(isList ? { components } : {}),
	};
}

/** Shows the message templates, adds some and decides about them. */
export function templateActions(sandbox: LocalSandbox): Actions {
	const decide = (decision: 'approved' | 'rejected') => (body: unknown) => {
		const source = needObject(body);
		const [name, language] = [needString(source, 'name'), needString(source, 'language')];
		sandbox.decideTemplate(name, language, decision, optionalString(source, 'reason'));
	};
	const [approve, reject] = [decide('approved'), decide('rejected')];
	return {
		'GET /templates': () => sandbox.templates(),
		'POST /templates': ({ body }) => sandbox.addTemplate(readSpec(body)),
		'POST /templates/approve': ({ body }) => approve(body),
		'POST /templates/reject': ({ body }) => reject(body),
		'POST /templates/reject-next': ({ body }) =>
			sandbox.rejectNextTemplate(optionalString(needObject(body ?? {}), 'reason')),
	};
}

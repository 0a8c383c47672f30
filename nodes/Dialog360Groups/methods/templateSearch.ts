import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { askLibrary } from '../actions/template/askLibrary';
import { createApiClient } from '../api/client';
import type { ApiClient } from '../api/client';
import { allTemplates, isLikelyInvite, templateKey } from '../api/templates';
import type { Template } from '../api/templates';
import { InputError } from '../explainedError';
import { linkCandidates, linkVariableOf, unfillableParts, variablesOf } from '../template';
import { pickedTemplate, pickedValue } from './pickedTemplate';
import { inPanel } from './inPanel';

/** How many entries the list shows before it is scrolled on. */
const PAGE = 100;
const LONGEST_EXCERPT = 60;

/** The approved templates that can be filled in here. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await inPanel(this, async () => {
		const templates = await sendable(await createApiClient(this));
		return page(templates.map(toListItem), filter, paginationToken);
	});
}

/** The approved templates in which a link can stand; those that were made for invitations come first. */
export async function searchInviteTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await inPanel(this, async () => {
		const templates = (await sendable(await createApiClient(this))).filter(
			({ category, parts }) =>
				category !== 'marketing' && linkCandidates(variablesOf(parts)).length > 0,
		);
		const likely = templates.filter(isLikelyInvite);
		const others = templates.filter((template) => !isLikelyInvite(template));
		return page([...likely, ...others].map(toListItem), filter, paginationToken);
	});
}

/** The names of all templates, each with its languages. */
export async function searchTemplateNames(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await inPanel(this, async () => {
		const languages = new Map<string, Set<string>>();
		for (const { name, language } of inOrder(await allTemplates(await createApiClient(this)))) {
			languages.set(name, (languages.get(name) ?? new Set()).add(language));
		}
		const items = [...languages].map(([name, codes]) => ({
			name: `${name} (${[...codes].join(', ')})`,
			value: name,
		}));
		return page(items, filter, paginationToken);
	});
}

/** The invitations of WhatsApp's library in the language that is chosen in the panel. */
export async function searchLibraryTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await inPanel(this, async () => {
		const language = pickedValue(this, 'language') || 'en_US';
		const entries = await askLibrary(await createApiClient(this), language);
		if (!entries) throw noLibrary();
		const items = entries.map(({ name, body = '' }) => ({
			name: `${name}${excerpt(body)}`,
			value: name,
			description: body,
		}));
		return page(items, filter, paginationToken);
	});
}

/** The variables of the picked template in whose place the link can stand. */
export async function searchLinkVariables(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await inPanel(this, async () => {
		const template = await pickedTemplate(this);
		const variables = template ? variablesOf(template.parts) : [];
		const automatic = linkVariableOf(variables, '');
		const items = linkCandidates(variables).map((variable) => ({
			name: variable === automatic ? `${variable.label} (automatic)` : variable.label,
			value: variable.id,
		}));
		return page(items, filter);
	});
}

function noLibrary(): InputError {
	return new InputError("360dialog does not show WhatsApp's library of templates for this number", {
		howToFix:
			"Leave 'Library Template' empty, or enter the name of an entry, which WhatsApp Manager shows under 'Template Library'.",
	});
}

async function sendable(client: ApiClient): Promise<Template[]> {
	const templates = await allTemplates(client);
	return inOrder(templates).filter(
		({ status, category, parts }) =>
			status === 'approved' && category !== 'authentication' && unfillableParts(parts).length === 0,
	);
}

function inOrder(templates: readonly Template[]): Template[] {
	return [...templates].sort((one, other) => templateKey(one).localeCompare(templateKey(other)));
}

function toListItem(template: Template): INodeListSearchItems {
	const { name, language, parts } = template;
	const text = parts.body?.text ?? '';
	return {
		name: `${name} (${language})${excerpt(text)}`,
		value: templateKey(template),
		description: text,
	};
}

/** The first words, so that people recognise the text. */
function excerpt(text: string): string {
	const words = text.replace(/\s+/g, ' ').trim();
	if (words === '') return '';
	const characters = [...words];
	const isWhole = characters.length <= LONGEST_EXCERPT;
	return `: ${isWhole ? words : `${characters.slice(0, LONGEST_EXCERPT).join('')}…`}`;
}

/** One page of what matches: the API can't search. */
function page(
	items: readonly INodeListSearchItems[],
	filter = '',
	paginationToken?: string,
): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const matches = items.filter(({ name, value, description = '' }) =>
		[name, String(value), description].some((text) => text.toLowerCase().includes(wanted)),
	);
	const start = Number(paginationToken ?? 0);
	const end = start + PAGE;
	return {
		results: matches.slice(start, end),
		paginationToken: end < matches.length ? String(end) : undefined,
	};
}

import type { TemplateButton, TemplateHeader, TemplateParts, TemplateText } from '../template';
import type { ApiClient } from './client';
import type { Raw } from './groups';
import { asInteger, asObject, asObjects, asText, isWireObject } from './wire';
import type { WireObject } from './wire';

/** Source: 360dialog's reference of its template calls. */
const PAGE_SIZE = 1000;
const LIBRARY_PAGE_SIZE = 100;
const MOST_LIBRARY_PAGES = 20;

/** Source: Meta's naming rules for templates. */
export const LONGEST_TEMPLATE_NAME = 512;

/** The topic of invitations in Meta's library; 360dialog's guide takes it for the name of an entry. */
export const INVITE_TOPIC = 'group_invite_link';

/** A message template in one language. */
export interface Template {
	name: string;
	/** A code such as `en_US`. */
	language: string;
	/** In lower case: `approved`, `pending`, `rejected`, `paused`, `disabled` or another; empty if not told. */
	status: string;
	/** In lower case: `utility`, `marketing` or `authentication`. */
	category?: string;
	id?: string;
	/** Why WhatsApp turned it down. */
	rejectedReason?: string;
	/** The entry of WhatsApp's library that it was made from. */
	libraryTemplateName?: string;
	parts: TemplateParts;
}

/** A ready-made template of WhatsApp's library, from which one's own is made. */
export interface LibraryTemplate {
	name: string;
	language: string;
	header?: string;
	body?: string;
}

/** What the API says to the wish for a template. */
export interface CreatedTemplate {
	id?: string;
	status?: string;
}

const path = ['v1', 'configs', 'templates'];

/** All templates of the account, page by page, each once. */
export async function* eachTemplate(client: ApiClient): AsyncGenerator<Raw<Template>> {
	const given = new Set<string>();
	for (let offset = 0; ; ) {
		const query = { limit: PAGE_SIZE, offset };
		const { body } = await client.send({ method: 'GET', path, query });
		const rows = body.waba_templates ?? body.data;
		const before = given.size;
		for (const template of asObjects(rows).flatMap(readTemplate)) {
			// Beside a template there may be a deleted one that had its name.
			const key = `${templateKey(template.value)}|${template.value.id}`;
			if (given.has(key)) continue;
			given.add(key);
			yield template;
		}
		offset += Array.isArray(rows) ? rows.length : 0;
		// An API that takes no note of the offset gives the same page for ever.
		if (given.size === before || offset >= (asInteger(body.total) ?? Infinity)) return;
	}
}

/** What tells a template from others, and what lists in the panel store: names have no such sign in them. */
export function templateKey({ name, language }: { name: string; language: string }): string {
	return `${name}|${language}`;
}

/** "Invitation" and "group" as people write them in names of templates. */
const INVITE_WORDS = /invit|einlad|convi[dt]|group|grup|groep/i;

/** Whether a template was made to invite people to groups, as far as its name and its examples tell. */
export function isLikelyInvite({ name, libraryTemplateName = '', parts }: Template): boolean {
	const examples = [...(parts.body?.examples.values() ?? [])];
	return (
		INVITE_WORDS.test(`${name} ${libraryTemplateName}`) ||
		examples.some((example) => /chat\.whatsapp\.com/i.test(example))
	);
}

/** All templates at once, without what the API sent beside. */
export async function allTemplates(client: ApiClient): Promise<Template[]> {
	const templates: Template[] = [];
	for await (const { value } of eachTemplate(client)) templates.push(value);
	return templates;
}

/** Makes a template from an entry of WhatsApp's library, as it stands there; changed ones are reviewed anew. */
export async function createFromLibrary(
	client: ApiClient,
	template: { name: string; language: string; libraryTemplateName: string },
): Promise<CreatedTemplate> {
	const { body } = await client.send({
		method: 'POST',
		path,
		doubt: 'this template may have been created',
		json: {
			name: template.name,
			category: 'UTILITY',
			language: template.language,
			library_template_name: template.libraryTemplateName,
		},
	});
	return { id: asText(body.id), status: readStatus(body.status) };
}

/** Deletes a template in all its languages. */
export async function deleteTemplate(client: ApiClient, name: string): Promise<void> {
	const doubt = 'this template may have been deleted';
	await client.send({ method: 'DELETE', path: [...path, name], doubt });
}

/**
 * The ready-made invitations of WhatsApp's library in a language. 360dialog names the call, but not its address; this
 * is where Meta has it.
 */
export async function inviteLibrary(
	client: ApiClient,
	language: string,
): Promise<LibraryTemplate[]> {
	const entries: LibraryTemplate[] = [];
	let after: string | undefined;
	for (let page = 0; page < MOST_LIBRARY_PAGES; page++) {
		const { body } = await client.send({
			method: 'GET',
			path: ['message_template_library'],
			query: {
				category: 'utility',
				topic: INVITE_TOPIC,
				language,
				limit: LIBRARY_PAGE_SIZE,
				...(after === undefined ? {} : { after }),
			},
		});
		entries.push(...asObjects(body.data).flatMap(readLibraryTemplate));
		const cursor = asText(asObject(asObject(body.paging).cursors).after);
		if (cursor === undefined || cursor === after) break;
		after = cursor;
	}
	return entries;
}

function readLibraryTemplate(raw: WireObject): LibraryTemplate[] {
	const name = asText(raw.name);
	// The address is not 360dialog's own word, so its filters may not work there.
	const isInvite = /invit/i.test(asText(raw.topic) ?? INVITE_TOPIC);
	if (name === undefined || !isInvite) return [];
	const language = readLanguage(raw.language) ?? '';
	return [{ name, language, header: asText(raw.header), body: asText(raw.body) }];
}

function readTemplate(raw: WireObject): Array<Raw<Template>> {
	const name = asText(raw.name);
	const language = readLanguage(raw.language);
	if (name === undefined || language === undefined) return [];
	const rejectedReason = asText(raw.rejected_reason);
	const value: Template = {
		name,
		language,
		status: readStatus(raw.status) ?? '',
		category: asText(raw.category)?.toLowerCase(),
		id: asText(raw.id),
		rejectedReason: rejectedReason?.toUpperCase() === 'NONE' ? undefined : rejectedReason,
		libraryTemplateName: asText(raw.library_template_name),
		parts: readParts(raw.components),
	};
	return [{ raw, value }];
}

function readLanguage(language: unknown): string | undefined {
	return asText(isWireObject(language) ? language.code : language);
}

/** Meta's and 360dialog's words for the same. */
const SAME_STATUS: Readonly<Record<string, string>> = { submitted: 'pending', active: 'approved' };

function readStatus(value: unknown): string | undefined {
	const status = asText(value)?.toLowerCase();
	return status === undefined ? undefined : (SAME_STATUS[status] ?? status);
}

/** Source: Meta's reference of template components. */
function readParts(components: unknown): TemplateParts {
	const parts: TemplateParts = { buttons: [], others: [] };
	for (const component of asObjects(components)) {
		const type = lower(component.type);
		if (type === 'header') parts.header = readHeader(component);
		else if (type === 'body') parts.body = readText(component);
		else if (type === 'footer') parts.footer = asText(component.text);
		else if (type === 'buttons')
			parts.buttons.push(...asObjects(component.buttons).map(readButton));
		else parts.others.push(type === '' ? 'unknown' : type);
	}
	return parts;
}

function readHeader(component: WireObject): TemplateHeader {
	const format = lower(component.format);
	return { ...readText(component), format: format === '' ? 'text' : format };
}

function readText({ text, example }: WireObject): TemplateText {
	return { text: asText(text) ?? '', examples: readExamples(asObject(example)) };
}

/** Numbered ones are a list, that of the body within another list; named ones are objects. */
function readExamples(example: WireObject): ReadonlyMap<string, string> {
	const { body_text: body, header_text: header } = example;
	const numbered: unknown[] = [body ?? header ?? []].flat(2);
	const named = asObjects(example.body_text_named_params ?? example.header_text_named_params);
	return new Map([
		...numbered.map((text, index): [string, string] => [String(index + 1), asText(text) ?? '']),
		...named.map((one): [string, string] => [
			asText(one.param_name) ?? '',
			asText(one.example) ?? '',
		]),
	]);
}

function readButton({ type, text, url }: WireObject): TemplateButton {
	return { type: lower(type), text: asText(text), url: asText(url) };
}

function lower(value: unknown): string {
	return asText(value)?.toLowerCase() ?? '';
}

import type { ApiClient } from '../../api/client';
import { allTemplates, templateKey } from '../../api/templates';
import type { Template } from '../../api/templates';
import { InputError } from '../../explainedError';
import { plainLanguage } from './languages';

/** One read of all templates serves all items of a run. */
const lists = new WeakMap<ApiClient, Promise<Template[]>>();

async function templatesOf(client: ApiClient): Promise<Template[]> {
	const list = lists.get(client) ?? allTemplates(client);
	lists.set(client, list);
	return await list;
}

/** The templates that a key or a name can mean; for a name alone, those in all languages. */
export function matching(templates: readonly Template[], picked: string): Template[] {
	const [name = '', language] = picked.split('|').map((part) => part.trim());
	return templates.filter(
		(template) =>
			template.name === name &&
			(language === undefined || plainLanguage(template.language) === plainLanguage(language)),
	);
}

/**
 * The template that can be sent.
 *
 * @param picked its key, or its name alone if that exists in one language only
 * @throws {InputError} when there is none, it is not approved, or the name means more than one
 */
export async function findApproved(client: ApiClient, picked: string): Promise<Template> {
	if (picked === '') {
		throw new InputError("'Template' is empty", {
			howToFix:
				'Choose a template from the list. If it comes from an expression, check that this item has a value there.',
		});
	}
	const templates = await templatesOf(client);
	const found = matching(templates, picked);
	const approved = found.filter(({ status }) => status === 'approved');
	const [template] = approved;
	const isOne = approved.every(({ language }) => language === template?.language);
	if (template && isOne) return template;
	if (template) throw severalLanguages(approved);
	const [unapproved] = found;
	throw unapproved ? notApproved(unapproved) : notFound(templates, picked);
}

function severalLanguages(found: readonly Template[]): InputError {
	const [first] = found;
	const name = first?.name ?? '';
	return new InputError(`The template '${name}' exists in several languages`, {
		howToFix: `Choose it from the list, or write the language behind the name: ${found.map(templateKey).join(' or ')}.`,
	});
}

function notFound(templates: readonly Template[], picked: string): InputError {
	const [name = '', language] = picked.split('|').map((part) => part.trim());
	const languages = matching(templates, name).map((template) => template.language);
	if (languages.length > 0) {
		return new InputError(`The template '${name}' does not exist in the language '${language}'`, {
			howToFix: `It exists in ${languages.join(', ')}. Choose it from the list in 'Template'.`,
		});
	}
	return new InputError(`There is no template with the name '${name}'`, {
		howToFix:
			"Choose one from the list in 'Template', which shows all that are approved. Templates are made in WhatsApp Manager, and invitations with the operation Create Invite of Template.",
	});
}

/** Source: Meta's reference of template statuses. */
function notApproved({ name, language, status, rejectedReason }: Template): InputError {
	const which = `the template '${name}' (${language})`;
	if (status === 'pending') {
		return new InputError(`WhatsApp has not approved ${which} yet`, {
			howToFix:
				'Wait until it is, which can take 24 hours, and run this again. The operation Get Many of Template shows the status.',
		});
	}
	if (status === 'rejected') {
		const reason = rejectedReason === undefined ? '' : ` It gave this reason: ${rejectedReason}.`;
		return new InputError(`WhatsApp has rejected ${which}`, {
			howToFix: `Use another template, or mend this one in WhatsApp Manager.${reason}`,
		});
	}
	if (status === 'paused' || status === 'disabled') {
		return new InputError(`WhatsApp has ${status} ${which}`, {
			howToFix:
				'That happens when people report or block it. WhatsApp Manager shows more; use another template meanwhile.',
		});
	}
	return new InputError(`WhatsApp has not approved ${which}; its status is '${status}'`, {
		howToFix: 'Look at it in WhatsApp Manager, or use another template.',
	});
}

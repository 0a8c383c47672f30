import type { ApiClient } from '../../api/client';
import type { ApiError } from '../../api/failure';
import { INVITE_TOPIC, createFromLibrary } from '../../api/templates';
import type { CreatedTemplate, LibraryTemplate } from '../../api/templates';
import { InputError } from '../../explainedError';
import { askLibrary, isRefusedForGood } from './askLibrary';

interface WantedTemplate {
	name: string;
	language: string;
	/** The entry of the library; empty for the first invitation in it. */
	wanted: string;
}

type Entry = Pick<LibraryTemplate, 'name' | 'body'>;

/**
 * Creates an invitation from the library. What names the entry is not settled: Meta's reference wants the name of an
 * entry, 360dialog's guide the fixed word `group_invite_link`. So without a wish the library is looked up for a name;
 * where it can't be asked, or its name is refused, the fixed word is used. A second try is only made after the first
 * was refused for certain, so there are never two templates.
 *
 * @throws {InputError} when nothing that is known is accepted
 * @throws {ApiError} when it ended for another reason
 */
export async function createFromEither(
	client: ApiClient,
	{ name, language, wanted }: WantedTemplate,
): Promise<CreatedTemplate & { used: Entry }> {
	const entries = (await askLibrary(client, language)) ?? [];
	const chosen = entries.find((entry) => entry.name === wanted) ?? { name: wanted };
	const candidates: Entry[] =
		wanted === '' ? [...entries.slice(0, 1), { name: INVITE_TOPIC }] : [chosen];
	const refusals: ApiError[] = [];
	for (const used of candidates) {
		const template = { name, language, libraryTemplateName: used.name };
		const [end] = await Promise.allSettled([createFromLibrary(client, template)]);
		if (end.status === 'fulfilled') return { ...end.value, used };
		if (!isAboutTheEntry(end.reason)) throw end.reason;
		refusals.push(end.reason);
	}
	throw nothingFits(candidates, language, refusals);
}

/** Refusals of templates have the code of a wrong value, or one of the codes of templates, or none. */
function isAboutTheEntry(error: unknown): error is ApiError {
	if (!isRefusedForGood(error)) return false;
	const { code = 100 } = error.failure;
	return code === 100 || (code >= 132000 && code <= 132999);
}

function nothingFits(
	candidates: readonly Entry[],
	language: string,
	refusals: readonly ApiError[],
): InputError {
	const names = candidates.map((entry) => `'${entry.name}'`).join(' and ');
	const reasons = [...new Set(refusals.flatMap(({ failure }) => failure.reason ?? []))];
	const says = reasons.length === 0 ? '' : ` WhatsApp says: ${reasons.join('; ')}.`;
	return new InputError(
		`WhatsApp made no template in the language '${language}' from the library entry ${names}`,
		{
			howToFix: `Look in WhatsApp Manager under 'Template Library' for invitations to groups, and enter the name of one By Name in 'Library Template', with a language it exists in. If a template with this 'Name' was deleted in the last 30 days, take another name.${says}`,
		},
	);
}

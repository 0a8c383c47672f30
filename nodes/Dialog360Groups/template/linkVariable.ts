import type { TemplateVariable } from './variables';

/** The variables that can become the invite link of a group: those of the body. */
export function linkCandidates(variables: readonly TemplateVariable[]): TemplateVariable[] {
	return variables.filter(({ place }) => place.kind === 'text' && place.part === 'body');
}

/**
 * The variable of the body that shall become the invite link of a group.
 *
 * @param wanted its ID, or its number or name in the template; empty for the one whose example is an invite link, or
 * else the first
 */
export function linkVariableOf(
	variables: readonly TemplateVariable[],
	wanted: string,
): TemplateVariable | undefined {
	const candidates = linkCandidates(variables);
	if (wanted === '') {
		const isLink = ({ example = '' }: TemplateVariable) => /chat\.whatsapp\.com/i.test(example);
		return candidates.find(isLink) ?? candidates[0];
	}
	const name = wanted.replace(/^\{\{\s*|\s*\}\}$/g, '');
	return candidates.find(({ id, place }) => id === name || nameOf(place) === name);
}

const nameOf = (place: TemplateVariable['place']) =>
	place.kind === 'text' ? place.name : undefined;

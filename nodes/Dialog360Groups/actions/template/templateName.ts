import { LONGEST_TEMPLATE_NAME } from '../../api/templates';
import { InputError } from '../../explainedError';

/**
 * Source: Meta's naming rules for templates.
 *
 * @throws {InputError} when WhatsApp would refuse the name; it offers one that is right
 */
export function checkTemplateName(name: string): string {
	if (name === '') {
		throw new InputError("'Name' is empty", {
			howToFix: 'Enter a name for the template, for instance group_invite. Only you see it.',
		});
	}
	const mended = mend(name);
	if (mended === name) return name;
	const rule = `A name has lowercase letters, digits and underscores, at most ${LONGEST_TEMPLATE_NAME} of them.`;
	throw new InputError("The value in 'Name' is not a name that a template can have", {
		howToFix: mended === '' ? rule : `${rule} This one would be right: ${mended}`,
	});
}

/** As near to the name as the rules allow: letters without their accents, everything else as underscores. */
function mend(name: string): string {
	const plain = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss');
	if (/^[a-z0-9_]+$/.test(plain)) return plain.slice(0, LONGEST_TEMPLATE_NAME);
	const words = plain.split(/[^a-z0-9_]+/).filter(Boolean);
	return words.join('_').slice(0, LONGEST_TEMPLATE_NAME);
}

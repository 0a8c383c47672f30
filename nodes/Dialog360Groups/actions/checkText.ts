import { InputError } from '../explainedError';

/**
 * WhatsApp counts characters as people see them in most scripts: an emoji is one, not two.
 *
 * @param label name of the field as the panel shows it
 * @throws {InputError} when it is longer than WhatsApp takes
 */
export function checkLength(text: string, label: string, most: number): string {
	const { length } = [...text];
	if (length <= most) return text;
	throw new InputError(`'${label}' has ${length} characters`, {
		howToFix: `WhatsApp allows ${most} characters at most, so it is ${length - most} too long.`,
	});
}

/** As {@link checkLength}. @throws {InputError} also when it is empty */
export function requireText(text: string, label: string, most: number): string {
	if (text !== '') return checkLength(text, label, most);
	throw new InputError(`'${label}' is empty`, {
		howToFix:
			'Enter what to send. If it comes from an expression, check that this item has a value there.',
	});
}

import { LONGEST_DESCRIPTION, LONGEST_SUBJECT } from '../../api/groups';
import { InputError } from '../../explainedError';

/** WhatsApp counts characters as people see them in most scripts: an emoji is one, not two. */
const lengthOf = (text: string) => [...text].length;

/** @throws {InputError} when WhatsApp would refuse the subject */
export function checkSubject(subject: string): string {
	if (subject === '') {
		throw new InputError("'Subject' is empty", {
			howToFix: `Enter the name of the group, up to ${LONGEST_SUBJECT} characters.`,
		});
	}
	return checkLength(subject, 'Subject', LONGEST_SUBJECT);
}

/** @throws {InputError} when WhatsApp would refuse the description */
export function checkDescription(description: string): string {
	return checkLength(description, 'Description', LONGEST_DESCRIPTION);
}

function checkLength(text: string, label: string, most: number): string {
	const length = lengthOf(text);
	if (length <= most) return text;
	throw new InputError(`'${label}' has ${length} characters`, {
		howToFix: `WhatsApp allows ${most} characters at most, so it is ${length - most} too long.`,
	});
}

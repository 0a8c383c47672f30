import { LONGEST_DESCRIPTION, LONGEST_SUBJECT } from '../../api/groups';
import { InputError } from '../../explainedError';
import { checkLength } from '../checkText';

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

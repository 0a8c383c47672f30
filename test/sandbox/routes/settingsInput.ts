import { invalidParameter } from '../errors';
import { characters, isString } from '../input';

/** Limits of reference 1. */
const longestSubject = 128;
const longestDescription = 2048;

/** Out: the trimmed subject. Throws 100 if it is missing, empty or too long. */
export function checkSubject(value: unknown): string {
	const subject = isString(value) ? value.trim() : '';
	if (subject === '') {
		throw invalidParameter('The parameter subject is required and must not be empty.');
	}
	if (characters(subject) > longestSubject) {
		throw invalidParameter(`The subject must not be longer than ${longestSubject} characters.`);
	}
	return subject;
}

/** Throws 100 if the description is too long. */
export function checkDescription(description: string): void {
	if (characters(description) > longestDescription) {
		throw invalidParameter(
			`The description must not be longer than ${longestDescription} characters.`,
		);
	}
}

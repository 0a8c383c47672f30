import { ApiError, PERSON_CODES } from './failure';

/** Whether a call about several people was refused as a whole because of one of them. Nothing was done then. */
export function isAboutOnePerson(error: unknown): boolean {
	if (!(error instanceof ApiError)) return false;
	const { kind, code = 0 } = error.failure;
	return kind === 'refused' && PERSON_CODES.has(code);
}

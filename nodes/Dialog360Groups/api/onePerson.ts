import { ApiError } from './failure';

/** What is wrong with one of the people of a call. Source: Meta's error codes for groups. */
const ONE_PERSON_CODES: ReadonlySet<number> = new Set([131202, 131203, 131212, 131213]);

/** Whether a call about several people was refused as a whole because of one of them. Nothing was done then. */
export function isAboutOnePerson(error: unknown): error is ApiError {
	if (!(error instanceof ApiError)) return false;
	const { kind, code = 0 } = error.failure;
	return kind === 'refused' && ONE_PERSON_CODES.has(code);
}

/** The same error, with whom it concerns, if it is about a person. */
export function withWho(error: unknown, who: string): unknown {
	return isAboutOnePerson(error) ? new ApiError({ ...error.failure, who }) : error;
}

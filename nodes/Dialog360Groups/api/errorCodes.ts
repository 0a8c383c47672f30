import { GENERAL_CODES, NOT_ALLOWED } from './errors/generalCodes';
import { GROUP_CODES } from './errors/groupCodes';
import { MESSAGE_CODES } from './errors/messageCodes';
import type { Remedies, Remedy } from './errors/remedy';

export type { Remedy } from './errors/remedy';
export { remedyForStatus, remedyForWords, saysKeyIsWrong } from './errors/dialog360';

/** Every code that is documented; those from 200 to 299 are all about permissions. */
export const REMEDIES: Remedies = { ...GENERAL_CODES, ...GROUP_CODES, ...MESSAGE_CODES };

/** What a code of the API means and what to do; `undefined` for codes that nobody documented. */
export function remedyForCode(code: number): Remedy | undefined {
	return code >= 200 && code <= 299 ? NOT_ALLOWED : REMEDIES[code];
}

/**
 * Whether the API says that it is being called too often. It did not act on such a call. The HTTP status of some of
 * these codes varies between 400 and 429, so the code decides.
 */
export function isRateLimitCode(code: number | undefined): boolean {
	return code !== undefined && remedyForCode(code)?.isTooMuch === true;
}

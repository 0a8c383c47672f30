import { remedyForCode, remedyForStatus, remedyForWords, saysKeyIsWrong } from './errorCodes';
import type { Remedy } from './errorCodes';
import { TOO_MUCH } from './errors/generalCodes';
import { BLOCKED, stopped, unanswered, unreachable } from './errors/noAnswer';
import { specificWords } from './errors/ownWords';
import { inWords } from './errors/remedy';
import type { Failure } from './failure';
import { isRateLimit, namedLimit } from './retryPolicy';

/** A failure in the words of the person who built the workflow. */
export interface Explanation {
	/** What happened, one sentence without a full stop. */
	message: string;
	/** What to do about it, and when to try again if that helps. */
	howToFix: string;
	/** The API's own words and code, for those who know them. */
	background?: string;
	/** Whether the same call may succeed later without any change. */
	retryable: boolean;
	/** How long to wait before that: what the API asked for, or else what is usual. */
	retryAfterSeconds?: number;
}

/**
 * @param failure how a call ended
 * @returns what happened and what to do, never empty, never only an HTTP status
 */
export function explain(failure: Failure): Explanation {
	const remedy = remedyFor(failure);
	const { doneBefore = '', who, reason } = failure;
	const seconds = secondsToWait(remedy, failure);
	const pointer = remedy.asksForWords && specificWords(reason) !== undefined;
	const howToFix = [
		doneBefore,
		remedy.howToFix,
		pointer ? `${speaker(failure)}'s own words tell more.` : '',
		seconds === undefined ? '' : whenToTry(seconds, remedy, failure),
	].filter((sentence) => sentence !== '');
	const retryable = seconds !== undefined && doneBefore === '';
	return {
		message: who === undefined ? remedy.message : `${who}: ${remedy.message}`,
		howToFix: howToFix.join(' '),
		background: background(failure),
		retryable,
		...(retryable ? { retryAfterSeconds: seconds } : {}),
	};
}

/** @returns `undefined` where trying again does not help */
function secondsToWait(
	{ retryAfterSeconds }: Remedy,
	{ retryAfterMs, reason }: Failure,
): number | undefined {
	if (retryAfterSeconds === undefined) return undefined;
	const askedMs = retryAfterMs ?? namedLimit(reason)?.windowMs;
	return askedMs === undefined ? retryAfterSeconds : Math.ceil(askedMs / 1000);
}

function whenToTry(seconds: number, { isTooMuch }: Remedy, failure: Failure): string {
	const { kind, isWrite, doneBefore = '' } = failure;
	if (doneBefore !== '') return `Do only the rest again, ${inWords(seconds)}.`;
	const didNothing = isWrite && (kind === 'notSent' || isTooMuch === true);
	return `${didNothing ? 'Nothing was changed; try' : 'Try'} again ${inWords(seconds)}.`;
}

function remedyFor(failure: Failure): Remedy {
	const { kind, code } = failure;
	if (kind === 'cancelled') return stopped(failure);
	if (kind === 'notSent') return unreachable(failure);
	if (kind === 'blocked') return BLOCKED;
	const known = code === undefined ? undefined : remedyForCode(code);
	return kind === 'interrupted' ? unanswered(failure, known) : refused(failure, known);
}

function refused(failure: Failure, known: Remedy | undefined): Remedy {
	const { code, httpStatus = 0, reason } = failure;
	if (isRateLimit(failure)) return known?.isTooMuch ? known : TOO_MUCH;
	const byWords = remedyForWords(reason);
	if (known) return saysKeyIsWrong(reason) && byWords ? byWords : known;
	const named = code === undefined ? byWords : undefined;
	if (named) return named;
	const said = specificWords(reason);
	const byStatus = remedyForStatus(httpStatus);
	// A code, or words about what is missing, say more than the status.
	if (byStatus && (said === undefined || (code === undefined && httpStatus !== 404)))
		return byStatus;
	const end = said === undefined ? ' and gave no reason' : `: ${said}`;
	const message = `${speaker(failure)} did not do this${end}`;
	if (byStatus) return { ...byStatus, message };
	return { message, howToFix: code === undefined ? ASK_HUB : ASK_SUPPORT };
}

const ASK_HUB =
	'Check in the 360dialog Hub that the number is active and paid for, and check the values of this item.';
const ASK_SUPPORT =
	'Check the values of this item. If they are right, ask 360dialog support and give them what WhatsApp says, with its code.';

/** Whether 360dialog does not know the API key. */
export function isKeyRefused({ kind, httpStatus, code, reason }: Failure): boolean {
	return kind === 'refused' && (httpStatus === 401 || code === 190 || saysKeyIsWrong(reason));
}

/** Answers without a code of Meta come from 360dialog itself, or from n8n where it did not send the call. */
function speaker({ kind, code }: Failure): string {
	if (kind === 'blocked') return 'n8n';
	return code === undefined ? '360dialog' : 'WhatsApp';
}

function background(failure: Failure): string | undefined {
	const { kind, code, reason, httpStatus, networkCode, triedForMs } = failure;
	const parts = [
		reason === undefined ? undefined : `${speaker(failure)} says: ${reason.replace(/\.$/, '')}.`,
		code === undefined ? undefined : `Code ${code}.`,
		httpStatus === undefined || code !== undefined || kind === 'interrupted'
			? undefined
			: `HTTP status ${httpStatus}.`,
		networkCode === undefined ? undefined : `Network code ${networkCode}.`,
		triedForMs === undefined ? undefined : `n8n tried for ${Math.ceil(triedForMs / 1000)} s.`,
	].filter((part) => part !== undefined);
	return parts.length === 0 ? undefined : parts.join(' ');
}

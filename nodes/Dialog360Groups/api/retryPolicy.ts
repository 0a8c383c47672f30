import { isRateLimitCode } from './errorCodes';
import type { Failure } from './failure';

/** How long and how patiently a call is tried again. Times in milliseconds. */
export const RETRY = {
	/** A call is not begun again once this much time has passed since it was first sent. */
	budgetMs: 60_000,
	firstDelayMs: 500,
	longestDelayMs: 20_000,
	/** Tries of a read that ends without a usable answer; a rate limit is only bound by the budget. */
	triesWithoutAnswer: 4,
} as const;

/**
 * Whether the same call may be sent again after it ended like this.
 *
 * A read may always be repeated. Anything that changes something is repeated only where it is certain that it was
 * not carried out: it never left, or the API refused it because of a rate limit.
 *
 * @param tries how often it was sent so far
 */
export function mayRepeat(failure: Failure, tries: number): boolean {
	if (failure.kind === 'cancelled') return false;
	if (isRateLimit(failure)) return true;
	if (tries >= RETRY.triesWithoutAnswer) return false;
	if (failure.kind === 'notSent') return true;
	return failure.kind === 'interrupted' && !failure.isWrite;
}

/** Whether a call was turned down because there are too many: by Meta's code, the status, or 360dialog's words. */
export function isRateLimit({ kind, code, httpStatus, reason }: Failure): boolean {
	if (kind !== 'refused') return false;
	if (httpStatus === 429 || isRateLimitCode(code)) return true;
	return httpStatus === 400 && /exceeded the( \w+)* limit/i.test(reason ?? '');
}

/** Too many messages from this number to one person. */
const PAIR_LIMIT = 131056;

/** Whether it was turned down for a limit that other calls share. */
export function isSharedLimit(failure: Failure): boolean {
	return isRateLimit(failure) && failure.code !== PAIR_LIMIT;
}

/**
 * The limit in 360dialog's words "You have exceeded the limit of 1 request every 5 seconds".
 *
 * @returns `undefined` where the words name none
 */
export function namedLimit(reason = ''): { calls: number; windowMs: number } | undefined {
	const [, calls, seconds = 1] =
		/limit of (\d+) requests? (?:every (\d+) seconds?|per second)/i.exec(reason) ?? [];
	if (Number(calls) < 1 || calls === undefined) return undefined;
	return { calls: Number(calls), windowMs: Number(seconds) * 1000 };
}

/**
 * Exponential backoff with full jitter; a wait that the API asked for is kept and only lengthened by the jitter.
 *
 * @param tries how often the call was sent so far, at least 1
 * @param random a number from 0 to 1
 * @returns milliseconds
 */
export function retryDelay(
	tries: number,
	retryAfterMs: number | undefined,
	random: number,
): number {
	const ceiling = Math.min(RETRY.longestDelayMs, RETRY.firstDelayMs * 2 ** (tries - 1));
	const jitter = random * ceiling;
	return Math.round(retryAfterMs === undefined ? jitter : retryAfterMs + jitter / 4);
}

/**
 * Reads a Retry-After header: seconds or an HTTP date.
 *
 * @param now milliseconds since 1970
 * @returns milliseconds to wait, never negative; `undefined` when the header is absent or unreadable
 */
export function readRetryAfter(header: unknown, now: number): number | undefined {
	const text = Array.isArray(header) ? String(header[0]) : header;
	if (typeof text !== 'string' && typeof text !== 'number') return undefined;
	const trimmed = String(text).trim();
	if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed) * 1000;
	// Date.parse alone reads a year into almost anything.
	if (!/^[A-Z][a-z]{2,8}, .*GMT$/.test(trimmed)) return undefined;
	const date = Date.parse(trimmed);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** What an answer of the API means to the person who built the workflow. */
export interface Remedy {
	/** What happened, one sentence without a full stop. */
	message: string;
	/** What to do about it; when to try again is added from {@link Remedy.retryAfterSeconds}. */
	howToFix: string;
	/**
	 * After about how long the same may go well without any change; absent where something has to change first.
	 * WhatsApp names such a time only where the comment says so, the others are what its words suggest.
	 */
	retryAfterSeconds?: number;
	/** There was too much at once, and nothing was done. */
	isTooMuch?: true;
	/** Which value it means is only told by the API's own words. */
	asksForWords?: true;
}

/** By the API's own code. */
export type Remedies = Readonly<Record<number, Remedy>>;

export const AT_ONCE = 0;
export const MINUTE = 60;
export const MINUTES = 3 * MINUTE;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const DAYS = 3 * DAY;

/** @returns e.g. "in a few minutes"; exact where there is no usual word */
export function inWords(seconds: number): string {
	switch (seconds) {
		case AT_ONCE:
			return 'now';
		case MINUTE:
			return 'in a minute';
		case MINUTES:
			return 'in a few minutes';
		case HOUR:
			return 'in an hour';
		case DAY:
			return 'tomorrow';
		case DAYS:
			return 'in a few days';
	}
	if (seconds < 2 * MINUTE) return `in ${counted(seconds, 'second')}`;
	if (seconds < 2 * HOUR) return `in ${counted(Math.ceil(seconds / MINUTE), 'minute')}`;
	return `in ${counted(Math.ceil(seconds / HOUR), 'hour')}`;
}

function counted(count: number, unit: string): string {
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

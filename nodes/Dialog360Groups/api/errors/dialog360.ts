import { TOO_MUCH } from './generalCodes';
import { MINUTES } from './remedy';
import type { Remedy } from './remedy';

export const KEY_REFUSED: Remedy = {
	message: '360dialog does not accept the API key',
	howToFix:
		'Check the key in the credential. Creating a new key in the 360dialog Hub ends the older one.',
};

const UNPAID: Remedy = {
	message: '360dialog has stopped your number because something is not paid',
	howToFix:
		'Pay the open invoices in the 360dialog Hub, or ask whoever manages the number for you. It goes on once they are paid.',
};

/** Also what a wrong address comes to: 360dialog only knows the paths of its API. */
const BLOCKED: Remedy = {
	message: '360dialog does not allow this for your number',
	howToFix:
		"Check 'Base URL' in the credential; it is the address of the API without a path. If it is right, ask 360dialog support whether the number is active and may use this.",
};

/**
 * 360dialog's own answers have no codes, only words. Source: 360dialog's error code reference, "360Dialog Messaging
 * Errors", and the older forms "lack of payment" and "path blocked".
 */
const BY_WORDS: ReadonlyArray<readonly [RegExp, Remedy]> = [
	[/invalid api.?key|token expired/i, KEY_REFUSED],
	[/exceeded the( \w+)* limit/i, TOO_MUCH],
	[/lack of payment|overdue invoice/i, UNPAID],
	[
		/\bAPI\b.*\bdisabled\b|\bdisabled\b.*\bAPI\b/i,
		{
			message: '360dialog has switched off your number',
			howToFix: 'Ask 360dialog support for the reason.',
		},
	],
	[/\b(endpoint|path)\b.*\bblocked\b|\bblocked\b.*\b(endpoint|path)\b/i, BLOCKED],
];

const BY_STATUS: Readonly<Record<number, Remedy>> = {
	401: KEY_REFUSED,
	402: UNPAID,
	403: BLOCKED,
	404: {
		message: '360dialog has nothing at this address',
		howToFix:
			"Check 'Base URL' in the credential; it is the address of the API without a path. If it is right, what this is about may have been deleted.",
	},
	405: BLOCKED,
	408: {
		message: '360dialog did not get all of this in time',
		howToFix: 'Check the network of n8n if it stays.',
		retryAfterSeconds: MINUTES,
	},
	413: {
		message: 'This is larger than 360dialog accepts',
		howToFix: 'Use a smaller file or a shorter text.',
	},
	429: TOO_MUCH,
};

const ELSEWHERE: Remedy = {
	message: 'The address in the credential points somewhere else',
	howToFix:
		"Put the final address into 'Base URL' of the credential. Redirects are not followed, so that the key goes nowhere else.",
};

/** Whether 360dialog says in words that the API key is none of its own, or not any more. */
export function saysKeyIsWrong(reason: string | undefined): boolean {
	return remedyForWords(reason) === KEY_REFUSED;
}

/** What 360dialog's own words mean; `undefined` for words that nobody documented. */
export function remedyForWords(reason = ''): Remedy | undefined {
	return BY_WORDS.find(([words]) => words.test(reason))?.[1];
}

/** What an HTTP status means when the body says no more; `undefined` when the status says little, too. */
export function remedyForStatus(httpStatus: number): Remedy | undefined {
	return httpStatus >= 300 && httpStatus <= 399 ? ELSEWHERE : BY_STATUS[httpStatus];
}

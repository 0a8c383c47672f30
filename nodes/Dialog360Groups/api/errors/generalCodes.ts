import { DAY, HOUR, MINUTE, MINUTES } from './remedy';
import type { Remedies, Remedy } from './remedy';

/** "Too many calls" and nothing else. */
export const TOO_MUCH: Remedy = {
	message: 'Too much at once: WhatsApp takes no more from your number right now',
	howToFix: 'Other workflows and systems that use the number count, too.',
	retryAfterSeconds: MINUTES,
	isTooMuch: true,
};

export const NOT_ALLOWED: Remedy = {
	message: 'Your number is not allowed to do that',
	howToFix: 'Ask 360dialog support which permission the number is missing.',
};

const EXPIRED: Remedy = {
	message: 'The access of your number has expired',
	howToFix: 'Create a new API key in the 360dialog Hub and put it into the credential.',
};

const UNNAMED: Remedy = {
	message: 'WhatsApp could not do this, for a reason it does not name',
	howToFix: 'It mostly passes; if it stays, ask 360dialog support and tell them when you tried.',
	retryAfterSeconds: MINUTES,
};

const UNAVAILABLE: Remedy = {
	message: 'WhatsApp is not available right now',
	howToFix: 'Nothing is wrong with your workflow.',
	retryAfterSeconds: MINUTES,
};

/** WhatsApp counts these calls over an hour. */
const TOO_MUCH_IN_AN_HOUR: Remedy = { ...TOO_MUCH, retryAfterSeconds: HOUR };

const NOT_REGISTERED: Remedy = {
	message: 'Your number is not registered with WhatsApp, or not completely',
	howToFix: 'Ask 360dialog support to register the number again.',
};

/** Codes that have to do with the number, the account or WhatsApp itself. Source: Meta's error codes of the Cloud API. */
export const GENERAL_CODES: Remedies = {
	0: EXPIRED,
	1: UNNAMED,
	2: UNAVAILABLE,
	3: NOT_ALLOWED,
	4: TOO_MUCH_IN_AN_HOUR,
	10: NOT_ALLOWED,
	33: {
		message: 'WhatsApp does not know your number any more',
		howToFix:
			'Check in the 360dialog Hub that the number is still there, and that the credential has its key.',
	},
	100: {
		message: 'WhatsApp did not accept one of the values',
		howToFix: 'Check the values of this item, above all IDs.',
		asksForWords: true,
	},
	190: EXPIRED,
	368: {
		message: 'WhatsApp has blocked your number for now because of a policy violation',
		howToFix: 'Open WhatsApp Manager to see the reason and to ask for a review.',
	},
	80007: TOO_MUCH_IN_AN_HOUR,
	130429: TOO_MUCH,
	131000: UNNAMED,
	131005: NOT_ALLOWED,
	131016: UNAVAILABLE,
	131031: {
		message: 'WhatsApp has locked this business account',
		howToFix: 'Open WhatsApp Manager to see the reason and to ask for a review.',
	},
	131037: {
		message: 'The display name of your number is not approved yet',
		howToFix: 'Wait for the approval, or set another name in WhatsApp Manager.',
	},
	131042: {
		message: "WhatsApp can't charge for this message",
		howToFix:
			'Check in WhatsApp Manager that the business account has a valid way to pay, and in the 360dialog Hub that everything is paid.',
	},
	131045: NOT_REGISTERED,
	131048: {
		message: 'WhatsApp limits what your number sends, because people blocked or reported it',
		howToFix:
			'Send less, and only what people asked for. WhatsApp Manager shows the quality of the number.',
		retryAfterSeconds: DAY,
		isTooMuch: true,
	},
	131056: {
		message: 'Too many messages from your number to the same place within a short time',
		howToFix: 'Write less often to the same person or group.',
		retryAfterSeconds: MINUTE,
		isTooMuch: true,
	},
	131057: {
		message: 'WhatsApp is working on your number right now',
		howToFix: 'Nothing is wrong with your workflow.',
		retryAfterSeconds: MINUTES,
	},
	133000: NOT_REGISTERED,
	133004: UNAVAILABLE,
	133005: NOT_REGISTERED,
	133006: NOT_REGISTERED,
	133008: NOT_REGISTERED,
	133009: NOT_REGISTERED,
	133010: NOT_REGISTERED,
	133015: NOT_REGISTERED,
	133016: NOT_REGISTERED,
};

/** What a code means to the person who built the workflow. */
export interface Remedy {
	/** What happened, one sentence. */
	message: string;
	/** What to do about it. */
	howToFix: string;
}

/** By code. Sources: Meta's error code references for groups and for the Cloud API in general. */
const REMEDIES: Readonly<Record<number, Remedy>> = {
	10: {
		message: 'This number is not allowed to do that',
		howToFix: 'Ask 360dialog which permission the number is missing.',
	},
	100: {
		message: 'WhatsApp did not accept one of the values',
		howToFix:
			'Check the values of this item, above all the group; the words of WhatsApp below name the one it means.',
	},
	190: {
		message: 'The access of this number has expired',
		howToFix: 'Create a new API key in the 360dialog Hub and put it into the credential.',
	},
	368: {
		message: 'WhatsApp has blocked this number for now because of a policy violation',
		howToFix: 'Open WhatsApp Manager to see the reason and to ask for a review.',
	},
	130472: {
		message: 'WhatsApp did not deliver this to a person who takes part in one of its experiments',
		howToFix: 'Reach this person in another way, or wait until the person writes to you.',
	},
	130497: {
		message: 'This number may not write to people in that country',
		howToFix:
			"See WhatsApp's Business Messaging Policy for the countries in which your kind of business may write to people.",
	},
	130501: {
		message: 'WhatsApp does not support this kind of message in groups',
		howToFix: 'Send a text, an image, a video, an audio, a document or a template.',
	},
	131000: {
		message: 'WhatsApp could not do this, for a reason it does not name',
		howToFix:
			'Try again in a few minutes. If it stays, ask 360dialog support and give them the time of the call.',
	},
	131008: {
		message: 'Something that WhatsApp needs is missing',
		howToFix:
			'Fill in the empty fields of this item; the words of WhatsApp below name the one it means.',
	},
	131009: {
		message: "WhatsApp can't use one of the values",
		howToFix: 'Check the values of this item; the words of WhatsApp below name the one it means.',
	},
	131016: {
		message: 'WhatsApp is not available right now',
		howToFix: 'Try again in a few minutes.',
	},
	131020: {
		message: 'Nobody but your business is in this group',
		howToFix: 'Share the invite link and wait until someone has joined.',
	},
	131021: {
		message: 'This would be a message from your number to itself',
		howToFix: 'Enter another phone number.',
	},
	131026: {
		message: "This can't be delivered to that phone number",
		howToFix:
			'Check the number. If it is right, the person has no WhatsApp, an old version of it, or has not accepted its current terms.',
	},
	131031: {
		message: 'WhatsApp has locked this business account',
		howToFix: 'Open WhatsApp Manager to see the reason and to ask for a review.',
	},
	131037: {
		message: 'The display name of this number is not approved yet',
		howToFix: 'Wait for the approval, or set another name in WhatsApp Manager.',
	},
	131041: {
		message: 'This group does not exist, or your number is not in it',
		howToFix:
			"Choose the group from the list in 'Group', or check its ID. A deleted group can't be used any more.",
	},
	131042: {
		message: "WhatsApp can't charge for this message",
		howToFix:
			'Check in WhatsApp Manager that the business account has a valid way to pay, and in the 360dialog Hub that everything is paid.',
	},
	131045: {
		message: 'This number is not fully registered with WhatsApp',
		howToFix: 'Ask 360dialog to register the number again.',
	},
	131047: {
		message:
			'WhatsApp only takes a template now, since nobody has written to you there within 24 hours',
		howToFix:
			'Send an approved template instead, or wait until a participant of the group, or the person, writes to you.',
	},
	131049: {
		message: 'WhatsApp did not deliver this, to keep people from getting too much marketing',
		howToFix:
			"Don't send it again at once; try in a day or later, or send something that is not marketing.",
	},
	131050: {
		message: 'This person does not want marketing from your business',
		howToFix: 'Only send what is not marketing, such as an answer or a utility template.',
	},
	131051: {
		message: 'WhatsApp does not support this kind of message here',
		howToFix:
			"Choose another 'Message Type'. In groups, texts, images, videos, audios, documents and templates are safe.",
	},
	131052: {
		message: 'WhatsApp could not download the file',
		howToFix:
			'Check that everybody can open its address without signing in. A media ID is valid for 30 days.',
	},
	131053: {
		message: 'WhatsApp could not use the file',
		howToFix:
			'Check its kind and size, and if it comes from a web address, that everybody can open it without signing in. The words of WhatsApp below say more.',
	},
	131057: {
		message: 'WhatsApp is working on this number right now',
		howToFix: 'Try again in a few minutes.',
	},
	131059: {
		message: 'The list changed while it was being read',
		howToFix: 'Run the node again.',
	},
	131201: {
		message: 'Only a part of this was done',
		howToFix: 'Look at the state of the group, and repeat it for those that are missing.',
	},
	131202: {
		message: 'The same person is named twice',
		howToFix: "Name each person once in 'Participants'.",
	},
	131203: {
		message: "This person has not accepted WhatsApp's current terms, so they can't be added",
		howToFix: 'Ask the person to open WhatsApp and accept the new terms, then approve them again.',
	},
	131204: {
		message: 'This would be more than the 8 participants a group can have',
		howToFix: 'Remove someone first, or use another group.',
	},
	131207: {
		message: 'WhatsApp has suspended this group',
		howToFix:
			'Nothing can be done in it until WhatsApp lifts the suspension. See WhatsApp Manager for the reason.',
	},
	131209: {
		message: 'The picture is not square',
		howToFix: 'Crop the picture so that its width and height are the same.',
	},
	131210: {
		message: 'The picture is too small',
		howToFix: 'Use a square JPEG that is larger than 192 pixels on each side.',
	},
	131211: {
		message: 'This number already has 10,000 groups, the most WhatsApp allows',
		howToFix: 'Delete groups that are no longer needed.',
	},
	131212: {
		message: 'This person is not in the group',
		howToFix:
			"Check the person in 'Participants' against Get Many of Participant, which gives the WhatsApp ID of everybody in the group.",
	},
	131213: {
		message: 'This join request does not exist any more',
		howToFix:
			'It was withdrawn or already handled. Get the current list with the operation Get Many of Join Request.',
	},
	131214: {
		message: 'WhatsApp has paused creating groups for this number',
		howToFix:
			'That happens after a lot of marketing within service conversations; it ends by itself after some days.',
	},
	131215: {
		message: 'This number may not use groups',
		howToFix:
			'WhatsApp groups need an Official Business Account (the badge in WhatsApp), and a number that is not also used in the WhatsApp Business app. Ask 360dialog about your number.',
	},
	132000: {
		message: 'The number of variables is not the one in the template',
		howToFix:
			'Choose the template again, so that its variables are read anew, and fill in all of them.',
	},
	132001: {
		message: 'This template does not exist in this language, or is not approved yet',
		howToFix: 'Choose the template again from the list, which shows those that are approved.',
	},
	132005: {
		message: 'The template is too long with these values',
		howToFix: 'Use shorter values for its variables.',
	},
	132007: {
		message: 'The content of this template is against a policy of WhatsApp',
		howToFix: 'Open WhatsApp Manager to see the reason, and change the template or the values.',
	},
	132012: {
		message: 'A variable has a value that does not fit the template',
		howToFix:
			'Check the values of its variables, above all numbers, dates and files; the words of WhatsApp below name the one it means.',
	},
	132015: {
		message: 'WhatsApp has paused this template because people did not like it',
		howToFix: 'Change the template in WhatsApp Manager, or wait until the pause is over.',
	},
	132016: {
		message: 'WhatsApp has disabled this template for good',
		howToFix: 'Use another template.',
	},
	132018: {
		message: 'Something is wrong with the variables of this template',
		howToFix:
			'Choose the template again, so that its variables are read anew, and check their values.',
	},
	132068: {
		message: 'The flow in this template is blocked',
		howToFix: 'Repair the flow in WhatsApp Manager.',
	},
	132069: {
		message: 'The flow in this template may only be sent 10 times an hour right now',
		howToFix: 'Repair the flow in WhatsApp Manager, or send it later.',
	},
	133010: {
		message: 'This number is not registered with WhatsApp',
		howToFix: 'Ask 360dialog to register the number.',
	},
};

const RATE_LIMIT: Remedy = {
	message: 'WhatsApp is getting too many calls from this number right now',
	howToFix: 'Nothing was changed by this call. Run the rest later, or fewer at a time.',
};

/**
 * Codes that say "too many calls" and nothing else; the HTTP status of some varies between 400 and 429, so the
 * code decides. Source: Meta's error code reference for the Cloud API and for groups.
 */
const RATE_LIMIT_CODES: ReadonlySet<number> = new Set([4, 80007, 130429, 131048, 131056, 131208]);

/** Whether the API says that it is being called too often. It did not act on such a call. */
export function isRateLimitCode(code: number | undefined): boolean {
	return code !== undefined && RATE_LIMIT_CODES.has(code);
}

/** What a code of the API means and what to do; `undefined` for codes that nobody documented. */
export function remedyForCode(code: number): Remedy | undefined {
	if (isRateLimitCode(code)) return RATE_LIMIT;
	if ((code >= 200 && code <= 299) || code === 131005) return REMEDIES[10];
	return REMEDIES[code];
}

/** What an HTTP status means when the body says no more; `undefined` when the status says little, too. */
export function remedyForStatus(httpStatus: number): Remedy | undefined {
	if (httpStatus === 401) {
		return {
			message: '360dialog does not accept the API key',
			howToFix:
				'Check the key in the credential. Creating a new key in the 360dialog Hub ends the older one.',
		};
	}
	if (httpStatus === 403) {
		return {
			message: '360dialog does not allow this call for this number',
			howToFix:
				"Check 'Base URL' in the credential, and in the 360dialog Hub that the number is active and may use groups.",
		};
	}
	if (httpStatus === 404) {
		return {
			message: 'There is nothing at this address',
			howToFix: "Check 'Base URL' in the credential; it is the address of the API without a path.",
		};
	}
	if (httpStatus === 429) return RATE_LIMIT;
	if (httpStatus >= 300 && httpStatus <= 399) {
		return {
			message: 'The address in the credential points somewhere else',
			howToFix:
				"Put the final address into 'Base URL' of the credential. Redirects are not followed, so that the key goes nowhere else.",
		};
	}
	if (httpStatus >= 500) {
		return {
			message: '360dialog is not able to answer at the moment',
			howToFix: 'Try again in a few minutes. If it stays, ask 360dialog support.',
		};
	}
	return undefined;
}

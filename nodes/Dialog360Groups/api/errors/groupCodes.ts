import { AT_ONCE, DAYS, MINUTES } from './remedy';
import type { Remedies } from './remedy';

/** Codes of groups. Source: Meta's error code reference for groups. */
export const GROUP_CODES: Remedies = {
	131020: {
		message: 'Nobody but your business is in this group',
		howToFix: 'Share the invite link and wait until someone has joined.',
	},
	131041: {
		message: 'This group does not exist, or your number is not in it',
		howToFix:
			"Choose the group from the list in 'Group', or check its ID. A deleted group can't be used any more.",
	},
	131059: {
		message: 'The list changed while it was being read',
		howToFix: 'The next try reads it from the start.',
		retryAfterSeconds: AT_ONCE,
	},
	131201: {
		message: 'Only a part of this was done',
		howToFix: 'Look at the group to see what is missing, and repeat it for that.',
	},
	131202: {
		message: 'The same person is named twice',
		howToFix: 'Name each person only once.',
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
	131208: {
		message: 'Too much at once: WhatsApp does no more with groups of your number right now',
		howToFix: 'Other workflows and systems that use the number count, too.',
		retryAfterSeconds: MINUTES,
		isTooMuch: true,
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
		message: 'Your number already has 10,000 groups, the most WhatsApp allows',
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
	// WhatsApp looks at the last 7 days.
	131214: {
		message: 'WhatsApp has paused creating groups for your number',
		howToFix:
			'It does that after a lot of marketing to people who had written to you. The pause ends by itself.',
		retryAfterSeconds: DAYS,
	},
	131215: {
		message: 'Your number may not use groups',
		howToFix:
			'WhatsApp groups need an Official Business Account (the badge in WhatsApp), and a number that is not also used in the WhatsApp Business app. Ask 360dialog about your number.',
	},
};

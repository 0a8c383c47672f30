import { DAY, HOUR } from './remedy';
import type { Remedies, Remedy } from './remedy';

const TEMPLATE_TEXT: Remedy = {
	message: 'WhatsApp does not accept the text of this template',
	howToFix:
		'Shorten it, begin and end it with words and not with a variable, and use fewer variables.',
	asksForWords: true,
};

/** Codes of messages, media and templates. Source: Meta's error codes of the Cloud API. */
export const MESSAGE_CODES: Remedies = {
	130472: {
		message: 'WhatsApp did not deliver this to a person who takes part in one of its experiments',
		howToFix: 'Reach this person in another way, or wait until the person writes to you.',
	},
	130497: {
		message: 'Your number may not write to people in that country',
		howToFix:
			"See WhatsApp's Business Messaging Policy for the countries in which your kind of business may write to people.",
	},
	130501: {
		message: 'WhatsApp does not support this kind of message in groups',
		howToFix: 'Send a text, an image, a video, an audio, a document or a template.',
	},
	131008: {
		message: 'Something that WhatsApp needs is missing',
		howToFix: 'Fill in the empty fields of this item.',
		asksForWords: true,
	},
	131009: {
		message: "WhatsApp can't use one of the values",
		howToFix: 'Check the values of this item.',
		asksForWords: true,
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
	131047: {
		message:
			'WhatsApp only takes a template now, since nobody has written to you there within 24 hours',
		howToFix:
			'Send an approved template instead, or wait until a participant of the group, or the person, writes to you.',
	},
	// WhatsApp advises to try again after longer and longer times.
	131049: {
		message: 'WhatsApp did not deliver this, to keep people from getting too much marketing',
		howToFix: 'What is not marketing still reaches this person.',
		retryAfterSeconds: DAY,
	},
	131050: {
		message: 'This person does not want marketing from your business',
		howToFix: 'Only send what is not marketing, such as an answer or a utility template.',
	},
	131051: {
		message: 'WhatsApp does not support this kind of message here',
		howToFix: 'Send a text, an image, a video, an audio, a document or a template.',
	},
	131052: {
		message: 'WhatsApp could not download the file',
		howToFix:
			'Check that everybody can open its address without signing in. A media ID is valid for 30 days.',
	},
	131053: {
		message: 'WhatsApp could not use the file',
		howToFix:
			'Check its kind and size, and if it comes from a web address, that everybody can open it without signing in.',
		asksForWords: true,
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
		howToFix: 'Check the values of its variables, above all numbers, dates and files.',
		asksForWords: true,
	},
	// The first pause takes 3 hours, the second 6; a third time disables the template.
	132015: {
		message: 'WhatsApp has paused this template because people did not like it',
		howToFix: 'Change the template in WhatsApp Manager, or wait until the pause is over.',
		retryAfterSeconds: 6 * HOUR,
	},
	132016: {
		message: 'WhatsApp has disabled this template for good',
		howToFix: 'Use another template.',
	},
	132018: {
		message: 'The variables are not the ones of this template',
		howToFix:
			'Choose the template again, so that its variables are read anew, and check their values.',
		asksForWords: true,
	},
	132068: {
		message: 'The flow in this template is blocked',
		howToFix: 'Repair the flow in WhatsApp Manager.',
	},
	132069: {
		message: 'The flow in this template may only be sent 10 times an hour right now',
		howToFix: 'Repair the flow in WhatsApp Manager, or send less.',
		retryAfterSeconds: HOUR,
	},
	135000: {
		message: "WhatsApp can't use this message, and does not say why",
		howToFix:
			'Check the values of this item, above all those of a template. If they are right, ask 360dialog support.',
	},
	2388019: {
		message: 'This business account has as many templates as WhatsApp allows',
		howToFix: 'Delete templates that are no longer needed.',
	},
	2388040: TEMPLATE_TEXT,
	2388047: TEMPLATE_TEXT,
	2388072: TEMPLATE_TEXT,
	2388073: TEMPLATE_TEXT,
	2388293: TEMPLATE_TEXT,
	2388299: TEMPLATE_TEXT,
};

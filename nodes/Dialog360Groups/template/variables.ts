import { endOfAddress, isNumber, placeholdersIn, wordsAround } from './placeholders';
import type { TemplateButton, TemplateParts, TemplateText } from './templateParts';

export type HeaderMedia = 'image' | 'video' | 'document';

/** Where a value belongs, and what kind it is. */
export type VariablePlace =
	/** A word or sentence within the header or the body. */
	| { kind: 'text'; part: 'header' | 'body'; name: string; isNamed: boolean }
	| { kind: 'media'; media: HeaderMedia }
	/** What follows the address of a button. */
	| { kind: 'url'; index: number }
	/** What comes back when somebody taps a button. */
	| { kind: 'payload'; index: number }
	/** What a button copies. */
	| { kind: 'code'; index: number };

/** Something of a template that every message made from it has to fill. */
export interface TemplateVariable {
	/** Stored in workflows, so how it is made never changes. */
	id: string;
	/** For people: the place, and the words around it. */
	label: string;
	/** WhatsApp has a value of its own for those that are not. */
	isRequired: boolean;
	place: VariablePlace;
	/** The example given when the template was handed in. */
	example?: string;
}

const MEDIA = ['image', 'video', 'document'] as const;

/**
 * Everything that a message made from the template has to fill, in the order in which it is sent. Source: Meta's
 * reference of template messages.
 */
export function variablesOf({ header, body, buttons }: TemplateParts): TemplateVariable[] {
	const media = MEDIA.find((format) => format === header?.format);
	return [
		...(media ? [headerMedia(media)] : []),
		...(header?.format === 'text' ? textVariables('header', header) : []),
		...(body ? textVariables('body', body) : []),
		...buttons.flatMap(buttonVariables),
	];
}

/** Buttons that go along as they are. Source: Meta's reference of template components. */
const PLAIN_BUTTONS: ReadonlySet<string> = new Set([
	'url',
	'quick_reply',
	'copy_code',
	'phone_number',
	'voice_call',
]);

/** What of the template this package can't fill, in words for people; empty when all is well. */
export function unfillableParts({ header, buttons, others }: TemplateParts): string[] {
	const known = ['text', ...MEDIA, undefined];
	return [
		...(known.some((format) => format === header?.format)
			? []
			: [`a header of the kind '${header?.format}'`]),
		...buttons
			.filter(({ type }) => !PLAIN_BUTTONS.has(type))
			.map(({ type }) => `a button of the kind '${type}'`),
		...others.map((type) => `a part of the kind '${type}'`),
	];
}

function headerMedia(media: HeaderMedia): TemplateVariable {
	return {
		id: `header_${media}`,
		label: `Header ${media}: address, media ID, or input data field`,
		isRequired: true,
		place: { kind: 'media', media },
	};
}

function textVariables(
	part: 'header' | 'body',
	{ text, examples }: TemplateText,
): TemplateVariable[] {
	const names = placeholdersIn(text);
	const isNamed = !names.every(isNumber);
	const title = part === 'header' ? 'Header' : 'Body';
	return names.map((name) => ({
		id: `${part}_${name}`,
		label: `${title} ${name}: ${wordsAround(text, name)}`,
		isRequired: true,
		place: { kind: 'text', part, name, isNamed },
		example: examples.get(name),
	}));
}

function buttonVariables(
	{ type, text = '', url = '' }: TemplateButton,
	index: number,
): TemplateVariable[] {
	const number = index + 1;
	const title = `Button ${number}`;
	const inscription = text === '' ? '' : ` (${text})`;
	if (type === 'url' && placeholdersIn(url).length > 0) {
		return [
			{
				id: `button_${number}_url`,
				label: `${title}: ${endOfAddress(url)}${inscription}`,
				isRequired: true,
				place: { kind: 'url', index },
			},
		];
	}
	if (type === 'quick_reply') {
		return [
			{
				id: `button_${number}_payload`,
				label: `${title}: data of the reply${inscription}`,
				isRequired: false,
				place: { kind: 'payload', index },
			},
		];
	}
	if (type === 'copy_code') {
		return [
			{
				id: `button_${number}_code`,
				label: `${title}: code to copy${inscription}`,
				isRequired: true,
				place: { kind: 'code', index },
			},
		];
	}
	return [];
}

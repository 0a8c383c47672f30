import { invalidParameter } from '../errors';
import { characters, isRecord, isString } from '../input';
import type { MediaType } from '../state/mediaRules';

/** What is posted under a message's type, read and checked (reference 4.1, 4.2). */

type Source = Record<string, unknown>;

const longestBody = 4096;
const longestCaption = 1024;

/** Out: what is posted under the type. Throws 100 if it is not there. */
export function contentOf(body: Source, type: string): Source {
	const content = body[type];
	if (!isRecord(content)) throw invalidParameter(`The parameter ${type} is required.`);
	return content;
}

/** Throws 100, with the words of Meta, if there is a key that does not belong there. */
export function onlyKeys(source: Source, where: string, keys: readonly string[]): void {
	const odd = Object.keys(source).find((key) => !keys.includes(key));
	if (odd !== undefined) throw invalidParameter(`Unexpected key "${odd}" on param "${where}".`);
}

function optionalString(source: Source, where: string, key: string): string | undefined {
	const value = source[key];
	if (value === undefined) return undefined;
	if (!isString(value) || value === '') {
		throw invalidParameter(`Param ${where}['${key}'] must be a string that is not empty.`);
	}
	return value;
}

function needString(source: Source, where: string, key: string): string {
	const value = optionalString(source, where, key);
	if (value === undefined) throw invalidParameter(`The parameter ${where}['${key}'] is required.`);
	return value;
}

/** Out: the text. */
export function readText(content: Source): string {
	onlyKeys(content, 'text', ['body', 'preview_url']);
	const body = needString(content, 'text', 'body');
	if (characters(body) > longestBody) {
		throw invalidParameter(`Param text['body'] must be at most ${longestBody} characters long.`);
	}
	if (content.preview_url !== undefined && typeof content.preview_url !== 'boolean') {
		throw invalidParameter(`Param text['preview_url'] must be a boolean.`);
	}
	return body;
}

/** A file to send: uploaded before, or at an address. */
export interface MediaContent {
	id?: string;
	link?: string;
	caption?: string;
}

const mediaKeys: Record<MediaType, readonly string[]> = {
	image: ['id', 'link', 'caption'],
	video: ['id', 'link', 'caption'],
	audio: ['id', 'link', 'voice'],
	document: ['id', 'link', 'caption', 'filename'],
	sticker: ['id', 'link'],
};

export function readMedia(type: MediaType, content: Source): MediaContent {
	onlyKeys(content, type, mediaKeys[type]);
	const id = optionalString(content, type, 'id');
	const link = optionalString(content, type, 'link');
	if ((id === undefined) === (link === undefined)) {
		throw invalidParameter(`Param ${type} must have either id or link.`);
	}
	if (link !== undefined && !isWebAddress(link)) {
		throw invalidParameter(`Param ${type}['link'] must be a valid URL.`);
	}
	const caption = optionalString(content, type, 'caption');
	if (caption !== undefined && characters(caption) > longestCaption) {
		throw invalidParameter(
			`Param ${type}['caption'] must be at most ${longestCaption} characters long.`,
		);
	}
	optionalString(content, type, 'filename');
	return {
		...(id === undefined ? {} : { id }),
		...(link === undefined ? {} : { link }),
		...(caption === undefined ? {} : { caption }),
	};
}

function isWebAddress(text: string): boolean {
	return /^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : '');
}

/** A message to pin for some days, or to unpin. */
export interface PinContent {
	messageId: string;
	/** Missing for unpinning. */
	days?: number;
}

export function readPin(content: Source): PinContent {
	onlyKeys(content, 'pin', ['type', 'message_id', 'expiration_days']);
	const messageId = needString(content, 'pin', 'message_id');
	const days = content.expiration_days;
	switch (content.type) {
		case 'unpin':
			return { messageId };
		case 'pin':
			if (typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > 30) {
				throw invalidParameter(`Param pin['expiration_days'] must be an integer from 1 to 30.`);
			}
			return { messageId, days };
		default:
			throw invalidParameter(`Param pin['type'] must be one of {pin, unpin}.`);
	}
}

/** Which template, in which language, filled in with what. */
export interface TemplateContent {
	name: string;
	language: string;
	components: unknown;
}

export function readTemplate(content: Source): TemplateContent {
	onlyKeys(content, 'template', ['name', 'language', 'components', 'namespace']);
	const name = needString(content, 'template', 'name');
	const { language, components } = content;
	if (!isRecord(language))
		throw invalidParameter(`The parameter template['language'] is required.`);
	onlyKeys(language, "template['language']", ['code', 'policy']);
	return { name, language: needString(language, "template['language']", 'code'), components };
}

/** Out: the id of the message that is answered, if the body names one. */
export function readContext(body: Source): string | undefined {
	if (body.context === undefined) return undefined;
	if (!isRecord(body.context)) throw invalidParameter('The parameter context must be an object.');
	onlyKeys(body.context, 'context', ['message_id']);
	return needString(body.context, 'context', 'message_id');
}

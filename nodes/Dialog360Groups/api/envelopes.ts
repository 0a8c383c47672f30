import { asInteger, asObject, asObjects, asText, asTexts, isWireObject } from './wire';

/** The part of an error answer that says what it is about. */
export interface ErrorEnvelope {
	code?: number;
	reason?: string;
}

/**
 * Reads every error body seen through 360dialog: Meta's object, 360dialog's plain text under `error` or
 * `message`, the legacy `meta` forms, and lists under `errors`. Sources: Meta's error code reference and
 * 360dialog's API reference ("ErrorResp", "SuccessResp"); the `meta` forms are from 360dialog's older API.
 *
 * @param body the parsed answer; HTML and other text carry no code and no reason worth showing
 */
export function readErrorEnvelope(body: unknown): ErrorEnvelope {
	if (!isWireObject(body)) return {};
	const { error, errors, message, meta } = body;
	if (isWireObject(error)) return readMetaError(error);
	if (typeof error === 'string' && error !== '') return { reason: error };
	const [first] = asObjects(errors);
	if (first) return readMetaError(first);
	const { developer_message: inMeta, developerMessage: inCamelCase } = asObject(meta);
	const [firstText] = asTexts(errors) ?? [];
	return { reason: asText(inMeta) ?? asText(inCamelCase) ?? asText(message) ?? firstText };
}

/** One error object as Meta writes it, in an answer, in a list of failed entries or in a webhook. */
export function readMetaError(error: unknown): ErrorEnvelope {
	const { code, message, title, error_data: data, error_user_msg: forPeople } = asObject(error);
	const words = [
		asText(message) ?? asText(title),
		asText(asObject(data).details),
		asText(forPeople),
	]
		.filter((part) => part !== undefined)
		.map(plain);
	return { code: asInteger(code), reason: [...new Set(words)].join('. ') || undefined };
}

/** Meta puts the code before the words, and mostly says the same thing twice. */
function plain(words: string): string {
	return words
		.replace(/^\(#\d+\)\s*/, '')
		.replace(/\.\s*$/, '')
		.trim();
}

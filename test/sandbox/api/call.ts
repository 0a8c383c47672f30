import type { FastifyRequest } from 'fastify';
import { isRecord, isString } from '../input';
import type { RecordedPart } from '../types';

/** A body that could not be read as JSON. */
export class UnreadableBody {
	constructor(readonly text: string) {}
}

/** A part of a multipart body with its bytes. */
export interface ReceivedPart extends RecordedPart {
	content: Buffer;
	/** `true` when the file was larger than the sandbox cares to read. */
	cut: boolean;
}

/** One request to the API, read but not checked. */
export interface ApiCall {
	params: Record<string, string>;
	query: Record<string, unknown>;
	/** Parsed JSON, an `UnreadableBody`, or nothing. */
	body: unknown;
	/** `undefined` when the body is not multipart. */
	parts: ReceivedPart[] | undefined;
}

/** The last handler's word: a status and a JSON body, a file, or no body at all. */
export interface Answer {
	status: number;
	body?: unknown;
	file?: { mimeType: string; content: Buffer };
}

/** Handles a request; throws `ApiError` or `NativeError` to refuse it. */
export type Handler = (call: ApiCall) => Answer;

async function readParts(request: FastifyRequest): Promise<ReceivedPart[]> {
	const parts: ReceivedPart[] = [];
	for await (const part of request.parts()) {
		if (part.type === 'file') {
			const content = await part.toBuffer();
			parts.push({
				name: part.fieldname,
				kind: 'file',
				type: part.mimetype,
				...(part.filename === '' ? {} : { filename: part.filename }),
				bytes: content.length,
				content,
				cut: part.file.truncated,
			});
		} else {
			const value = isString(part.value) ? part.value : JSON.stringify(part.value);
			const content = Buffer.from(value);
			const { fieldname: name, mimetype: type } = part;
			parts.push({ name, kind: 'field', type, bytes: content.length, value, content, cut: false });
		}
	}
	return parts;
}

/** Reads a request, multipart bodies included. */
export async function readCall(request: FastifyRequest): Promise<ApiCall> {
	const params: Record<string, string> = {};
	if (isRecord(request.params)) {
		for (const [name, value] of Object.entries(request.params)) {
			if (isString(value)) params[name] = value;
		}
	}
	const query = isRecord(request.query) ? { ...request.query } : {};
	if (!request.isMultipart()) return { params, query, body: request.body, parts: undefined };
	return { params, query, body: undefined, parts: await readParts(request) };
}

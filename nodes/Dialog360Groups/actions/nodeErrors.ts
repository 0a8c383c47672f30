import { NodeApiError, NodeError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INode } from 'n8n-workflow';

import { explain } from '../api/explain';
import { ApiError } from '../api/failure';
import { ExplainedError } from '../explainedError';
import { toJson } from './json';

interface ErrorPlace {
	itemIndex?: number;
	/** Added to the description. */
	note?: string;
}

/**
 * Any error in the form n8n shows: what happened as the message, what to do as the description. Nothing of the
 * request goes along, so neither does the key.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	{ itemIndex, note }: ErrorPlace = {},
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const nodeError = build(node, error, { itemIndex, note });
	// n8n replaces a message that contains the name of a network code, even within a word such as "preexisting".
	if (error instanceof ApiError) nodeError.message = explain(error.failure).message;
	else if (error instanceof Error) nodeError.message = error.message;
	return nodeError;
}

/**
 * For publishing and listening: all in one message, since n8n shows nothing else of what goes wrong there.
 */
export function toPublishingError(node: INode, error: unknown): NodeApiError | NodeOperationError {
	const nodeError = toNodeError(node, error);
	nodeError.message = sentences(`${nodeError.message}.`, nodeError.description ?? undefined);
	nodeError.description = undefined;
	return nodeError;
}

function build(
	node: INode,
	error: unknown,
	{ itemIndex, note }: ErrorPlace,
): NodeApiError | NodeOperationError {
	if (error instanceof ApiError) {
		const { message, howToFix, background } = explain(error.failure);
		const { httpStatus, code, reason } = error.failure;
		return new NodeApiError(node, toPlainJson({ code, reason }), {
			message,
			description: sentences(howToFix, background, note),
			httpCode: httpStatus === undefined || httpStatus < 300 ? undefined : String(httpStatus),
			itemIndex,
		});
	}
	if (error instanceof ExplainedError) {
		const description = sentences(error.howToFix, note);
		return new NodeOperationError(node, error.message, { itemIndex, description });
	}
	const cause = error instanceof Error ? error : new Error(String(error));
	return new NodeOperationError(node, cause, { itemIndex, description: sentences(note) });
}

/**
 * The fields of an error item: all under `error`, with `message`, `howToFix`, `retryable` and, where they are known,
 * `retryAfterSeconds`, `code`, `reason`, `httpStatus` and `groupId`. n8n sends an item to the error output, with the fields of the input item
 * added, if `error` is its only key; so have all versions, while they differ about further keys.
 *
 * @param groupId the group the item is about, if it is about one
 */
export function errorJson(error: unknown, groupId?: string): IDataObject {
	return { error: toJson({ ...errorFields(error), groupId }) };
}

function errorFields(error: unknown): object {
	if (error instanceof ApiError) {
		const { message, howToFix, retryable, retryAfterSeconds } = explain(error.failure);
		const { code, reason, httpStatus } = error.failure;
		return { message, howToFix, retryable, retryAfterSeconds, code, reason, httpStatus };
	}
	const message = error instanceof Error ? error.message : String(error);
	if (error instanceof ExplainedError)
		return { message, howToFix: error.howToFix, retryable: false };
	const howToFix = error instanceof NodeError ? (error.description ?? undefined) : undefined;
	return { message, howToFix, retryable: false };
}

function sentences(...parts: Array<string | undefined>): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function toPlainJson({ code, reason }: { code?: number; reason?: string }) {
	return { ...(code === undefined ? {} : { code }), ...(reason === undefined ? {} : { reason }) };
}

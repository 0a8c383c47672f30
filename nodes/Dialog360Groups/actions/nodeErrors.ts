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
	if (error instanceof ApiError) {
		const { message, howToFix, background } = explain(error.failure);
		const { httpStatus, code, reason } = error.failure;
		return new NodeApiError(node, toPlainJson({ code, reason }), {
			message,
			description: sentences(howToFix, background, note),
			httpCode: httpStatus === undefined ? undefined : String(httpStatus),
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
 * The fields of an error item: `error` with what happened, and `details` with `howToFix`, `retryable` and, where the
 * API gave them, `code`, `reason` and `httpStatus`. n8n sends an item to the error output, with the fields of the
 * input item added, only if it has no other keys than these.
 */
export function errorJson(error: unknown): IDataObject {
	if (error instanceof ApiError) {
		const { message, howToFix, retryable } = explain(error.failure);
		const { code, reason, httpStatus } = error.failure;
		return { error: message, details: toJson({ howToFix, retryable, code, reason, httpStatus }) };
	}
	if (error instanceof ExplainedError) {
		return { error: error.message, details: { howToFix: error.howToFix, retryable: false } };
	}
	if (error instanceof NodeError) {
		const howToFix = error.description ?? undefined;
		return { error: error.message, details: toJson({ howToFix, retryable: false }) };
	}
	const message = error instanceof Error ? error.message : String(error);
	return { error: message, details: { retryable: false } };
}

function sentences(...parts: Array<string | undefined>): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' ');
}

function toPlainJson({ code, reason }: { code?: number; reason?: string }) {
	return { ...(code === undefined ? {} : { code }), ...(reason === undefined ? {} : { reason }) };
}

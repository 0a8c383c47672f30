/**
 * How a call ended when it did not end well.
 *
 * - `refused`: the API answered that it did not do it.
 * - `notSent`: the request never reached the API.
 * - `interrupted`: the request left, the answer did not arrive or can't be read. It may have been carried out.
 * - `blocked`: n8n itself did not send it, e.g. to a domain that the credential does not allow.
 * - `cancelled`: the execution was stopped.
 */
export type FailureKind = 'refused' | 'notSent' | 'interrupted' | 'blocked' | 'cancelled';

/** What is known about a call that did not end well. Never contains the API key. */
export interface Failure {
	kind: FailureKind;
	/** HTTP status of the answer. */
	httpStatus?: number;
	/** The API's own code, e.g. 131041. */
	code?: number;
	/** The API's own words. */
	reason?: string;
	/** The network's own code, e.g. ECONNREFUSED. */
	networkCode?: string;
	/** How long the API asked to wait, in milliseconds. */
	retryAfterMs?: number;
	/** How long the call was tried again before giving up, in milliseconds. */
	triedForMs?: number;
	/** Which of the people of a call it concerns, as they are known to the person who reads it. */
	who?: string;
	/** What may have happened if the answer was lost, as the end of a sentence. */
	doubt?: string;
	/** What an earlier call for the same item has done, in a sentence. */
	doneBefore?: string;
	/** The call could change something (anything but a read), so "may have been carried out" matters. */
	isWrite: boolean;
}

/** Thrown by the API client. Becomes a NodeApiError where it leaves the node. */
export class ApiError extends Error {
	override readonly name = 'ApiError';

	constructor(readonly failure: Failure) {
		super(failure.reason ?? `The call was ${failure.kind}`);
	}
}

/** The same error, with what an earlier call for the same item has done; anything but an ApiError stays as it is. */
export function withDoneBefore(error: unknown, doneBefore: string): unknown {
	return error instanceof ApiError ? new ApiError({ ...error.failure, doneBefore }) : error;
}

/** Not all of the people of a call were dealt with. */
export const PARTIALLY_DONE = 131201;

/** A cursor of a list has expired. */
export const INVALID_CURSOR = 131059;

/** The API's own code of an {@link ApiError}; `undefined` for anything else. */
export function apiCodeOf(error: unknown): number | undefined {
	return error instanceof ApiError ? error.failure.code : undefined;
}

import type { ApiAnswer, ApiCall, ApiClient } from '../../../../nodes/Dialog360Groups/api/client';
import { ApiError } from '../../../../nodes/Dialog360Groups/api/failure';
import type { Failure } from '../../../../nodes/Dialog360Groups/api/failure';
import type { WireObject } from '../../../../nodes/Dialog360Groups/api/wire';

/** Ends loops that would never end by themselves. */
const MOST_CALLS = 5_000;

let clients = 0;

export interface FakeClient extends ApiClient {
	/** What was sent, in order. */
	readonly calls: ApiCall[];
}

/**
 * A client without a network.
 *
 * @param answer what the API says to a call, or throws
 */
export function fakeClient(
	answer: (call: ApiCall, index: number) => ApiAnswer | Promise<ApiAnswer>,
	signal?: AbortSignal,
): FakeClient {
	const calls: ApiCall[] = [];
	const account = `account ${++clients}`;
	return {
		account,
		calls,
		signal,
		mostAtOnce: 10,
		async send(call) {
			const index = calls.push(call) - 1;
			if (index >= MOST_CALLS) throw new Error(`More than ${MOST_CALLS} calls: this never ends`);
			return await answer(call, index);
		},
	};
}

/** A client whose API says these things, one after the other. */
export function clientSaying(...bodies: WireObject[]): FakeClient {
	return fakeClient((_, index) => {
		const body = bodies[index];
		if (!body) throw new Error(`Call ${index + 1} was not expected`);
		return ok(body);
	});
}

export function ok(body: WireObject, httpStatus = 200): ApiAnswer {
	return { body, httpStatus };
}

/** The API says that it did not do it. */
export function refusal(failure: Partial<Failure> = {}): ApiError {
	return new ApiError({ kind: 'refused', httpStatus: 400, isWrite: false, ...failure });
}

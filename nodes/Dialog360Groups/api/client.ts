import { createHash } from 'crypto';

import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { InputError } from '../explainedError';
import { readCredential } from './credential';
import { readErrorEnvelope } from './envelopes';
import { ApiError } from './failure';
import type { Failure } from './failure';
import type { Leave } from './governor';
import { readNetworkFailure } from './networkFailure';
import { MOST_AT_ONCE, createGovernors } from './pace';
import type { ChosenPace } from './pace';
import { pause } from './pause';
import {
	RETRY,
	isRateLimit,
	isSharedLimit,
	mayRepeat,
	namedLimit,
	readRetryAfter,
	retryDelay,
} from './retryPolicy';
import { asBoolean, asInteger, asObject, isWireObject } from './wire';
import type { WireObject } from './wire';

export type ClientContext = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions;

const CREDENTIAL = 'dialog360Api';
const PARTIAL_SUCCESS = 206;

export interface Patience {
	/** How long an answer may take, in milliseconds. n8n's own limit of five minutes is longer than anybody waits. */
	timeoutMs: number;
	/** How long one try may take in all, however slowly an answer comes in, in milliseconds. */
	wholeCallMs?: number;
	/** A call is not begun again once this much time has passed since it was first sent, in milliseconds. */
	budgetMs: number;
}

const PATIENCE: Patience = { timeoutMs: 30_000, budgetMs: RETRY.budgetMs };

export interface ApiCall {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Parts of the path, not yet encoded. */
	path: readonly string[];
	query?: Readonly<Record<string, string | number>>;
	json?: WireObject;
	/** What else of the call must not be seen in an error, should the answer repeat it. */
	secrets?: readonly string[];
	/** Doing it twice is the same as once, so it may be repeated like a read. */
	isIdempotent?: boolean;
	/** What may have happened if the answer is lost, as the end of a sentence, e.g. "this message may have been sent". */
	doubt?: string;
	/** HTTP 206 is a success of which the caller reads what was not done. */
	acceptsPartial?: boolean;
	/** Makes the multipart body anew for every try: a sent form can't be sent again. */
	form?: () => FormData;
}

/** A successful answer: HTTP 2xx with a JSON object, or with nothing at all (an empty object then). */
export interface ApiAnswer {
	body: WireObject;
	httpStatus: number;
}

/** The one way to the API: authentication, time-outs, trying again, and what went wrong in one shape. */
export interface ApiClient {
	/** @throws {ApiError} when the call did not end well and may not, or not any longer, be repeated */
	send(call: ApiCall): Promise<ApiAnswer>;
	/** Aborted when the execution is stopped. */
	readonly signal: AbortSignal | undefined;
	/** How many calls are under way at most, whoever makes them. */
	readonly mostAtOnce: number;
	/** Tells one business number from another, without giving away its key. */
	readonly account: string;
}

/**
 * @throws {InputError} when the credential's base URL is not a web address
 */
export async function createApiClient(
	context: ClientContext,
	{ timeoutMs, budgetMs, wholeCallMs }: Patience = PATIENCE,
	pace: ChosenPace = {},
): Promise<ApiClient> {
	const { baseUrl: baseURL, apiKey } = await readCredential(context);
	const account = createHash('sha256').update(`${baseURL} ${apiKey}`).digest('hex');
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

	const { mostAtOnce = MOST_AT_ONCE, retryForMs = budgetMs } = pace;
	const governors = createGovernors({ ...pace, retryForMs }, signal);
	/** Says why calls are not even sent any more. */
	let lastRefusal: Failure | undefined;

	/** One try. */
	async function sendOnce(call: ApiCall): Promise<ApiAnswer> {
		const isWrite = !isRepeatable(call);
		const options: IHttpRequestOptions = {
			method: call.method satisfies IHttpRequestMethods,
			baseURL,
			url: pathOf(call.path),
			qs: call.query,
			body: call.form ? call.form() : call.json,
			json: true,
			timeout: timeoutMs,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			// A redirect would carry the key to wherever it points.
			disableFollowRedirect: true,
			abortSignal: signal,
		};
		let response: unknown;
		try {
			const { httpRequestWithAuthentication } = context.helpers;
			const sent = httpRequestWithAuthentication.call(context, CREDENTIAL, options);
			response = await (wholeCallMs === undefined ? sent : within(wholeCallMs, sent));
		} catch (error) {
			throw toApiError(readNetworkFailure(error, isWrite), call);
		}
		return readAnswer(response, call);
	}

	function readAnswer(response: unknown, call: ApiCall): ApiAnswer {
		const { method, acceptsPartial = false } = call;
		const isWrite = !isRepeatable(call);
		const { statusCode, body, headers } = isWireObject(response) ? response : {};
		const httpStatus = asInteger(statusCode) ?? 0;
		const isSuccess = httpStatus >= 200 && httpStatus <= 299;
		const isEmpty = body === undefined || body === null || body === '';
		// A change may be answered with nothing; a read without content has not been answered.
		if (isSuccess && (isWireObject(body) || (isEmpty && method !== 'GET'))) {
			const answer = isWireObject(body) ? body : {};
			const isRefusal = saysNo(answer);
			if (!isRefusal || (acceptsPartial && httpStatus === PARTIAL_SUCCESS))
				return { body: answer, httpStatus };
		} else if (isSuccess) {
			throw toApiError({ kind: 'interrupted', httpStatus, isWrite }, call);
		}
		const { code, reason } = readErrorEnvelope(body);
		const retryAfterMs = readRetryAfter(
			isWireObject(headers) ? headers['retry-after'] : undefined,
			Date.now(),
		);
		// A gateway gives up on a request that may still be carried out behind it.
		const kind = httpStatus >= 500 ? 'interrupted' : 'refused';
		throw toApiError({ kind, httpStatus, code, reason, retryAfterMs, isWrite }, call);
	}

	function toApiError(failure: Failure, { secrets = [], doubt }: ApiCall): ApiError {
		const cancelled = signal?.aborted === true;
		const reason = [apiKey, ...secrets]
			.filter((secret) => secret !== '')
			.reduce((text, secret) => text?.replaceAll(secret, '***'), failure.reason);
		const kind = cancelled ? 'cancelled' : failure.kind;
		return new ApiError({ ...failure, ...(doubt === undefined ? {} : { doubt }), reason, kind });
	}

	/** @throws {ApiError} when it is not sent, or not again */
	async function turnFor(call: ApiCall, last: Failure | undefined): Promise<Leave> {
		const turn = await governors(call.path).enter(last !== undefined);
		if (typeof turn !== 'string') return turn;
		const why =
			turn === 'stopped' ? { ...last, kind: 'cancelled' as const } : (last ?? lastRefusal);
		throw new ApiError({ kind: 'refused', ...why, isWrite: !isRepeatable(call) });
	}

	function endTurn(turn: Leave, failure: Failure | undefined): void {
		const isTooMany = failure !== undefined && isSharedLimit(failure);
		if (isTooMany) lastRefusal = failure;
		turn({ isTooMany, retryAfterMs: failure?.retryAfterMs, limit: namedLimit(failure?.reason) });
	}

	async function send(call: ApiCall): Promise<ApiAnswer> {
		if (signal?.aborted) throw new ApiError({ kind: 'cancelled', isWrite: !isRepeatable(call) });
		let sentAt: number | undefined;
		let last: Failure | undefined;
		for (let tries = 1; ; tries++) {
			const turn = await turnFor(call, last);
			sentAt ??= Date.now();
			const triedForMs = Date.now() - sentAt;
			if (last && triedForMs > budgetFor(last)) {
				turn();
				throw new ApiError({ ...last, triedForMs });
			}
			const [result] = await Promise.allSettled([sendOnce(call)]);
			last = result.status === 'rejected' ? failureOf(result.reason) : undefined;
			endTurn(turn, last);
			if (result.status === 'fulfilled') return result.value;
			if (!last) throw result.reason;
			await waitBeforeRetry(last, tries, sentAt);
		}
	}

	/** @throws {ApiError} when it may not, or not any longer, be repeated */
	async function waitBeforeRetry(failure: Failure, tries: number, sentAt: number): Promise<void> {
		const triedForMs = Date.now() - sentAt;
		const delayMs = retryDelay(tries, failure.retryAfterMs, Math.random());
		if (!mayRepeat(failure, tries) || triedForMs + delayMs > budgetFor(failure)) {
			throw new ApiError({ ...failure, triedForMs: tries > 1 ? triedForMs : undefined });
		}
		if (!(await pause(delayMs, signal))) throw new ApiError({ ...failure, kind: 'cancelled' });
	}

	function budgetFor(failure: Failure): number {
		return isRateLimit(failure) ? retryForMs : budgetMs;
	}

	return { send, signal, account, mostAtOnce };
}

/** @throws {Error} like a lost connection, when it takes longer; the call itself can't be taken back */
async function within<Result>(ms: number, sent: Promise<Result>): Promise<Result> {
	const settled = new AbortController();
	const tooLong = pause(ms, settled.signal).then(() => undefined);
	const results = await Promise.race([Promise.allSettled([sent]), tooLong]);
	settled.abort();
	if (results === undefined) throw Object.assign(new Error('Too slow'), { code: 'ETIMEDOUT' });
	return await sent;
}

function isRepeatable({ method, isIdempotent = false }: ApiCall): boolean {
	return method === 'GET' || isIdempotent;
}

function failureOf(error: unknown): Failure | undefined {
	return error instanceof ApiError ? error.failure : undefined;
}

/** Whether an answer with a good HTTP status says all the same that it was not done. */
function saysNo(answer: WireObject): boolean {
	const { error } = answer;
	if (error !== undefined && error !== null && error !== '') return true;
	return [answer, asObject(answer.meta)].some(({ success }) => asBoolean(success) === false);
}

/** @throws {InputError} for parts that would lead to another place, encoded or not */
function pathOf(parts: readonly string[]): string {
	for (const part of parts) {
		if (part !== '' && part !== '.' && part !== '..') continue;
		throw new InputError(`'${part}' is not an ID`, { howToFix: 'Choose the group from the list.' });
	}
	return '/' + parts.map(encodeURIComponent).join('/');
}

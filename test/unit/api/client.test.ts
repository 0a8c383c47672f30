import fc from 'fast-check';
import { NodeOperationError } from 'n8n-workflow';

import { createApiClient } from '../../../nodes/Dialog360Groups/api/client';
import type { ApiAnswer, ApiCall } from '../../../nodes/Dialog360Groups/api/client';
import { explain } from '../../../nodes/Dialog360Groups/api/explain';
import { ApiError } from '../../../nodes/Dialog360Groups/api/failure';
import { RETRY } from '../../../nodes/Dialog360Groups/api/retryPolicy';
import { InputError } from '../../../nodes/Dialog360Groups/explainedError';
import { always, API_KEY, executeContext, listContext, noAnswer, saying } from './support/context';
import type { HttpAnswer, Respond } from './support/context';
import { failureOf } from './support/failures';
import { aNode } from './support/node';
import { advance, finish, settleNow, useVirtualTime } from './support/virtualTime';

useVirtualTime();

const READ: ApiCall = { method: 'GET', path: ['groups'] };
const CREATE: ApiCall = { method: 'POST', path: ['groups'], json: { subject: 'A' } };
const DELETE: ApiCall = { method: 'DELETE', path: ['groups', 'g'] };

const FINE: HttpAnswer = { statusCode: 200, body: { id: 'fine' } };
const HTML: HttpAnswer = { statusCode: 502, body: '<html>Bad Gateway</html>' };
const LIMIT_WORDS = 'You have exceeded the limit of 1 request every 5 seconds';

interface Sent {
	answer: Promise<ApiAnswer>;
	/** The time of each request, in milliseconds since the first. */
	times: number[];
	requests: ReturnType<typeof executeContext>['requests'];
}

/** Begins a call. */
async function begin(call: ApiCall, respond: Respond, signal?: AbortSignal): Promise<Sent> {
	const times: number[] = [];
	const { context, requests } = executeContext(
		(options, index) => {
			times.push(Date.now());
			return respond(options, index);
		},
		{ signal },
	);
	const client = await createApiClient(context);
	const answer = client.send(call);
	answer.catch(() => {});
	return {
		answer,
		requests,
		get times() {
			return times.map((time) => time - (times[0] ?? 0));
		},
	};
}

/** Makes a call, however long it takes, and expects it to end well. */
async function send(call: ApiCall, respond: Respond) {
	const sent = await begin(call, respond);
	const answer = await finish(sent.answer);
	return { answer, requests: sent.requests, times: sent.times };
}

/** Makes a call, however long it takes, and expects it not to end well. */
async function fail(call: ApiCall, respond: Respond) {
	const sent = await begin(call, respond);
	const failure = await finish(failureOf(sent.answer));
	return { failure, requests: sent.requests, times: sent.times };
}

describe('a request', () => {
	it('goes to the base URL, with its parts encoded and its query', async () => {
		const { requests, answer } = await send(
			{ method: 'GET', path: ['groups', 'a/b?c=d#e%2F ü'], query: { limit: 5 } },
			saying(FINE),
		);
		expect(answer).toEqual({ body: { id: 'fine' }, httpStatus: 200 });
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({
			method: 'GET',
			baseURL: 'https://api.example',
			url: '/groups/a%2Fb%3Fc%3Dd%23e%252F%20%C3%BC',
			qs: { limit: 5 },
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
		expect(requests[0]?.body).toBeUndefined();
	});

	it.each(['..', '.'])('never leaves its path for the ID %j', async (id) => {
		const call: ApiCall = { method: 'GET', path: ['groups', id, 'join_requests'] };
		const sent = await begin(call, always(FINE));
		await finish(Promise.allSettled([sent.answer]));
		for (const { baseURL, url } of sent.requests) {
			expect(new URL(`${baseURL}${url}`).pathname.split('/')).toHaveLength(4);
		}
	});

	it('follows no redirect and has a time limit', async () => {
		const { requests } = await send(CREATE, saying(FINE));
		expect(requests[0]).toMatchObject({ disableFollowRedirect: true, body: { subject: 'A' } });
		expect(requests[0]?.timeout).toBeGreaterThan(0);
		expect(requests[0]?.timeout).toBeLessThanOrEqual(60_000);
	});

	it('does not carry the key itself; n8n adds it', async () => {
		const { requests } = await send(CREATE, saying(FINE));
		expect(JSON.stringify(requests)).not.toContain(API_KEY);
	});

	it('has a form of its own for every try', async () => {
		const form = jest.fn(() => new FormData());
		const { requests } = await send(
			{ method: 'POST', path: ['groups', 'g'], form },
			saying({ statusCode: 429 }, { statusCode: 429 }, FINE),
		);
		expect(form).toHaveBeenCalledTimes(3);
		expect(new Set(requests.map(({ body }) => body)).size).toBe(3);
		expect(requests.every(({ body }) => body instanceof FormData)).toBe(true);
	});

	it('is not made when the base URL is none', async () => {
		const { context, requests } = executeContext(always(FINE), {
			credentials: { baseUrl: 'api.example' },
		});
		await expect(createApiClient(context)).rejects.toThrow(InputError);
		expect(requests).toEqual([]);
	});

	it('can be made from a list of the panel, which can not be stopped', async () => {
		const { context } = listContext(saying(HTML, FINE));
		const client = await createApiClient(context);
		expect(client.signal).toBeUndefined();
		expect((await finish(client.send(READ))).httpStatus).toBe(200);
	});
});

describe('an answer', () => {
	it.each<[string, HttpAnswer, ApiAnswer]>([
		['200', FINE, { body: { id: 'fine' }, httpStatus: 200 }],
		['201', { statusCode: 201, body: { a: 1 } }, { body: { a: 1 }, httpStatus: 201 }],
		[
			'success',
			{ statusCode: 200, body: { success: true } },
			{ body: { success: true }, httpStatus: 200 },
		],
		[
			'quoted',
			{ statusCode: 200, body: { success: 'true' } },
			{ body: { success: 'true' }, httpStatus: 200 },
		],
		['204', { statusCode: 204 }, { body: {}, httpStatus: 204 }],
		['empty', { statusCode: 200, body: '' }, { body: {}, httpStatus: 200 }],
		[
			'failed entries',
			{ statusCode: 200, body: { errors: [{ code: 131203 }] } },
			{ body: { errors: [{ code: 131203 }] }, httpStatus: 200 },
		],
	])('to a change is fine: %s', async (_, response, expected) => {
		const { answer, requests } = await send(CREATE, saying(response));
		expect(answer).toEqual(expected);
		expect(requests).toHaveLength(1);
	});

	it('with HTTP 206 is fine only for a call that reads what was not done', async () => {
		const partial = { statusCode: 206, body: { error: { code: 131201 } } };
		const accepting = { ...CREATE, acceptsPartial: true };
		const { answer } = await send(accepting, saying(partial));
		expect(answer).toEqual({ body: partial.body, httpStatus: 206 });
		await expect(send(CREATE, saying(partial))).rejects.toMatchObject({
			failure: { code: 131201 },
		});
	});

	it.each<[string, HttpAnswer, object]>([
		[
			'a group that is unknown',
			{ statusCode: 400, body: { error: { code: 131041, message: '(#131041) Group unknown' } } },
			{ httpStatus: 400, code: 131041, reason: 'Group unknown' },
		],
		[
			'a wrong key',
			{ statusCode: 401, body: { error: 'Invalid API key' } },
			{ httpStatus: 401, reason: 'Invalid API key' },
		],
		[
			'a wrong key, legacy, with HTTP 401',
			{ statusCode: 401, body: { meta: { success: false, developer_message: 'Invalid api key' } } },
			{ httpStatus: 401, reason: 'Invalid api key' },
		],
		[
			'a wrong key, legacy, with HTTP 200',
			{
				statusCode: 200,
				body: { meta: { success: 'false', developerMessage: 'Invalid api_key' } },
			},
			{ httpStatus: 200, reason: 'Invalid api_key' },
		],
		[
			'a conflict',
			{ statusCode: 409, body: { message: 'There is one' } },
			{ reason: 'There is one' },
		],
		['success: false', { statusCode: 200, body: { success: 'false' } }, { httpStatus: 200 }],
		[
			'an error with HTTP 200',
			{ statusCode: 200, body: { error: { code: 100 } } },
			{ httpStatus: 200, code: 100 },
		],
		['HTML with HTTP 403', { statusCode: 403, body: '<html></html>' }, { httpStatus: 403 }],
		['a redirect', { statusCode: 302, body: '' }, { httpStatus: 302 }],
		['an empty 404', { statusCode: 404 }, { httpStatus: 404 }],
	])('is a refusal: %s', async (_, response, expected) => {
		for (const call of [READ, CREATE]) {
			const { failure, requests } = await fail(call, saying(response));
			expect(failure).toMatchObject({ kind: 'refused', ...expected });
			expect(failure.triedForMs).toBeUndefined();
			expect(requests).toHaveLength(1);
		}
	});

	it('to a read that is empty is no empty list', async () => {
		const { failure } = await fail(READ, always({ statusCode: 200, body: '' }));
		expect(failure).toMatchObject({ kind: 'interrupted', isWrite: false });
	});

	it('with an error that is null is fine', async () => {
		const { answer } = await send(
			CREATE,
			saying({ statusCode: 200, body: { success: true, error: null } }),
		);
		expect(answer.httpStatus).toBe(200);
	});
});

/** Ends after which nobody knows whether the call was carried out. */
const LOST: Array<[string, HttpAnswer | Error]> = [
	['HTTP 500', { statusCode: 500, body: { error: { code: 131000, message: 'Unknown' } } }],
	['HTTP 502 with HTML', HTML],
	['HTTP 503', { statusCode: 503, headers: { 'retry-after': '1' } }],
	['HTTP 555', { statusCode: 555, body: '' }],
	['a connection reset', noAnswer('ECONNRESET')],
	['a time-out', noAnswer('ECONNABORTED')],
	['HTTP 200 with HTML', { statusCode: 200, body: '<html>Sign in to the hotel</html>' }],
	['HTTP 200 with an array', { statusCode: 200, body: [] }],
];

/** Ends after which it is certain that nothing was done. */
const NOT_DONE: Array<[string, HttpAnswer | Error]> = [
	['HTTP 429', { statusCode: 429 }],
	['HTTP 429 with HTML', { statusCode: 429, body: '<html></html>' }],
	['the words of 360dialog', { statusCode: 400, body: { error: LIMIT_WORDS } }],
	['code 80007 with HTTP 400', { statusCode: 400, body: { error: { code: 80007 } } }],
	['code 131208 as text', { statusCode: 400, body: { error: { code: '131208' } } }],
	['code 4 with HTTP 200', { statusCode: 200, body: { error: { code: 4 } } }],
	['a refused connection', noAnswer('ECONNREFUSED')],
	['a host without an address', noAnswer('EAI_AGAIN')],
];

describe('trying again', () => {
	it.each([...LOST, ...NOT_DONE])('a read after %s', async (_, end) => {
		const { answer, requests } = await send(READ, saying(end, end, FINE));
		expect(answer.body).toEqual({ id: 'fine' });
		expect(requests).toHaveLength(3);
	});

	it.each(LOST)('a change never after %s', async (_, end) => {
		for (const call of [CREATE, DELETE]) {
			const { failure, requests } = await fail(call, saying(end, FINE));
			expect(failure).toMatchObject({ kind: 'interrupted', isWrite: true });
			expect(requests).toHaveLength(1);
			expect(explain(failure).message).toMatch(/may have been done/);
		}
	});

	it.each(NOT_DONE)('a change after %s', async (_, end) => {
		for (const call of [CREATE, DELETE]) {
			const { requests } = await send(call, saying(end, end, FINE));
			expect(requests).toHaveLength(3);
			expect(requests[2]?.body).toEqual(call.json);
		}
	});

	it('ends after some tries without an answer', async () => {
		const { failure, requests } = await fail(READ, always(HTML));
		expect(requests).toHaveLength(RETRY.triesWithoutAnswer);
		expect(failure).toMatchObject({ kind: 'interrupted', httpStatus: 502 });
		expect(failure.triedForMs).toBeGreaterThanOrEqual(0);
	});

	it('goes on through a rate limit until the time is used up, and says for how long', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const { failure, times } = await fail(CREATE, always({ statusCode: 429 }));
		const last = times.at(-1) ?? 0;
		expect(times.length).toBeGreaterThan(RETRY.triesWithoutAnswer);
		expect(last).toBeLessThanOrEqual(RETRY.budgetMs);
		expect(last).toBeGreaterThan(RETRY.budgetMs - RETRY.longestDelayMs);
		expect(failure).toMatchObject({ kind: 'refused', httpStatus: 429 });
		expect(failure.triedForMs).toBeGreaterThanOrEqual(last);
		expect(failure.triedForMs).toBeLessThanOrEqual(RETRY.budgetMs + RETRY.longestDelayMs);
	});

	it('waits longer and longer, with jitter', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(1);
		const { times } = await fail(READ, always(noAnswer('ECONNRESET')));
		expect(times).toEqual([0, 500, 1_500, 3_500]);
	});

	it.each([
		['seconds', '7', 7_000],
		['a date', 'Thu, 01 Jan 2026 00:00:12 GMT', 12_000],
	])('waits as long as the API asks, in %s', async (_, header, least) => {
		const { times } = await send(
			CREATE,
			saying({ statusCode: 429, headers: { 'retry-after': header } }, FINE),
		);
		expect(times).toHaveLength(2);
		expect(times[1]).toBeGreaterThanOrEqual(least);
		expect(times[1]).toBeLessThanOrEqual(least + RETRY.firstDelayMs);
	});

	it('does not wait for longer than the time it has', async () => {
		const { failure, times } = await fail(
			READ,
			saying({ statusCode: 429, headers: { 'retry-after': '3600' } }, FINE),
		);
		expect(times).toEqual([0]);
		expect(failure).toMatchObject({ retryAfterMs: 3_600_000, triedForMs: undefined });
	});

	it('never sends a change again once it may have arrived, whatever came before', async () => {
		const ends = [...LOST.map(([, end]) => ({ end, isLost: true }))].concat(
			NOT_DONE.map(([, end]) => ({ end, isLost: false })),
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom(...ends), { minLength: 1, maxLength: 3 }),
				fc.constantFrom(CREATE, DELETE),
				async (story, call) => {
					const script = [...story.map(({ end }) => end), FINE];
					const sent = await begin(call, saying(...script));
					await finish(Promise.allSettled([sent.answer]));
					const firstLost = story.findIndex(({ isLost }) => isLost);
					expect(sent.requests).toHaveLength(firstLost < 0 ? script.length : firstLost + 1);
				},
			),
			{ numRuns: 60 },
		);
	});
});

describe('an execution that is stopped', () => {
	it('ends a wait at once', async () => {
		const controller = new AbortController();
		const respond = always({ statusCode: 429, headers: { 'retry-after': '50' } });
		const { answer, requests } = await begin(CREATE, respond, controller.signal);
		await advance(10_000);
		expect(requests).toHaveLength(1);
		controller.abort();
		await settleNow();
		expect(await failureOf(answer)).toMatchObject({ kind: 'cancelled', isWrite: true });
		expect(Date.now()).toBe(Date.UTC(2026, 0, 1) + 10_000);
		expect(requests).toHaveLength(1);
	});

	it('is named as the reason, whatever the network says', async () => {
		const controller = new AbortController();
		const respond: Respond = () => {
			controller.abort();
			throw noAnswer('ERR_CANCELED');
		};
		const { answer, requests } = await begin(READ, respond, controller.signal);
		expect(await failureOf(answer)).toMatchObject({ kind: 'cancelled' });
		expect(requests).toHaveLength(1);
	});

	it('sends nothing any more', async () => {
		const { answer, requests } = await begin(CREATE, always(FINE), AbortSignal.abort());
		await Promise.allSettled([answer]);
		expect(requests).toHaveLength(0);
	});
});

describe('the key', () => {
	const echo = `The key ${API_KEY} (${API_KEY}) is not valid`;

	it.each<[string, HttpAnswer | Error]>([
		['text', { statusCode: 401, body: { error: echo } }],
		['a message', { statusCode: 400, body: { error: { code: 100, message: echo } } }],
		['details', { statusCode: 400, body: { error: { error_data: { details: echo } } } }],
		['meta', { statusCode: 401, body: { meta: { developer_message: echo } } }],
		['a list', { statusCode: 500, body: { errors: [{ title: echo }] } }],
		['HTML', { statusCode: 500, body: `<html>${echo}</html>` }],
		["n8n's own words", new NodeOperationError(aNode, echo)],
	])('never gets into an error, even if it is echoed in %s', async (_, end) => {
		const sent = await begin(CREATE, saying(end));
		const [result] = await finish(Promise.allSettled([sent.answer]));
		if (result.status === 'fulfilled') throw new Error('It went well, although it should not');
		const error: unknown = result.reason;
		if (!(error instanceof ApiError)) throw error;
		const everything = [error.message, error.stack, error.cause, error.failure];
		expect(JSON.stringify(everything)).not.toContain(API_KEY);
		expect(JSON.stringify(explain(error.failure))).not.toContain(API_KEY);
	});

	it('is taken out of what the API says, and the rest stays', async () => {
		const { failure } = await fail(CREATE, saying({ statusCode: 401, body: { error: echo } }));
		expect(failure.reason).toBe('The key *** (***) is not valid');
	});

	it('is taken out when it was pasted with blanks around it, which are not sent', async () => {
		const { context } = executeContext(saying({ statusCode: 401, body: { error: echo } }), {
			credentials: { apiKey: ` ${API_KEY}\n` },
		});
		const client = await createApiClient(context);
		const failure = await finish(failureOf(client.send(READ)));
		expect(failure.reason).not.toContain(API_KEY);
	});

	it('that is empty is not looked for', async () => {
		const { context } = executeContext(saying({ statusCode: 401, body: { error: 'No key' } }), {
			credentials: { apiKey: '' },
		});
		const client = await createApiClient(context);
		expect(await failureOf(client.send(READ))).toMatchObject({ reason: 'No key' });
	});
});

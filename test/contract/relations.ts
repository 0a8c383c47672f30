import type { RecordedRequest } from '../sandbox/types';

/** What schemas cannot say: how an answer belongs to its request, and parts of it to each other. */

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function records(value: unknown): Array<Record<string, unknown>> {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

/** The message of Meta's envelope begins with the code (facts 7.2). */
function messageNamesCode(answer: Record<string, unknown>): string[] {
	const { error } = answer;
	if (!isRecord(error)) return [];
	const start = `(#${String(error.code)}) `;
	if (typeof error.message === 'string' && error.message.startsWith(start)) return [];
	return [`the error's message does not begin with "${start}"`];
}

/** Group info has what was asked for and no more; a description only if there is one (2.3). */
function fieldsWereAskedFor(request: RecordedRequest, answer: Record<string, unknown>): string[] {
	const { fields = '' } = request.query;
	const asked = new Set(['messaging_product', 'id', ...String(fields).split(',')]);
	const unasked = Object.keys(answer).filter((name) => !asked.has(name));
	const missing = [...asked].filter(
		(name) => name !== '' && name !== 'description' && !(name in answer),
	);
	return [
		...unasked.map((name) => `"${name}" was not asked for`),
		...missing.map((name) => `"${name}" was asked for`),
	];
}

/** A page is not longer than its limit, 25 if none is given (2.2). */
function pageIsWithinLimit(request: RecordedRequest, rows: unknown): string[] {
	const { limit = 25 } = request.query;
	const length = Array.isArray(rows) ? rows.length : 0;
	return length <= Number(limit) ? [] : [`${length} rows where the limit is ${String(limit)}`];
}

/** Every id of an approve or reject call comes back exactly once (2.7). */
function idsComeBackOnce(request: RecordedRequest, answer: Record<string, unknown>): string[] {
	const asked = isRecord(request.body) ? request.body.join_requests : undefined;
	const done = answer.approved_join_requests ?? answer.rejected_join_requests;
	const failed = records(answer.failed_join_requests).map((one) => one.join_request_id);
	const back = [...(Array.isArray(done) ? done : []), ...failed];
	const expected = Array.isArray(asked) ? asked : [];
	const same = JSON.stringify([...back].sort()) === JSON.stringify([...expected].sort());
	return same ? [] : ['the ids of the answer are not those of the request'];
}

/** Names of destinations are unique, upper and lower case being different (6.1). */
function namesAreUnique(destinations: unknown): string[] {
	const names = records(destinations).map(({ name }) => String(name));
	const double = names.filter((name, at) => names.indexOf(name) !== at);
	return double.map((name) => `there are several destinations called "${name}"`);
}

/** The recipient of a message comes back as it was named (4.1). */
function recipientComesBack(request: RecordedRequest, answer: Record<string, unknown>): string[] {
	const to = isRecord(request.body) ? request.body.to : undefined;
	const [contact] = records(answer.contacts);
	return contact?.input === to ? [] : ['the recipient of the answer is not that of the request'];
}

/** In: a recorded request that was handled. Out: what does not fit together, a sentence each. */
export function relationViolations(request: RecordedRequest): string[] {
	const { method, path, answer, handledStatus = 0 } = request;
	if (!isRecord(answer)) return [];
	if (handledStatus >= 300) return messageNamesCode(answer);
	if (method === 'GET' && path === '/groups') {
		return pageIsWithinLimit(request, isRecord(answer.data) ? answer.data.groups : []);
	}
	if (method === 'GET' && /^\/groups\/[^/]+$/.test(path)) {
		return fieldsWereAskedFor(request, answer);
	}
	if (path === '/messages') return recipientComesBack(request, answer);
	if (method === 'GET' && /^\/\d+$/.test(path)) {
		return answer.id === path.slice(1) ? [] : ['the file is not the one that was asked for'];
	}
	if (method === 'GET' && path === '/multi_webhook') return namesAreUnique(answer.destinations);
	if (path.endsWith('/join_requests')) {
		return method === 'GET'
			? pageIsWithinLimit(request, answer.data)
			: idsComeBackOnce(request, answer);
	}
	return [];
}

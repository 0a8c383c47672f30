import { AxiosError } from 'axios';
import fc from 'fast-check';
import { NodeOperationError } from 'n8n-workflow';

import {
	errorJson,
	toNodeError,
	toPublishingError,
} from '../../../nodes/Dialog360Groups/actions/nodeErrors';
import { createApiClient } from '../../../nodes/Dialog360Groups/api/client';
import { executeContext } from '../api/support/context';
import type { HttpAnswer } from '../api/support/context';
import { aNode, wrapped } from '../api/support/node';

type End = (words: string) => HttpAnswer | Error;

/** Everything an end of a call can carry, with the same words in every place of it. */
const ENDS: Readonly<Record<string, End>> = {
	"Meta's object": (words) => ({
		statusCode: 400,
		headers: { 'retry-after': words, 'd360-api-key': words },
		body: {
			error: {
				message: `(#100) ${words}`,
				code: 100,
				title: words,
				error_user_msg: words,
				error_data: { details: words },
				fbtrace_id: words,
			},
		},
	}),
	'a code nobody documented': (words) => ({
		statusCode: 400,
		body: { error: { message: words, code: 139999, error_data: { details: words } } },
	}),
	text: (words) => ({ statusCode: 400, body: { error: words } }),
	'a message': (words) => ({ statusCode: 404, body: { message: words } }),
	'legacy meta': (words) => ({ statusCode: 401, body: { meta: { developer_message: words } } }),
	'a list': (words) => ({ statusCode: 500, body: { errors: [{ code: 131000, title: words }] } }),
	HTML: (words) => ({ statusCode: 502, body: `<html>${words}</html>` }),
	'an unexpected answer': (words) => ({ statusCode: 200, body: [words] }),
	'a redirect': (words) => ({ statusCode: 302, headers: { location: `https://x/${words}` } }),
	'an error of the network': (words) => {
		const error = new AxiosError(words, 'ECONNRESET');
		Object.assign(error, {
			config: { headers: { 'D360-API-KEY': words }, url: `https://x/${words}`, data: words },
			request: { path: words },
		});
		return wrapped(error);
	},
	'an error with a code of words': (words) => wrapped(new AxiosError(words, words)),
	"n8n's refusal": (words) => new NodeOperationError(aNode, words, { description: words }),
};

const apiKey = fc.stringMatching(/^[A-Za-z0-9_-]{12,48}$/);
const around = fc.constantFrom(
	'',
	'Header ',
	'Invalid parameter. ',
	'(#100) ',
	'key=',
	'"',
	'x '.repeat(90),
);

async function errorOf(key: string, end: HttpAnswer | Error): Promise<unknown> {
	const { context } = executeContext(
		() => {
			if (end instanceof Error) throw end;
			return end;
		},
		{ credentials: { apiKey: key } },
	);
	const client = await createApiClient(context);
	const [result] = await Promise.allSettled([
		client.send({ method: 'POST', path: ['groups'], json: { subject: 'x' } }),
	]);
	if (result.status === 'fulfilled') throw new Error('It went well, although it should not');
	return result.reason;
}

/** What of an error can be seen anywhere: in the panel, in the log, in the data of the execution. */
function visible(error: Error): string {
	const { description, cause } = Object(error);
	const names = Object.getOwnPropertyNames(error);
	return [
		error.message,
		description,
		error.stack,
		String(cause),
		JSON.stringify(error, names),
		JSON.stringify(error),
	].join('\n');
}

it.each(Object.keys(ENDS))('the key is nowhere in an error after %s', async (name) => {
	await fc.assert(
		fc.asyncProperty(apiKey, around, around, async (key, before, after) => {
			const end = ENDS[name]?.(`${before}${key}${after}`) ?? new Error('No such end');
			const error = await errorOf(key, end);
			const seen = [
				visible(toNodeError(aNode, error, { itemIndex: 0 })),
				visible(toPublishingError(aNode, error)),
				JSON.stringify(errorJson(error, 'a-group')),
				error instanceof Error ? visible(error) : '',
			].join('\n');
			expect(seen).not.toContain(key);
			// What was asked for is there, or the search would find nothing anywhere.
			expect(seen).toContain('a-group');
		}),
		{ numRuns: 40 },
	);
});

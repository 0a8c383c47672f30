import fc from 'fast-check';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { errorJson, toNodeError } from '../../../nodes/Dialog360Groups/actions/nodeErrors';
import { explain } from '../../../nodes/Dialog360Groups/api/explain';
import { ApiError } from '../../../nodes/Dialog360Groups/api/failure';
import { ExplainedError, InputError } from '../../../nodes/Dialog360Groups/explainedError';
import { anyFailure } from '../api/support/failures';
import { aNode } from '../api/support/node';

const unknownGroup = new ApiError({
	kind: 'refused',
	httpStatus: 400,
	code: 131041,
	reason: 'Group unknown',
	isWrite: false,
});

describe('an error as n8n shows it', () => {
	it('of the API is a NodeApiError with what happened, what to do and where', () => {
		const error = toNodeError(aNode, unknownGroup, { itemIndex: 3, note: 'Of 5 items, 4 well.' });
		const { message, howToFix } = explain(unknownGroup.failure);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({
			message,
			httpCode: '400',
			node: aNode,
			context: { itemIndex: 3 },
			errorResponse: { code: 131041, reason: 'Group unknown' },
		});
		expect(error.description).toContain(howToFix);
		expect(error.description).toContain('WhatsApp says: Group unknown. Code 131041.');
		expect(error.description).toMatch(/Of 5 items, 4 well\.$/);
	});

	it.each([
		new InputError("'Subject' is empty", { howToFix: 'Enter one.' }),
		new ExplainedError("'Subject' is empty", { howToFix: 'Enter one.' }),
	])('of our own is a NodeOperationError', (own) => {
		const error = toNodeError(aNode, own, { itemIndex: 0, note: 'Note.' });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({
			message: "'Subject' is empty",
			description: 'Enter one. Note.',
			context: { itemIndex: 0 },
		});
		expect(toNodeError(aNode, own).description).toBe('Enter one.');
	});

	it('of n8n stays as it is', () => {
		const operation = new NodeOperationError(aNode, 'An expression');
		const api = new NodeApiError(aNode, {});
		expect(toNodeError(aNode, operation, { itemIndex: 1 })).toBe(operation);
		expect(toNodeError(aNode, api, { itemIndex: 1 })).toBe(api);
	});

	it.each([
		[new TypeError('x is not a function'), 'x is not a function'],
		['text', 'text'],
		[undefined, 'undefined'],
	])('of nobody (%p) keeps its words', (thrown, message) => {
		const error = toNodeError(aNode, thrown, { itemIndex: 2 });
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message, context: { itemIndex: 2 } });
	});

	it('keeps its own words, whatever the API says', () => {
		const reason = fc.constantFrom('Group unknown', 'templatePermission', 'ENOENT', 'EACCES here');
		fc.assert(
			fc.property(anyFailure(reason), (failure) => {
				const error = toNodeError(aNode, new ApiError(failure), { itemIndex: 0 });
				const { message, howToFix } = explain(failure);
				expect(error.message).toBe(message);
				expect(error.description).toContain(howToFix);
			}),
			{ numRuns: 1_000 },
		);
	});

	it.each([
		['a subject', "WhatsApp accepted the group 'Preexisting customers'"],
		['a field name', "This item has no file in 'profilePermission'"],
	])('keeps its own words when %s contains a code of Node.js', (_, message) => {
		const error = toNodeError(aNode, new ExplainedError(message, { howToFix: 'Wait.' }));
		expect(error.message).toBe(message);
	});
});

describe('an error as an item', () => {
	it('of the API has what happened, what to do, and the facts', () => {
		const { message, howToFix } = explain(unknownGroup.failure);
		expect(errorJson(unknownGroup)).toEqual({
			error: {
				message,
				howToFix,
				retryable: false,
				code: 131041,
				reason: 'Group unknown',
				httpStatus: 400,
			},
		});
	});

	it('leaves out what is not known', () => {
		const lost = new ApiError({ kind: 'interrupted', networkCode: 'ECONNRESET', isWrite: false });
		expect(Object.keys(Object(errorJson(lost).error))).toEqual([
			'message',
			'howToFix',
			'retryable',
			'retryAfterSeconds',
		]);
	});

	it('says when to try again, and which group it is about', () => {
		const limited = new ApiError({
			kind: 'refused',
			code: 131208,
			retryAfterMs: 1_500,
			isWrite: true,
		});
		expect(errorJson(limited, 'a-group')).toMatchObject({
			error: { retryable: true, retryAfterSeconds: 2, groupId: 'a-group' },
		});
		expect(errorJson(new Error('x'), 'a-group')).toEqual({
			error: { message: 'x', retryable: false, groupId: 'a-group' },
		});
	});

	it.each<[string, unknown, object]>([
		[
			'our own',
			new InputError("'Group' is empty", { howToFix: 'Choose one.' }),
			{ error: { message: "'Group' is empty", howToFix: 'Choose one.', retryable: false } },
		],
		[
			"n8n's",
			new NodeOperationError(aNode, 'An expression', { description: 'Mend it.' }),
			{ error: { message: 'An expression', howToFix: 'Mend it.', retryable: false } },
		],
		[
			"n8n's without a description",
			new NodeOperationError(aNode, 'An expression'),
			{ error: { message: 'An expression', retryable: false } },
		],
		["anybody's", new TypeError('x'), { error: { message: 'x', retryable: false } }],
		['no error at all', 'text', { error: { message: 'text', retryable: false } }],
	])('of %s', (_, error, expected) => {
		expect(errorJson(error)).toEqual(expected);
	});

	it('has no other keys, or n8n would not send it to the error output', () => {
		fc.assert(
			fc.property(fc.oneof(anyFailure(), fc.string()), (thrown) => {
				const error = typeof thrown === 'string' ? new Error(thrown) : new ApiError(thrown);
				expect(Object.keys(errorJson(error))).toEqual(['error']);
			}),
		);
	});
});

it('nothing of what the failure does not name gets into an error', () => {
	const error = new ApiError({ ...unknownGroup.failure });
	error.cause = { config: { headers: { 'D360-API-KEY': 'secret' } } };
	error.stack = 'secret';
	expect(JSON.stringify(toNodeError(aNode, error))).not.toContain('secret');
	expect(JSON.stringify(errorJson(error))).not.toContain('secret');
});

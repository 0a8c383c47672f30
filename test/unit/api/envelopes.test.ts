import fc from 'fast-check';

import { readErrorEnvelope, readMetaError } from '../../../nodes/Dialog360Groups/api/envelopes';

describe('error bodies seen through 360dialog', () => {
	it.each<[string, unknown, object]>([
		[
			"Meta's object",
			{
				error: {
					message: '(#131041) Group unknown',
					type: 'OAuthException',
					code: 131041,
					error_data: { messaging_product: 'whatsapp', details: 'The group is gone.' },
					fbtrace_id: 'x',
				},
			},
			{ code: 131041, reason: 'Group unknown. The group is gone' },
		],
		[
			'a quoted code',
			{ error: { message: 'Bad', code: '100', error_subcode: 33 } },
			{ code: 100, reason: 'Bad' },
		],
		[
			'details that repeat the message',
			{
				error: {
					message: '(#4) Too many calls.',
					code: 4,
					error_data: { details: 'Too many calls' },
				},
			},
			{ code: 4, reason: 'Too many calls' },
		],
		[
			'a title only',
			{ error: { title: 'Unable', code: 131203 } },
			{ code: 131203, reason: 'Unable' },
		],
		[
			'what Meta says for people, about a template',
			{
				error: {
					message: 'Invalid parameter',
					code: 100,
					error_user_title: 'Language is being deleted',
					error_user_msg: 'Try again in 4 weeks or take another name.',
				},
			},
			{ code: 100, reason: 'Invalid parameter. Try again in 4 weeks or take another name' },
		],
		['an object that says nothing', { error: {} }, {}],
		['a code only', { error: { code: 131000 } }, { code: 131000 }],
		['text', { error: 'Invalid API key' }, { reason: 'Invalid API key' }],
		['message', { message: 'There is one already' }, { reason: 'There is one already' }],
		[
			'legacy meta, snake case',
			{ meta: { success: false, http_code: 401, developer_message: 'Invalid api key' } },
			{ reason: 'Invalid api key' },
		],
		[
			'legacy meta, camel case',
			{
				meta: {
					success: false,
					httpCode: 404,
					developerMessage: 'Invalid api_key or token expired',
				},
			},
			{ reason: 'Invalid api_key or token expired' },
		],
		['a list', { errors: [{ code: 1, message: 'One' }, { code: 2 }] }, { code: 1, reason: 'One' }],
		['junk before the first entry of a list', { errors: [null, 'x', { code: 7 }] }, { code: 7 }],
		['an empty list', { errors: [] }, {}],
		['null beside a message', { error: null, message: 'Words' }, { reason: 'Words' }],
		['empty text beside a message', { error: '', message: 'Words' }, { reason: 'Words' }],
		['a number', { error: 5 }, {}],
		['an array', { error: [{ code: 1 }] }, {}],
		['an array of envelopes', [{ error: { code: 1 } }], {}],
		['words that are no text', { error: { message: { text: 'x' }, code: {} } }, {}],
		['nested junk', { error: { message: 'A', error_data: [['x']] } }, { reason: 'A' }],
		['HTML', '<html><body>502 Bad Gateway</body></html>', {}],
		['an empty text', '', {}],
		['nothing', null, {}],
		['not even nothing', undefined, {}],
	])('%s', (_, body, expected) => {
		const envelope = readErrorEnvelope(body);
		expect(envelope).toEqual(expected);
	});

	it('is not taken in by keys of the prototype', () => {
		const body: unknown = JSON.parse(
			'{"__proto__":{"error":"stolen"},"constructor":{"prototype":{"code":1}},"error":{"__proto__":{"code":5,"message":"stolen"},"constructor":"x"}}',
		);
		expect(readErrorEnvelope(body)).toEqual({});
		expect(Object.hasOwn(Object.prototype, 'error')).toBe(false);
		expect(Object.hasOwn(Object.prototype, 'code')).toBe(false);
	});

	it('reads the errors of failed entries the same way', () => {
		const error = {
			code: 131203,
			title: 'Unable to add participant to group',
			message: '(#131203) Recipient has not accepted our new Terms.',
			error_data: { details: 'Recipient has not accepted our new Terms.' },
		};
		expect(readMetaError(error)).toEqual({
			code: 131203,
			reason: 'Recipient has not accepted our new Terms',
		});
		expect(readMetaError('text')).toEqual({});
		expect(readMetaError(undefined)).toEqual({});
	});

	it('never throws, and gives a whole number and non-empty words or nothing', () => {
		const keys = fc.constantFrom(
			'error',
			'errors',
			'message',
			'meta',
			'code',
			'title',
			'error_data',
			'details',
			'developer_message',
			'developerMessage',
			'__proto__',
		);
		const { envelope } = fc.letrec((tie) => ({
			leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
			envelope: fc.oneof(
				{ maxDepth: 4 },
				tie('leaf'),
				fc.dictionary(keys, tie('envelope'), { maxKeys: 5 }),
				fc.array(tie('envelope'), { maxLength: 3 }),
			),
		}));
		fc.assert(
			fc.property(fc.oneof(envelope, fc.anything()), (body) => {
				const { code, reason } = readErrorEnvelope(body);
				expect(code === undefined || Number.isSafeInteger(code)).toBe(true);
				expect(reason === undefined || reason.length > 0).toBe(true);
			}),
		);
	});
});

import type { GenericValue } from 'n8n-workflow';

import { itemParameters } from '../../../nodes/Dialog360Groups/actions/itemParameters';
import { InputError } from '../../../nodes/Dialog360Groups/explainedError';
import { always, executeContext } from '../api/support/context';

/** The parameters of an item whose field x an expression gave this value. */
function fieldX(value: GenericValue) {
	const { context } = executeContext(always({ statusCode: 200 }), {
		parameters: { x: '={{ $json.x }}' },
		input: [{ json: { x: value } }],
	});
	return itemParameters(context, 0);
}

describe('a mapper', () => {
	it.each<[GenericValue, object]>([
		[null, { values: {} }],
		['', { values: {} }],
		['  ', { values: {} }],
		[{ a: 1 }, { values: { a: 1 } }],
		['{"a":"b"}', { values: { a: 'b' } }],
		[
			{ mappingMode: 'defineBelow', value: null, schema: [] },
			{ values: {}, shown: [] },
		],
		[
			{
				mappingMode: 'defineBelow',
				value: { a: 'b' },
				schema: [{ id: 'a' }, {}, null, { id: 'c' }],
			},
			{ values: { a: 'b' }, shown: ['a', 'c'] },
		],
		[{ mappingMode: 'defineBelow' }, { values: {}, shown: [] }],
	])('of %j is %j', (value, expected) => {
		expect(fieldX(value).mapped('x', 'The Label')).toEqual(expected);
	});

	it.each<[GenericValue]>([['text'], [5], [true], [['a']], ['[1]'], ['5'], ['{"a":']])(
		'is not %j',
		(value) => {
			expect(() => fieldX(value).mapped('x', 'The Label')).toThrow(InputError);
			expect(() => fieldX(value).mapped('x', 'The Label')).toThrow("'The Label' is not an object");
		},
	);
});

describe('what is picked', () => {
	it.each([
		['from the list', { __rl: true, mode: 'list', value: 'order|en_US' }, 'order|en_US'],
		['by name', { __rl: true, mode: 'id', value: ' order ' }, 'order'],
		['by an expression', { __rl: true, mode: 'id', value: '={{ $json.name }}' }, 'order'],
		['by nothing', { __rl: true, mode: 'list', value: '' }, ''],
		['by a whole expression', '={{ $json.name }}', 'order'],
	])('%s', (_, template, expected) => {
		const { context } = executeContext(always({ statusCode: 200 }), {
			parameters: {
				resource: 'message',
				operation: 'send',
				sendTo: 'group',
				messageType: 'template',
				template,
			},
			input: [{ json: { name: 'order' } }],
		});
		expect(itemParameters(context, 0).picked('template')).toBe(expected);
	});
});

import fc from 'fast-check';
import type { GenericValue, INodeParameters } from 'n8n-workflow';

import { itemParameters } from '../../../nodes/Dialog360Groups/actions/itemParameters';
import { InputError } from '../../../nodes/Dialog360Groups/explainedError';
import { splitNumbers } from '../../../nodes/Dialog360Groups/phone';
import { always, executeContext } from '../api/support/context';

/** The parameters of an item whose fields have these values. */
function fields(parameters: INodeParameters) {
	const { context } = executeContext(always({ statusCode: 200 }), { parameters });
	return itemParameters(context, 0);
}

/** The parameters of an item whose field x an expression gave this value, which can be anything. */
function fieldX(value: GenericValue) {
	const { context } = executeContext(always({ statusCode: 200 }), {
		parameters: { x: '={{ $json.x }}', options: { x: '={{ $json.x }}' } },
		input: [{ json: { x: value } }],
	});
	return itemParameters(context, 0);
}

describe('text', () => {
	it.each([
		['text', 'text'],
		['  text \n', 'text'],
		[5, '5'],
		[0, '0'],
		['', ''],
		['  ', ''],
		[null, ''],
		[true, ''],
		[['a'], ''],
		[{ a: 1 }, ''],
	])('of %j is %j', (value, expected) => {
		const parameters = fieldX(value);
		expect(parameters.text('x')).toBe(expected);
		expect(parameters.text('options.x')).toBe(expected);
		expect(parameters.optionalText('x')).toBe(value === null ? undefined : expected);
	});

	it('of a field that was not added is empty, or undefined', () => {
		const parameters = fields({ options: { y: '' } });
		expect(parameters.text('options.x')).toBe('');
		expect(parameters.optionalText('options.x')).toBeUndefined();
		expect(parameters.optionalText('options.y')).toBe('');
		expect(parameters.optionalText('nowhere.x')).toBeUndefined();
	});
});

describe('texts', () => {
	it.each([
		['a', ['a']],
		['a, b;c\n d ', ['a', 'b', 'c', 'd']],
		[', ;', []],
		['', []],
		[null, []],
		[4917112345, ['4917112345']],
		[
			['a', ' b ', '', null, 5, ['c'], { d: 1 }],
			['a', 'b', '5'],
		],
		[['a, b'], ['a, b']],
		[[], []],
		[true, []],
	])('of %j are %j', (value, expected) => {
		expect(fieldX(value).texts('x', splitNumbers)).toEqual(expected);
	});
});

describe('a flag', () => {
	it.each([
		[true, true],
		[false, false],
		['true', true],
		['FALSE', false],
	])('of %j is %j, whatever the fallback', (value, expected) => {
		expect(fieldX(value).flag('x', true)).toBe(expected);
		expect(fieldX(value).flag('x', false)).toBe(expected);
	});

	it.each([['yes'], [1]])('of %j is turned down', (value) => {
		expect(() => fieldX(value).flag('x', true)).toThrow(/neither true nor false/);
	});

	it.each([[null], ['']])('of %j is the fallback', (value) => {
		expect(fieldX(value).flag('x', true)).toBe(true);
		expect(fieldX(value).flag('x', false)).toBe(false);
	});
});

describe('a count', () => {
	const range = { label: 'Time Limit', least: 1, most: 3600, fallback: 60 };

	it.each([
		[1, 1],
		[3600, 3600],
		['30', 30],
		[' 30 ', 30],
		['', 60],
		[null, 60],
	])('of %j is %d', (value, expected) => {
		expect(fieldX(value).count('x', range)).toBe(expected);
	});

	it('of a field that was not added is the fallback', () => {
		expect(fields({}).count('options.x', range)).toBe(60);
	});

	it.each([[0], [3601], [-5], [1.5], ['1.5'], ['many'], [true], [[5]], [{ a: 5 }]])(
		'of %j is turned down',
		(value) => {
			const read = () => fieldX(value).count('x', range);
			expect(read).toThrow(InputError);
			expect(read).toThrow("'Time Limit'");
		},
	);

	it('is always in its range', () => {
		fc.assert(
			fc.property(fc.oneof(fc.integer(), fc.integer({ min: -5, max: 4000 })), (value) => {
				const inRange = value >= 1 && value <= 3600;
				const read = () => fields({ x: value }).count('x', range);
				if (inRange) expect(read()).toBe(value);
				else expect(read).toThrow(InputError);
			}),
			{ numRuns: 50 },
		);
	});
});

describe('a choice', () => {
	const choices = ['auto_approve', 'approval_required'] as const;

	it('is one of those there are', () => {
		expect(fieldX('auto_approve').choice('x', 'Who Can Join', choices)).toBe('auto_approve');
	});

	it.each([['AUTO_APPROVE'], ['open'], [''], [null], [true], [['auto_approve']]])(
		'%j is turned down, with those there are',
		(value) => {
			try {
				fieldX(value).choice('x', 'Who Can Join', choices);
			} catch (error) {
				if (!(error instanceof InputError)) throw error;
				expect(error.message).toContain("'Who Can Join'");
				expect(error.howToFix).toContain('auto_approve, approval_required');
			}
			expect.assertions(2);
		},
	);

	it.each([
		[
			['approval_required', 'auto_approve'],
			['approval_required', 'auto_approve'],
		],
		[[], []],
		[null, []],
	])('of several, %j is %j', (value, expected) => {
		expect(fieldX(value).choices('x', 'Fields', choices)).toEqual(expected);
	});

	it('of several is turned down if one of them does not exist', () => {
		const read = () => fieldX(['auto_approve', 'open']).choices('x', 'Fields', choices);
		expect(read).toThrow(InputError);
	});
});

describe('the group', () => {
	const GET = { resource: 'group', operation: 'get' };

	it.each<[string, INodeParameters[string]]>([
		['from the list', { __rl: true, mode: 'list', value: 'g', cachedResultName: 'Group' }],
		['by its ID', { __rl: true, mode: 'id', value: ' g ' }],
		['by a plain value, as an expression or an agent gives it', 'g'],
	])('is read %s', (_, groupId) => {
		expect(fields({ ...GET, groupId }).groupId()).toBe('g');
	});

	it.each<[string, INodeParameters]>([
		['was not chosen', { groupId: { __rl: true, mode: 'list', value: '' } }],
		['is null', { groupId: { __rl: true, mode: 'id', value: null } }],
		['is absent', {}],
	])('that %s is turned down', (_, parameters) => {
		expect(() => fields({ ...GET, ...parameters }).groupId()).toThrow(InputError);
	});
});

it('each item has its own values', () => {
	const { context } = executeContext(always({ statusCode: 200 }), {
		parameters: { x: '={{ $json.x }}' },
		input: [{ json: { x: 'first' } }, { json: { x: 'second' } }],
	});
	const items = [0, 1].map((itemIndex) => itemParameters(context, itemIndex));
	expect(items.map((item) => [item.itemIndex, item.text('x')])).toEqual([
		[0, 'first'],
		[1, 'second'],
	]);
});

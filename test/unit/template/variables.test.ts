import fc from 'fast-check';

import {
	linkVariableOf,
	placeholdersIn,
	unfillableParts,
	variablesOf,
} from '../../../nodes/Dialog360Groups/template';
import { anyTemplate, partsOf, textOf } from './support';

/** What the buttons that have a variable ask for. */
const KINDS = new Map([
	['dynamic', 'url'],
	['quick_reply', 'payload'],
	['copy_code', 'code'],
]);

describe('the variables in a text', () => {
	it.each([
		['Hello!', []],
		['Hello {{1}}', ['1']],
		['{{2}} and {{1}}, {{2}}', ['1', '2']],
		['{{10}} {{9}} {{1}}', ['1', '9', '10']],
		['Hi {{ name }}, order {{order_id}} of {{name}}', ['name', 'order_id']],
		['{1} {{}} {{a b}} }}{{', []],
	])('of %j are %j', (text, expected) => {
		expect(placeholdersIn(text)).toEqual(expected);
	});
});

describe('the variables of a template', () => {
	it('are told with the words around them', () => {
		const parts = partsOf({
			header: { format: 'text', ...textOf('Order {{1}}') },
			body: textOf('Hi {{1}}, good news: your order {{2}} is ready now. See you at {{3}}!', {
				2: '4711',
			}),
			buttons: [
				{ type: 'phone_number', text: 'Call us' },
				{ type: 'url', text: 'Track', url: 'https://example.com/o/{{1}}' },
				{ type: 'url', text: 'Shop', url: 'https://example.com/' },
				{ type: 'quick_reply', text: 'Stop' },
				{ type: 'copy_code' },
			],
		});
		expect(variablesOf(parts).map(({ id, label, isRequired }) => [id, label, isRequired])).toEqual([
			['header_1', 'Header 1: Order {{1}}', true],
			['body_1', 'Body 1: Hi {{1}}, good news: your…', true],
			['body_2', 'Body 2: …order {{2}} is ready now.…', true],
			['body_3', 'Body 3: …at {{3}}!', true],
			['button_2_url', 'Button 2: …/o/{{1}} (Track)', true],
			['button_4_payload', 'Button 4: data of the reply (Stop)', false],
			['button_5_code', 'Button 5: code to copy', true],
		]);
		expect(variablesOf(parts)[2]?.example).toBe('4711');
	});

	it.each(['image', 'video', 'document'])('ask for the %s of a header', (format) => {
		const [variable, ...others] = variablesOf(partsOf({ header: { format, ...textOf('') } }));
		expect(variable).toMatchObject({ id: `header_${format}`, place: { kind: 'media' } });
		expect(others).toEqual([]);
	});

	it('are none in a template without body, header and buttons', () => {
		expect(variablesOf(partsOf({}))).toEqual([]);
	});

	it('are each asked for once, whatever the template', () => {
		fc.assert(
			fc.property(anyTemplate, ({ parts, headerKind, headerVariables, bodyVariables, buttons }) => {
				const ids = variablesOf(parts).map(({ id }) => id);
				const media = ['image', 'video', 'document'].includes(headerKind);
				expect(new Set(ids).size).toBe(ids.length);
				expect([...ids].sort()).toEqual(
					[
						...(media ? [`header_${headerKind}`] : []),
						...headerVariables.map((name) => `header_${name}`),
						...bodyVariables.map((name) => `body_${name}`),
						...buttons.flatMap((type, index) => {
							const kind = KINDS.get(type);
							return kind === undefined ? [] : [`button_${index + 1}_${kind}`];
						}),
					].sort(),
				);
			}),
		);
	});

	it('carry every number and every word of their label on one line', () => {
		fc.assert(
			fc.property(anyTemplate, ({ parts }) => {
				for (const { label, place } of variablesOf(parts)) {
					expect(label).not.toMatch(/\n/);
					if (place.kind === 'text') expect(label).toContain(`{{${place.name}}}`);
				}
			}),
		);
	});
});

describe('the label of a button with an address', () => {
	it.each([
		['https://example.com/orders/{{1}}', 'Button 1: …/orders/{{1}}'],
		['https://example.com/orders?id={{1}}', 'Button 1: …/orders?id={{1}}'],
		['https://example.com/{{1}}', 'Button 1: https://example.com/{{1}}'],
		['https://{{1}}.example.com', 'Button 1: https://{{1}}.example.com'],
		['{{1}}', 'Button 1: {{1}}'],
	])('for %j is %j', (url, label) => {
		expect(variablesOf(partsOf({ buttons: [{ type: 'url', url }] }))[0]?.label).toBe(label);
	});
});

describe('what can not be filled', () => {
	it.each([
		[partsOf({ body: textOf('Hi') }), []],
		[partsOf({ others: ['carousel'] }), ["a part of the kind 'carousel'"]],
		[
			partsOf({ header: { format: 'location', ...textOf('') } }),
			["a header of the kind 'location'"],
		],
		[
			partsOf({ buttons: [{ type: 'quick_reply' }, { type: 'otp' }, { type: 'flow' }] }),
			["a button of the kind 'otp'", "a button of the kind 'flow'"],
		],
	])('is named', (parts, expected) => {
		expect(unfillableParts(parts)).toEqual(expected);
	});
});

describe('the variable for the link', () => {
	const parts = partsOf({
		header: { format: 'text', ...textOf('For {{1}}') },
		body: textOf('Hi {{1}}, here: {{2}}', { 1: 'Ana', 2: 'https://chat.whatsapp.com/Ek3t' }),
	});
	const variables = variablesOf(parts);

	it.each([
		['', 'body_2'],
		['1', 'body_1'],
		['{{1}}', 'body_1'],
		['body_2', 'body_2'],
		['3', undefined],
		['header_1', undefined],
	])('for the wish %j is %j', (wanted, expected) => {
		expect(linkVariableOf(variables, wanted)?.id).toBe(expected);
	});

	it('is the first of the body where no example tells', () => {
		const body = textOf('Hi {{name}}, here: {{link}}');
		expect(linkVariableOf(variablesOf(partsOf({ body })), '')?.id).toBe('body_name');
		expect(linkVariableOf(variablesOf(partsOf({ body })), 'link')?.id).toBe('body_link');
	});
});

import fc from 'fast-check';

import { componentsFrom, variablesOf } from '../../../nodes/Dialog360Groups/template';
import type { TemplateVariable, VariableValue } from '../../../nodes/Dialog360Groups/template';
import { anyTemplate, partsOf, textOf } from './support';

/** Something for every variable, by which it can be told again. */
function fillerOf({ id, place }: TemplateVariable): VariableValue {
	return place.kind === 'media' ? { media: { id: `file of ${id}` } } : { text: `value of ${id}` };
}

describe('the components of a message', () => {
	it('are made of the values, with the link of a group among them', () => {
		const parts = partsOf({
			header: { format: 'document', ...textOf('') },
			body: textOf('Hi {{2}}, come in: {{1}}'),
			buttons: [
				{ type: 'quick_reply', text: 'No' },
				{ type: 'url', text: 'More', url: 'https://example.com/{{1}}' },
				{ type: 'copy_code' },
				{ type: 'quick_reply', text: 'Yes' },
			],
		});
		const values = new Map<string, VariableValue>([
			['header_document', { media: { link: 'https://example.com/a.pdf' }, fileName: 'a.pdf' }],
			['body_1', { groupId: 'group-id' }],
			['body_2', { text: 'Ana' }],
			['button_2_url', { text: 'abc' }],
			['button_3_code', { text: 'SAVE10' }],
			['button_4_payload', { text: 'yes' }],
		]);
		expect(componentsFrom(variablesOf(parts), ({ id }) => values.get(id))).toEqual([
			{
				type: 'header',
				parameters: [
					{ type: 'document', document: { link: 'https://example.com/a.pdf', filename: 'a.pdf' } },
				],
			},
			{
				type: 'body',
				parameters: [
					{ type: 'group_id', group_id: 'group-id' },
					{ type: 'text', text: 'Ana' },
				],
			},
			{
				type: 'button',
				sub_type: 'url',
				index: '1',
				parameters: [{ type: 'text', text: 'abc' }],
			},
			{
				type: 'button',
				sub_type: 'copy_code',
				index: '2',
				parameters: [{ type: 'coupon_code', coupon_code: 'SAVE10' }],
			},
			{
				type: 'button',
				sub_type: 'quick_reply',
				index: '3',
				parameters: [{ type: 'payload', payload: 'yes' }],
			},
		]);
	});

	it('say the names of named variables', () => {
		const parts = partsOf({ body: textOf('Hi {{name}}: {{link}}') });
		const value = ({ id }: TemplateVariable): VariableValue =>
			id === 'body_link' ? { groupId: 'group-id' } : { text: 'Ana' };
		expect(componentsFrom(variablesOf(parts), value)).toEqual([
			{
				type: 'body',
				parameters: [
					{ type: 'text', parameter_name: 'name', text: 'Ana' },
					{ type: 'group_id', parameter_name: 'link', group_id: 'group-id' },
				],
			},
		]);
	});

	it('are none where there is nothing to fill', () => {
		expect(componentsFrom([], fillerOf)).toEqual([]);
	});

	it('hold every value once, in the order in which WhatsApp wants them', () => {
		fc.assert(
			fc.property(anyTemplate, ({ parts, bodyVariables, headerVariables, headerKind, buttons }) => {
				const variables = variablesOf(parts);
				const components = componentsFrom(variables, fillerOf);
				const values = JSON.stringify(components).match(/(value|file) of \w+/g) ?? [];
				expect(values.map((value) => value.split(' of ')[1])).toEqual(
					variables.map(({ id }) => id),
				);
				const places = components.map(({ type, index }) => `${type} ${index ?? ''}`.trim());
				const ofButtons = buttons.flatMap((type, index) =>
					['dynamic', 'quick_reply', 'copy_code'].includes(type) ? [`button ${index}`] : [],
				);
				const hasHeader = headerVariables.length > 0 || !['none', 'text'].includes(headerKind);
				expect(places).toEqual([
					...(hasHeader ? ['header'] : []),
					...(bodyVariables.length > 0 ? ['body'] : []),
					...ofButtons,
				]);
				const body = components.find(({ type }) => type === 'body');
				expect(body?.parameters.length ?? 0).toBe(bodyVariables.length);
			}),
		);
	});

	it('leave out what may be left out', () => {
		fc.assert(
			fc.property(anyTemplate, ({ parts }) => {
				const variables = variablesOf(parts);
				const components = componentsFrom(variables, (variable) =>
					variable.isRequired ? fillerOf(variable) : undefined,
				);
				expect(components.some(({ sub_type }) => sub_type === 'quick_reply')).toBe(false);
				expect(components.flatMap(({ parameters }) => parameters)).toHaveLength(
					variables.filter(({ isRequired }) => isRequired).length,
				);
			}),
		);
	});
});

import fc from 'fast-check';

import type { TemplateParts, TemplateText } from '../../../nodes/Dialog360Groups/template';

export function textOf(text: string, examples: Record<string, string> = {}): TemplateText {
	return { text, examples: new Map(Object.entries(examples)) };
}

/** A template of which only some parts are told. */
export function partsOf(parts: Partial<TemplateParts>): TemplateParts {
	return { buttons: [], others: [], ...parts };
}

const words = fc
	.stringMatching(/^[A-Za-zäöß ,.!?{}]{0,12}$/)
	.filter((text) => !text.includes('{{'));
const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z_]{0,8}$/), { maxLength: 4 });
const numbers = fc
	.nat({ max: 4 })
	.map((count) => Array.from({ length: count }, (_, index) => String(index + 1)));

/** A text with variables, in any order, some of them twice. */
const text = fc
	.tuple(
		fc.oneof(names, numbers),
		fc.array(words, { minLength: 9, maxLength: 9 }),
		fc.infiniteStream(fc.nat()),
	)
	.map(([variables, fillers, dice]) => {
		const twice = variables.filter((_, index) => index % 2 === 0);
		const shuffled = [...variables, ...twice]
			.map((name) => ({ name, at: dice.next().value ?? 0 }))
			.sort((one, other) => one.at - other.at);
		const body = shuffled.map(({ name }, index) => `${fillers[index] ?? ''} {{${name}}} `).join('');
		return { variables, text: `${body}end` };
	});

/** Any template, and how many values it takes in each of its places. */
export const anyTemplate = fc
	.record({
		headerKind: fc.constantFrom('none', 'text', 'image', 'video', 'document'),
		header: text,
		body: text,
		buttons: fc.array(
			fc.constantFrom('url', 'dynamic', 'quick_reply', 'copy_code', 'phone_number'),
			{ maxLength: 10 },
		),
	})
	.map(({ headerKind, header, body, buttons }) => ({
		headerKind,
		headerVariables: headerKind === 'text' ? header.variables : [],
		bodyVariables: body.variables,
		buttons,
		parts: partsOf({
			...(headerKind === 'none'
				? {}
				: { header: { format: headerKind, ...textOf(headerKind === 'text' ? header.text : '') } }),
			body: textOf(body.text),
			buttons: buttons.map((type) => ({
				type: type === 'dynamic' ? 'url' : type,
				text: 'Tap',
				url: type === 'dynamic' ? 'https://example.com/{{1}}' : 'https://example.com/',
			})),
		}),
	}));

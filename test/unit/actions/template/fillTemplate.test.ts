import fc from 'fast-check';

import { fillTemplate } from '../../../../nodes/Dialog360Groups/actions/template/fillTemplate';
import { readHeaderFile } from '../../../../nodes/Dialog360Groups/actions/template/headerFile';
import type { Template } from '../../../../nodes/Dialog360Groups/api/templates';
import { InputError } from '../../../../nodes/Dialog360Groups/explainedError';
import { componentsFrom, variablesOf } from '../../../../nodes/Dialog360Groups/template';
import type { TemplateParts } from '../../../../nodes/Dialog360Groups/template';
import { anyTemplate } from '../../template/support';

const templateOf = (parts: TemplateParts): Template => ({
	name: 'any',
	language: 'en_US',
	status: 'approved',
	parts,
});

const upload = async (_kind: string, fieldName: string) => ({ mediaId: `uploaded ${fieldName}` });

async function fill(parts: TemplateParts, values: Record<string, string>, shown?: string[]) {
	const fields = { values, shown };
	return await fillTemplate(templateOf(parts), { label: 'Variables', fields, upload });
}

/** A value for each variable: a file of the item for headers. */
const complete = (parts: TemplateParts) =>
	Object.fromEntries(variablesOf(parts).map(({ id }) => [id, `value_of_${id}`]));

describe('any template', () => {
	it('that is filled completely gives every value in its place', async () => {
		await fc.assert(
			fc.asyncProperty(anyTemplate, async ({ parts }) => {
				const expected = componentsFrom(variablesOf(parts), ({ id, place }) =>
					place.kind === 'media'
						? { media: { id: `uploaded value_of_${id}` } }
						: { text: `value_of_${id}` },
				);
				expect(await fill(parts, complete(parts))).toEqual(expected);
			}),
		);
	});

	it('that lacks one value names exactly that one', async () => {
		await fc.assert(
			fc.asyncProperty(anyTemplate, fc.nat(), fc.boolean(), async ({ parts }, dice, isShown) => {
				const required = variablesOf(parts).filter(({ isRequired }) => isRequired);
				fc.pre(required.length > 0);
				const left = required[dice % required.length];
				const values = { ...complete(parts), [left?.id ?? '']: ' ' };
				const shown = isShown ? Object.keys(values) : undefined;
				const [end] = await Promise.allSettled([fill(parts, values, shown)]);
				if (end.status === 'fulfilled')
					throw new Error('It was filled, although a value was missing');
				expect(end.reason).toBeInstanceOf(InputError);
				expect(end.reason.message).toBe(`'${left?.label}' of the template 'any' is empty`);
			}),
		);
	});

	it('that has one value too many is not filled', async () => {
		await fc.assert(
			fc.asyncProperty(
				anyTemplate,
				fc.constantFrom('body_99', '__proto__', 'constructor', 'Body', 'header'),
				async ({ parts }, key) => {
					const values = JSON.parse(
						JSON.stringify(complete(parts)).replace(/^\{/, `{"${key}":"x",`).replace(',}', '}'),
					);
					await expect(fill(parts, values)).rejects.toThrow(`no variable '${key}'`);
				},
			),
		);
	});
});

describe('the file of a header', () => {
	it.each([
		['https://example.com/a.jpg', { link: 'https://example.com/a.jpg' }],
		['HTTP://example.com/a.jpg', { link: 'HTTP://example.com/a.jpg' }],
		[' 1013859600285441\n', { id: '1013859600285441' }],
		['data', { id: 'uploaded data' }],
		['attachment_0', { id: 'uploaded attachment_0' }],
		['1234', { id: 'uploaded 1234' }],
	])('written as %j is %j', async (written, media) => {
		expect(await readHeaderFile('image', written, upload)).toEqual({ media });
	});
});

import fc from 'fast-check';

import {
	allTemplates,
	createFromLibrary,
	deleteTemplate,
	inviteLibrary,
} from '../../../nodes/Dialog360Groups/api/templates';
import { clientSaying } from './support/fakeClient';

const row = (name: string, more: object = {}) => ({
	name,
	language: 'en_US',
	status: 'approved',
	...more,
});

const rows = (first: number, count: number) =>
	Array.from({ length: count }, (_, index) => row(`t_${first + index}`));

describe('all templates', () => {
	it('are read page by page, up to the total', async () => {
		const client = clientSaying(
			{ total: 1500, waba_templates: rows(0, 1000) },
			{ total: 1500, waba_templates: rows(1000, 500) },
		);
		const templates = await allTemplates(client);
		expect(new Set(templates.map(({ name }) => name)).size).toBe(1500);
		expect(client.calls.map(({ query }) => query)).toEqual([
			{ limit: 1000, offset: 0 },
			{ limit: 1000, offset: 1000 },
		]);
	});

	it.each([
		['smaller pages than asked for', { total: '3' }, [2, 1], 2],
		['no total', {}, [2, 1, 0], 3],
		['an empty list', { total: 0 }, [0], 1],
		['a total that is too high', { total: 99 }, [2, 0], 2],
	])('are complete with %s', async (_, more, sizes, calls) => {
		let first = 0;
		const pages = sizes.map((size) => {
			const page = { ...more, waba_templates: rows(first, size) };
			first += size;
			return page;
		});
		const client = clientSaying(...pages);
		const total = sizes.reduce((sum, size) => sum + size, 0);
		expect(await allTemplates(client)).toHaveLength(total);
		expect(client.calls).toHaveLength(calls);
	});

	it('end when the API takes no note of the offset', async () => {
		const page = { waba_templates: rows(0, 3) };
		const client = clientSaying(page, page, page);
		expect(await allTemplates(client)).toHaveLength(3);
		expect(client.calls).toHaveLength(2);
	});

	it('are told apart by name and language', async () => {
		const list = [
			row('a'),
			row('a', { language: 'de' }),
			row('a'),
			{ name: 'no_language' },
			'junk',
		];
		const client = clientSaying({ total: 5, waba_templates: list });
		expect((await allTemplates(client)).map(({ name, language }) => [name, language])).toEqual([
			['a', 'en_US'],
			['a', 'de'],
		]);
	});
});

it('a template and an earlier one of the same name are both there', async () => {
	const list = [row('a', { id: '1', status: 'deleted' }), row('a', { id: '2' })];
	const client = clientSaying({ total: 2, waba_templates: list });
	expect((await allTemplates(client)).map(({ status }) => status)).toEqual(['deleted', 'approved']);
});

async function read(template: object) {
	const [value] = await allTemplates(clientSaying({ total: 1, waba_templates: [template] }));
	return value;
}

describe('a template', () => {
	it.each([
		['approved', 'approved'],
		['APPROVED', 'approved'],
		['submitted', 'pending'],
		['PENDING', 'pending'],
		['ACTIVE', 'approved'],
		['Rejected', 'rejected'],
		['IN_APPEAL', 'in_appeal'],
		[undefined, ''],
		[null, ''],
	])('with the status %j is %j', async (status, expected) => {
		expect(await read(row('a', { status }))).toMatchObject({ status: expected });
	});

	it.each([
		[null, undefined],
		['NONE', undefined],
		['none', undefined],
		['', undefined],
		['INVALID_FORMAT', 'INVALID_FORMAT'],
	])('with the rejected reason %j has the reason %j', async (rejected_reason, expected) => {
		expect((await read(row('a', { rejected_reason })))?.rejectedReason).toBe(expected);
	});

	it('is read with all its parts, in upper or lower case', async () => {
		const template = await read(
			row('a', {
				category: 'UTILITY',
				language: { code: 'pt_BR' },
				id: 12,
				library_template_name: 'group_invite_1',
				components: [
					{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['https://x'] } },
					{ type: 'body', text: 'Hi {{1}} and {{2}}', example: { body_text: [['Ana', 'Bo']] } },
					{ type: 'FOOTER', text: 'Bye' },
					{
						type: 'BUTTONS',
						buttons: [
							{ type: 'URL', text: 'Go', url: 'https://x/{{1}}' },
							{ type: 'quick_reply', text: 'No' },
							{},
						],
					},
					{ type: 'CAROUSEL', cards: [] },
					{},
					null,
				],
			}),
		);
		expect(template).toEqual({
			name: 'a',
			language: 'pt_BR',
			status: 'approved',
			category: 'utility',
			id: '12',
			rejectedReason: undefined,
			libraryTemplateName: 'group_invite_1',
			parts: {
				header: { format: 'image', text: '', examples: new Map() },
				body: {
					text: 'Hi {{1}} and {{2}}',
					examples: new Map([
						['1', 'Ana'],
						['2', 'Bo'],
					]),
				},
				footer: 'Bye',
				buttons: [
					{ type: 'url', text: 'Go', url: 'https://x/{{1}}' },
					{ type: 'quick_reply', text: 'No' },
					{ type: '' },
				],
				others: ['carousel', 'unknown'],
			},
		});
	});

	it('has the examples of named variables, and of a header', async () => {
		const template = await read(
			row('a', {
				components: [
					{ type: 'HEADER', text: 'For {{1}}', example: { header_text: ['Ana'] } },
					{
						type: 'BODY',
						text: '{{link}}',
						example: { body_text_named_params: [{ param_name: 'link', example: 'https://x' }] },
					},
				],
			}),
		);
		expect(template?.parts.header).toMatchObject({ format: 'text' });
		expect(template?.parts.header?.examples.get('1')).toBe('Ana');
		expect(template?.parts.body?.examples.get('link')).toBe('https://x');
	});

	it('is read from anything without a crash', async () => {
		await fc.assert(
			fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (components, status) => {
				expect(await read(row('a', { components, status }))).toMatchObject({ name: 'a' });
			}),
		);
	});
});

describe('the other calls', () => {
	it('create from the library, as the documents say', async () => {
		const client = clientSaying({ id: '1', status: 'PENDING', category: 'UTILITY' });
		const template = { name: 'a', language: 'en_US', libraryTemplateName: 'b' };
		expect(await createFromLibrary(client, template)).toEqual({ id: '1', status: 'pending' });
		expect(client.calls).toMatchObject([
			{
				method: 'POST',
				path: ['v1', 'configs', 'templates'],
				json: { name: 'a', category: 'UTILITY', language: 'en_US', library_template_name: 'b' },
				doubt: 'this template may have been created',
			},
		]);
		expect(client.calls[0]?.isIdempotent).toBeUndefined();
	});

	it.each([{}, { status: null }])('know no status where none is told: %j', async (answer) => {
		const template = { name: 'a', language: 'en_US', libraryTemplateName: 'b' };
		expect(await createFromLibrary(clientSaying(answer), template)).toEqual({});
	});

	it('delete by name', async () => {
		const client = clientSaying({ success: true });
		await deleteTemplate(client, 'a');
		expect(client.calls).toMatchObject([
			{ method: 'DELETE', path: ['v1', 'configs', 'templates', 'a'] },
		]);
	});

	it('read the invitations of the library, to the last page', async () => {
		const client = clientSaying(
			{
				data: [
					{ name: 'one', language: 'en_US', body: 'Hi {{1}}', header: 'H' },
					{ language: 'de' },
				],
				paging: { cursors: { before: 'a', after: 'b' } },
			},
			{ data: [{ name: 'two' }], paging: { cursors: { before: 'b' } } },
		);
		expect(await inviteLibrary(client, 'en_US')).toEqual([
			{ name: 'one', language: 'en_US', body: 'Hi {{1}}', header: 'H' },
			{ name: 'two', language: '' },
		]);
		const asked = {
			category: 'utility',
			topic: 'group_invite_link',
			language: 'en_US',
			limit: 100,
		};
		expect(client.calls.map(({ path, query }) => [path, query])).toEqual([
			[['message_template_library'], asked],
			[['message_template_library'], { ...asked, after: 'b' }],
		]);
	});

	it('are only those for invitations, where the API takes no note of the topic', async () => {
		const client = clientSaying({
			data: [
				{ name: 'low_balance_warning_1', topic: 'PAYMENTS' },
				{ name: 'one', topic: 'GROUP_INVITE_LINK' },
			],
		});
		expect(await inviteLibrary(client, 'en')).toMatchObject([{ name: 'one' }]);
	});

	it('do not read the library for ever', async () => {
		const page = { data: [{ name: 'one' }], paging: { cursors: { after: 'b' } } };
		const client = clientSaying(page, page, page);
		expect(await inviteLibrary(client, 'en_US')).toHaveLength(2);
	});
});

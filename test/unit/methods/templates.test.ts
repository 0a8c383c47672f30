import { NodeApiError, type INodeListSearchResult, type INodeParameters } from 'n8n-workflow';

import {
	getInviteTemplateFields,
	getTemplateFields,
} from '../../../nodes/Dialog360Groups/methods/resourceMapping';
import {
	searchInviteTemplates,
	searchLibraryTemplates,
	searchLinkVariables,
	searchTemplateNames,
	searchTemplates,
} from '../../../nodes/Dialog360Groups/methods/templateSearch';
import { always, listContext, saying } from '../api/support/context';
import type { HttpAnswer } from '../api/support/context';

type Row = Record<string, unknown>;

const list = (rows: Row[]): HttpAnswer => ({
	statusCode: 200,
	body: { total: rows.length, waba_templates: rows },
});

const row = (name: string, text: string, more: Row = {}): Row => ({
	name,
	language: 'en_US',
	status: 'approved',
	category: 'UTILITY',
	components: [{ type: 'BODY', text }],
	...more,
});

/** What n8n calls a method of the panel with. */
const panel = (rows: Row[], parameters: INodeParameters = {}) =>
	listContext(always(list(rows)), {
		parameters: { resource: 'message', operation: 'send', messageType: 'template', ...parameters },
	}).context;

const inviting = { resource: 'inviteLink', operation: 'send' };
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const valuesOf = ({ results }: INodeListSearchResult) => results.map(({ value }) => value);

const rows = [
	row('order', 'Hi {{1}}, your order {{2}} is ready.'),
	row('order', 'Hallo {{1}}!', { language: 'de' }),
	row('waiting', 'Hi {{1}}', { status: 'submitted' }),
	row('otp', '{{1}} is your code', { category: 'AUTHENTICATION' }),
	row('cards', 'Look', { components: [{ type: 'BODY', text: 'Look' }, { type: 'CAROUSEL' }] }),
	row('group_invite', 'Join us: {{1}}'),
	row('plain_invite', 'Come!'),
	row('news', 'Hi {{1}}', { category: 'MARKETING' }),
	row('zebra', 'Here: {{1}}', {
		components: [
			{
				type: 'BODY',
				text: 'Here: {{1}}',
				example: { body_text: [['https://chat.whatsapp.com/Ek3']] },
			},
		],
	}),
];

describe('the list of templates', () => {
	it('has those that can be sent, with their language and first words', async () => {
		const { results, paginationToken } = await searchTemplates.call(panel(rows));
		expect(results.map(({ name, value }) => [name, value])).toEqual([
			['group_invite (en_US): Join us: {{1}}', 'group_invite|en_US'],
			['news (en_US): Hi {{1}}', 'news|en_US'],
			['order (de): Hallo {{1}}!', 'order|de'],
			['order (en_US): Hi {{1}}, your order {{2}} is ready.', 'order|en_US'],
			['plain_invite (en_US): Come!', 'plain_invite|en_US'],
			['zebra (en_US): Here: {{1}}', 'zebra|en_US'],
		]);
		expect(paginationToken).toBeUndefined();
	});

	it.each([
		['ORDER', ['order|de', 'order|en_US']],
		[' is ready ', ['order|en_US']],
		['order|de', ['order|de']],
		['(de)', ['order|de']],
		['nobody', []],
	])('finds %j in name, language and text', async (filter, expected) => {
		expect(valuesOf(await searchTemplates.call(panel(rows), filter))).toEqual(expected);
	});

	it('shortens long texts, but finds their last words', async () => {
		const long = row('long', `${'word '.repeat(50)}\n\nunicorn`);
		const { results } = await searchTemplates.call(panel([long]), 'unicorn');
		expect(results[0]?.name).toMatch(/^long \(en_US\): (word )+.*…$/);
		expect(results[0]?.name.length).toBeLessThan(90);
	});

	it('goes on page by page', async () => {
		const many = Array.from({ length: 250 }, (_, n) =>
			row(`t_${String(n).padStart(3, '0')}`, 'Hi'),
		);
		const shown: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await searchTemplates.call(panel(many), '', token);
			shown.push(...valuesOf(page));
			token = typeof page.paginationToken === 'string' ? page.paginationToken : undefined;
		} while (token !== undefined);
		expect(shown).toEqual(many.map(({ name }) => `${String(name)}|en_US`));
	});

	it('for invitations has those that have a place for the link, likely ones first', async () => {
		expect(valuesOf(await searchInviteTemplates.call(panel(rows, inviting)))).toEqual([
			'group_invite|en_US',
			'zebra|en_US',
			'order|de',
			'order|en_US',
		]);
	});

	it('for deleting has each name once, whatever its status', async () => {
		const { results } = await searchTemplateNames.call(panel(rows), 'o');
		expect(results).toContainEqual({ name: 'order (de, en_US)', value: 'order' });
		expect((await searchTemplateNames.call(panel(rows))).results).toHaveLength(8);
	});

	it('says what is wrong', async () => {
		const { context } = listContext(
			always({ statusCode: 401, body: { error: 'Invalid API key' } }),
		);
		await expect(searchTemplates.call(context)).rejects.toThrow(NodeApiError);
		await expect(searchTemplates.call(context)).rejects.toThrow('does not accept the API key');
	});
});

describe('the list of the library', () => {
	it('is that of the chosen language', async () => {
		const entry = { name: 'invite_1', language: 'de', body: 'Hier ist der Link: {{1}}' };
		const { context, requests } = listContext(
			saying({ statusCode: 200, body: { data: [entry] } }),
			{ parameters: { resource: 'template', operation: 'createInvite', language: 'de' } },
		);
		expect(await searchLibraryTemplates.call(context)).toEqual({
			results: [
				{
					name: 'invite_1: Hier ist der Link: {{1}}',
					value: 'invite_1',
					description: 'Hier ist der Link: {{1}}',
				},
			],
			paginationToken: undefined,
		});
		expect(requests[0]?.qs).toMatchObject({ language: 'de', topic: 'group_invite_link' });
	});
});

describe('a library that is not there', () => {
	it('is said, with what to do', async () => {
		const { context } = listContext(
			always({ statusCode: 403, body: { error: 'Path is blocked' } }),
		);
		await expect(searchLibraryTemplates.call(context)).rejects.toMatchObject({
			message: expect.stringContaining('does not show'),
			description: expect.stringContaining('Template Library'),
		});
	});
});

describe('the list of variables for the link', () => {
	it('has those of the body, and tells which is taken by itself', async () => {
		const parameters = { ...inviting, template: byId('order|en_US') };
		const { results } = await searchLinkVariables.call(panel(rows, parameters));
		expect(results).toEqual([
			{ name: 'Body 1: Hi {{1}}, your order {{2}}… (automatic)', value: 'body_1' },
			{ name: 'Body 2: …order {{2}} is ready.', value: 'body_2' },
		]);
	});

	it('is empty as long as there is no template', async () => {
		expect((await searchLinkVariables.call(panel(rows, inviting))).results).toEqual([]);
	});
});

describe('the fields of a template', () => {
	const idsOf = ({ fields }: { fields: Array<{ id: string }> }) => fields.map(({ id }) => id);

	it('are its variables', async () => {
		const context = panel(rows, { template: byId('order|en_US') });
		const { fields } = await getTemplateFields.call(context);
		expect(fields).toEqual([
			{
				id: 'body_1',
				displayName: 'Body 1: Hi {{1}}, your order {{2}}…',
				required: true,
				removed: false,
				defaultMatch: false,
				canBeUsedToMatch: false,
				display: true,
				type: 'string',
			},
			expect.objectContaining({ id: 'body_2', required: true }),
		]);
	});

	it('hide what may be left out', async () => {
		const components = [
			{ type: 'BODY', text: 'Well?' },
			{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Yes' }] },
		];
		const context = panel([row('ask', '', { components })], { template: byId('ask') });
		expect((await getTemplateFields.call(context)).fields).toMatchObject([
			{ id: 'button_1_payload', required: false, removed: true },
		]);
	});

	it.each([
		['', ['body_2']],
		['body_2', ['body_1']],
		['2', ['body_1']],
		['1', ['body_2']],
	])('leave out the one for the link (%j)', async (linkVariable, expected) => {
		const context = panel(rows, {
			...inviting,
			template: byId('order|en_US'),
			linkVariable: byId(linkVariable),
		});
		expect(idsOf(await getInviteTemplateFields.call(context))).toEqual(expected);
	});

	it('are also those of a template that is not approved yet', async () => {
		const context = panel(rows, { template: byId('waiting|en_US') });
		expect(idsOf(await getTemplateFields.call(context))).toEqual(['body_1']);
	});

	it.each([
		['no template', { template: byId('') }, 'Choose a template'],
		['an expression', { template: byId('={{ $json.nothing }}') }, 'Choose a template'],
		['a template without variables', { template: byId('plain_invite|en_US') }, 'nothing to fill'],
	])('are none with %s, which is said', async (_, parameters, notice) => {
		const { fields, emptyFieldsNotice } = await getTemplateFields.call(panel(rows, parameters));
		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toContain(notice);
	});

	it('say that the template is gone', async () => {
		const context = panel(rows, { template: byId('nobody|en_US') });
		await expect(getTemplateFields.call(context)).rejects.toThrow("no template 'nobody|en_US'");
	});
});

import { NodeApiError, NodeOperationError, type INodeListSearchResult } from 'n8n-workflow';

import { searchGroups } from '../../../nodes/Dialog360Groups/methods/listSearch';
import { API_KEY, listContext, saying } from '../api/support/context';
import type { HttpAnswer, Respond } from '../api/support/context';
import { finish, useVirtualTime } from '../api/support/virtualTime';

useVirtualTime();

const ELSEWHERE = 'https://graph.facebook.com/groups';
const EXPIRED: HttpAnswer = { statusCode: 400, body: { error: { code: 131059 } } };

interface Row {
	id: string;
	subject?: string;
	created_at?: string;
}

function page(groups: Row[], after?: string): HttpAnswer {
	const paging = after === undefined ? {} : { cursors: { after }, next: ELSEWHERE };
	return { statusCode: 200, body: { data: { groups }, paging } };
}

/** Searches, and tells which cursors it used. */
async function search(respond: Respond, filter?: string, paginationToken?: string) {
	const { context, requests } = listContext(respond);
	const found = await finish(searchGroups.call(context, filter, paginationToken));
	return { ...found, cursors: requests.map(({ qs }) => qs?.after) };
}

const valuesOf = ({ results }: INodeListSearchResult) => results.map(({ value }) => value);

const groups: Row[] = [
	{ id: 'IdOne', subject: 'Order 4711', created_at: '1755548801' },
	{ id: 'IdTwo', subject: 'Pre-order ÄPFEL' },
	{ id: 'IdThree' },
];

/** As many groups as one page of the picker needs, and their subjects. */
const many = (count: number, subject: string): Row[] =>
	Array.from({ length: count }, (_, index) => ({ id: `${subject}-${index}`, subject }));

describe('the list of groups', () => {
	it('shows the subject, or the ID where there is none', async () => {
		const found = await search(saying(page(groups)));
		expect(found.results).toEqual([
			{ name: 'Order 4711', value: 'IdOne', description: 'Created 2025-08-18' },
			{ name: 'Pre-order ÄPFEL', value: 'IdTwo', description: undefined },
			{ name: 'IdThree', value: 'IdThree', description: undefined },
		]);
		expect(found.paginationToken).toBeUndefined();
	});

	it('gives one page at a time, and where it goes on', async () => {
		const first = await search(saying(page(groups, 'x')));
		expect(first.paginationToken).toBe('x');
		expect(first.cursors).toEqual([undefined]);
		const second = await search(saying(page(groups)), undefined, 'x');
		expect(second.paginationToken).toBeUndefined();
		expect(second.cursors).toEqual(['x']);
	});

	it.each([
		['order', ['IdOne', 'IdTwo']],
		['ORDER', ['IdOne', 'IdTwo']],
		['  4711 ', ['IdOne']],
		['äpfel', ['IdTwo']],
		['idthree', ['IdThree']],
		['IdTwo', ['IdTwo']],
		['', ['IdOne', 'IdTwo', 'IdThree']],
		['.*', []],
		['nobody', []],
	])('finds %j in %j', async (filter, expected) => {
		expect(valuesOf(await search(saying(page(groups)), filter))).toEqual(expected);
	});

	it('reads all pages for a name, and shows the first hundred', async () => {
		const pages = [
			page([...many(60, 'yes'), ...many(30, 'no')], 'x'),
			page([...many(30, 'no')], 'y'),
			page([...many(80, 'yes2'), ...many(30, 'no')], 'z'),
		];
		const found = await search(saying(...pages), 'yes');
		expect(found.results).toHaveLength(100);
		expect(found.paginationToken).toBeUndefined();
		expect(found.cursors).toEqual([undefined, 'x', 'y']);
	});

	it('finds the one on the last page', async () => {
		const pages = [page(many(50, 'no'), 'x'), page(many(50, 'no'), 'y'), page(groups)];
		const found = await search(saying(...pages), '4711');
		expect(valuesOf(found)).toEqual(['IdOne']);
		expect(found.paginationToken).toBeUndefined();
	});

	it('begins anew when the place where it goes on has expired', async () => {
		const found = await search(saying(EXPIRED, page(groups, 'y')), undefined, 'x');
		expect(valuesOf(found)).toEqual(['IdOne', 'IdTwo', 'IdThree']);
		expect(found.paginationToken).toBe('y');
		expect(found.cursors).toEqual(['x', undefined]);
	});

	it('shows nobody twice when a cursor expires in the middle of a search', async () => {
		const answers = [page(groups, 'x'), EXPIRED, page(groups, 'y'), page(many(1, 'order'))];
		const found = await search(saying(...answers), 'order');
		expect(valuesOf(found)).toEqual(['IdOne', 'IdTwo', 'order-0']);
	});

	it('ends when cursors expire again and again', async () => {
		const { context, requests } = listContext(({ qs }) =>
			qs?.after === undefined ? page(groups, 'x') : EXPIRED,
		);
		await finish(Promise.allSettled([searchGroups.call(context, 'nobody')]));
		expect(requests.length).toBeLessThan(30);
	});

	it.each<[string, HttpAnswer, string]>([
		['a wrong key', { statusCode: 401, body: { error: `No ${API_KEY}` } }, '401'],
		['an unknown reason', { statusCode: 400, body: { error: { code: 100 } } }, '400'],
		['a cursor that expired before there was one', EXPIRED, '400'],
	])('says what is wrong: %s', async (_, answer, httpCode) => {
		const { context } = listContext(saying(answer));
		const [end] = await finish(Promise.allSettled([searchGroups.call(context)]));
		if (end.status === 'fulfilled') throw new Error('It went well, although it should not');
		expect(end.reason).toBeInstanceOf(NodeApiError);
		expect(end.reason).toMatchObject({ httpCode, description: expect.stringMatching(/\w/) });
		expect(JSON.stringify(end.reason)).not.toContain(API_KEY);
	});

	it('says when the base URL is none', async () => {
		const { context, requests } = listContext(saying(), { credentials: { baseUrl: 'nowhere' } });
		await expect(searchGroups.call(context)).rejects.toThrow(NodeOperationError);
		await expect(searchGroups.call(context)).rejects.toThrow("'Base URL'");
		expect(requests).toEqual([]);
	});
});

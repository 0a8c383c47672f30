import fc from 'fast-check';

import type { ApiCall, ApiClient } from '../../../nodes/Dialog360Groups/api/client';
import { eachRow, getPage, take } from '../../../nodes/Dialog360Groups/api/paging';
import type { ListCall } from '../../../nodes/Dialog360Groups/api/paging';
import { asObjects, asText } from '../../../nodes/Dialog360Groups/api/wire';
import type { WireObject } from '../../../nodes/Dialog360Groups/api/wire';
import { failureOf } from './support/failures';
import { clientSaying, fakeClient, ok, refusal } from './support/fakeClient';

const EXPIRED = 131059;
const ELSEWHERE = 'https://graph.facebook.com/v1/1/groups?after=elsewhere';

function listOf(pageSize: number, honoursLimit: boolean): ListCall<string> {
	return {
		path: ['rows'],
		pageSize,
		rowsOf: (body) => asObjects(body.data).flatMap(({ id }) => asText(id) ?? []),
		idOf: (row) => row,
		honoursLimit,
	};
}

const rowsFrom = (start: number, end: number) =>
	Array.from({ length: Math.max(0, end - start) }, (_, index) => `row ${start + index}`);

function page(rows: string[], after?: string, next?: string): WireObject {
	const cursors = after === undefined ? {} : { after };
	return {
		data: rows.map((id) => ({ id })),
		paging: { cursors, ...(next === undefined ? {} : { next }) },
	};
}

async function all(client: ApiClient, pageSize: number, honoursLimit = false): Promise<string[]> {
	return await take(eachRow(client, listOf(pageSize, honoursLimit)), Infinity);
}

const afterOf = ({ query }: ApiCall) => query?.after;

interface ListOptions {
	/** The last page has a cursor, too, which leads to an empty page. */
	cursorAtEnd?: boolean;
	/** Pages that are not the last have a `next` link. */
	nextLink?: boolean;
	/** Numbers of the calls that find their cursor expired. */
	expiredCalls?: ReadonlySet<number>;
}

/** A list of the API as it is documented. */
function apiList(count: number, { cursorAtEnd, nextLink, expiredCalls }: ListOptions = {}) {
	return fakeClient(({ query }, index) => {
		const start = Number(query?.after ?? 0);
		if (start > 0 && expiredCalls?.has(index)) throw refusal({ code: EXPIRED });
		const end = Math.min(count, start + Number(query?.limit));
		const hasMore = end < count;
		const after = hasMore || (cursorAtEnd && end > start) ? String(end) : undefined;
		return ok(page(rowsFrom(start, end), after, hasMore && nextLink ? ELSEWHERE : undefined));
	});
}

describe('one page', () => {
	it.each<[string, WireObject, boolean, string[], string | undefined]>([
		['a cursor and next', page(['a', 'b'], 'x', ELSEWHERE), true, ['a', 'b'], 'x'],
		['a cursor without next, full', page(['a', 'b'], 'x'), true, ['a', 'b'], 'x'],
		['a cursor without next, short', page(['a'], 'x'), true, ['a'], undefined],
		['a cursor with next, short', page(['a'], 'x', ELSEWHERE), true, ['a'], 'x'],
		['a cursor, short, limit unknown', page(['a'], 'x'), false, ['a'], 'x'],
		['no cursor', page(['a', 'b']), true, ['a', 'b'], undefined],
		['next without a cursor', page(['a', 'b'], undefined, ELSEWHERE), true, ['a', 'b'], undefined],
		['no rows but a cursor', page([], 'x', ELSEWHERE), false, [], undefined],
		['an empty cursor', page(['a', 'b'], ''), true, ['a', 'b'], undefined],
		[
			'a number as the cursor',
			{ ...page(['a', 'b']), paging: { cursors: { after: 7 } } },
			true,
			['a', 'b'],
			'7',
		],
		['no paging', { data: [{ id: 'a' }, { id: 'b' }] }, true, ['a', 'b'], undefined],
		['paging of another kind', { ...page(['a', 'b']), paging: ['x'] }, true, ['a', 'b'], undefined],
		['nothing at all', {}, true, [], undefined],
	])('with %s', async (_, body, honoursLimit, rows, after) => {
		const client = clientSaying(body);
		expect(await getPage(client, listOf(2, honoursLimit))).toEqual({ rows, after });
	});

	it('asks for its size, and for what follows the cursor', async () => {
		const client = clientSaying(page(['a']), page(['b']));
		await getPage(client, listOf(2, true));
		await getPage(client, listOf(2, true), 'x');
		expect(client.calls).toEqual([
			{ method: 'GET', path: ['rows'], query: { limit: 2 } },
			{ method: 'GET', path: ['rows'], query: { limit: 2, after: 'x' } },
		]);
	});

	it('is the last one when its cursor is the one that led to it', async () => {
		const client = clientSaying(page(['a', 'b'], 'x', ELSEWHERE));
		expect((await getPage(client, listOf(2, true), 'x')).after).toBeUndefined();
	});
});

describe('all pages', () => {
	it.each<[number, number, boolean, ListOptions, number]>([
		[0, 2, true, {}, 1],
		[1, 2, true, { cursorAtEnd: true }, 1],
		[5, 2, true, {}, 3],
		[5, 2, true, { nextLink: true }, 3],
		[5, 2, true, { nextLink: true, cursorAtEnd: true }, 3],
		[4, 2, true, {}, 2],
		// Nothing tells that a full page is the last one, but the empty one behind it.
		[4, 2, true, { cursorAtEnd: true }, 3],
		[5, 2, false, { cursorAtEnd: true }, 4],
		[10_000, 1024, true, { nextLink: true, cursorAtEnd: true }, 10],
	])(
		'of %d rows, %d a page (limit documented: %s) with %j take %d calls',
		async (...parameters) => {
			const [count, pageSize, honoursLimit, options, calls] = parameters;
			const client = apiList(count, options);
			expect(await all(client, pageSize, honoursLimit)).toEqual(rowsFrom(0, count));
			expect(client.calls).toHaveLength(calls);
		},
	);

	it('goes on behind a short page where the limit is not documented', async () => {
		const client = clientSaying(page(['a'], 'x'), page(['b', 'c'], 'y'), page([], 'z'));
		expect(await all(client, 2)).toEqual(['a', 'b', 'c']);
		expect(client.calls.map(afterOf)).toEqual([undefined, 'x', 'y']);
	});

	it('ends when a cursor leads to itself', async () => {
		const client = fakeClient(() => ok(page(['a', 'b'], 'x', ELSEWHERE)));
		expect(await all(client, 2)).toEqual(['a', 'b']);
		expect(client.calls).toHaveLength(2);
	});

	it('ends when cursors lead round in a circle', async () => {
		const pages: WireObject[] = [
			page(['a', 'b'], 'x', ELSEWHERE),
			page(['c', 'd'], 'y', ELSEWHERE),
			page(['e', 'f'], 'z', ELSEWHERE),
		];
		const client = fakeClient((_, index) => ok(pages[index % 3] ?? {}));
		const rows = await all(client, 2);
		expect(rows).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
		expect(client.calls.length).toBeLessThan(10);
	});

	it('gives a row once that moved to another page meanwhile', async () => {
		const client = clientSaying(page(['a', 'b'], 'x', ELSEWHERE), page(['b', 'c']));
		expect(await all(client, 2)).toEqual(['a', 'b', 'c']);
	});

	it('begins anew when a cursor expires, and leaves out what was given', async () => {
		const client = apiList(5, { expiredCalls: new Set([2]) });
		expect(await all(client, 2)).toEqual(rowsFrom(0, 5));
		expect(client.calls.map(afterOf)).toEqual([undefined, '2', '4', undefined, '2', '4']);
	});

	it('gives up when cursors expire again and again', async () => {
		const client = fakeClient(({ query }) => {
			if (query?.after !== undefined) throw refusal({ code: EXPIRED });
			return ok(page(['a', 'b'], 'x', ELSEWHERE));
		});
		expect(await failureOf(all(client, 2))).toMatchObject({ code: EXPIRED });
		expect(client.calls.length).toBeGreaterThan(2);
		expect(client.calls.length).toBeLessThan(20);
	});

	it('does not begin anew for anything else', async () => {
		const client = fakeClient(({ query }) => {
			if (query?.after !== undefined) throw refusal({ code: 131041 });
			return ok(page(['a', 'b'], 'x', ELSEWHERE));
		});
		expect(await failureOf(all(client, 2))).toMatchObject({ code: 131041 });
		expect(client.calls).toHaveLength(2);
	});

	it('does not begin anew when the first call, without a cursor, is answered so', async () => {
		const client = fakeClient(() => {
			throw refusal({ code: EXPIRED });
		});
		expect(await failureOf(all(client, 2))).toMatchObject({ code: EXPIRED });
		expect(client.calls).toHaveLength(1);
	});

	it('gives each row once and in order, wherever cursors expire', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(60),
				fc.integer({ min: 1, max: 12 }),
				fc.uniqueArray(fc.nat(40), { maxLength: 5 }),
				fc.record({ cursorAtEnd: fc.boolean(), nextLink: fc.boolean() }),
				fc.boolean(),
				async (count, pageSize, expired, options, honoursLimit) => {
					const client = apiList(count, { ...options, expiredCalls: new Set(expired) });
					expect(await all(client, pageSize, honoursLimit)).toEqual(rowsFrom(0, count));
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe('the first rows', () => {
	it.each([
		[0, 0],
		[-1, 0],
		[1, 1],
		[2, 1],
		[3, 2],
		[4, 2],
		[5, 3],
		[100, 3],
	])('%d of 5, two a page, take %d calls', async (most, calls) => {
		const client = apiList(5, { nextLink: true });
		const rows = await take(eachRow(client, listOf(2, true)), most);
		expect(rows).toEqual(rowsFrom(0, Math.min(5, Math.max(0, most))));
		expect(client.calls).toHaveLength(calls);
	});
});

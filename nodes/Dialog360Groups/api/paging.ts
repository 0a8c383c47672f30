import type { ApiClient } from './client';
import { INVALID_CURSOR, apiCodeOf } from './failure';
import { asObject, asText } from './wire';
import type { WireObject } from './wire';

/** A list of the API. */
export interface ListCall<Row> {
	path: readonly string[];
	/** Most rows a page may have. */
	pageSize: number;
	/** Where an answer keeps its rows. */
	rowsOf: (body: WireObject) => Row[];
	/** What tells one row from another. */
	idOf: (row: Row) => string;
	/**
	 * The API documents `limit` for this list, so a page with fewer rows than asked for is the last one.
	 * Where it doesn't, only the absence of a cursor or an empty page is the end.
	 */
	honoursLimit: boolean;
}

export interface Page<Row> {
	rows: Row[];
	/** Cursor of the next page; `undefined` after the last one. */
	after?: string;
}

const MOST_RESTARTS = 5;

/**
 * One page. The `next` link of the answer is never followed, since it points at another host; that it is there is
 * the one thing taken from it.
 *
 * @param after cursor from the page before; none for the first page
 */
export async function getPage<Row>(
	client: ApiClient,
	{ path, pageSize, rowsOf, honoursLimit }: ListCall<Row>,
	after?: string,
): Promise<Page<Row>> {
	const query = { limit: pageSize, ...(after === undefined ? {} : { after }) };
	const { body } = await client.send({ method: 'GET', path, query });
	const rows = rowsOf(body);
	const paging = asObject(body.paging);
	const cursor = asText(asObject(paging.cursors).after);
	const hasNext = asText(paging.next) !== undefined;
	const isLast = rows.length === 0 || (honoursLimit && rows.length < pageSize && !hasNext);
	return { rows, after: isLast || cursor === after ? undefined : cursor };
}

/**
 * All rows, page by page, each once. When a cursor expires on the way, the list is read again from its start and
 * the rows that were already given are left out.
 *
 * @throws {ApiError} when a page can't be had, or the cursors expire again and again
 */
export async function* eachRow<Row>(client: ApiClient, list: ListCall<Row>): AsyncGenerator<Row> {
	const given = new Set<string>();
	const followed = new Set<string>();
	let after: string | undefined;
	let restarts = 0;
	while (true) {
		const asked = after;
		const [result] = await Promise.allSettled([getPage(client, list, asked)]);
		if (result.status === 'rejected') {
			const expired = asked !== undefined && apiCodeOf(result.reason) === INVALID_CURSOR;
			if (!expired || restarts++ >= MOST_RESTARTS) throw result.reason;
			after = undefined;
			followed.clear();
			continue;
		}
		for (const row of result.value.rows) {
			const id = list.idOf(row);
			if (given.has(id)) continue;
			given.add(id);
			yield row;
		}
		after = result.value.after;
		// Cursors that lead back to where they came from never end.
		if (after === undefined || followed.has(after)) return;
		followed.add(after);
	}
}

/** The first `most` items of a sequence. */
export async function take<Item>(items: AsyncIterable<Item>, most: number): Promise<Item[]> {
	const taken: Item[] = [];
	if (most <= 0) return taken;
	for await (const item of items) {
		if (taken.push(item) >= most) break;
	}
	return taken;
}

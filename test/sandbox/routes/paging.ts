import { ApiError, invalidParameter } from '../errors';
import { business } from '../ids';
import type { Readings } from '../readings';

/** Largest and default page (reference 2.2). */
const largestPage = 1024;
const defaultPage = 25;

/** Out: the page size asked for. Throws 100 if it is out of range. */
export function pageSize(query: Record<string, unknown>): number {
	const { limit } = query;
	if (limit === undefined) return defaultPage;
	const size = typeof limit === 'string' && /^\d{1,5}$/.test(limit) ? Number(limit) : 0;
	if (size < 1 || size > largestPage) {
		throw invalidParameter(`The parameter limit must be a number from 1 to ${largestPage}.`);
	}
	return size;
}

/** Which side of which cursor is asked for. */
export type Side<Position> = { after: Position } | { before: Position } | undefined;

/** In: the query and how to read a cursor. Out: where to start. Throws 131059 for a dead cursor. */
export function startingPoint<Position>(
	query: Record<string, unknown>,
	find: (cursor: string) => Position | undefined,
): Side<Position> {
	const { after, before } = query;
	if (after === undefined && before === undefined) return undefined;
	if (after !== undefined && before !== undefined) {
		throw invalidParameter('The parameters after and before exclude each other.');
	}
	const cursor = after ?? before;
	const position = typeof cursor === 'string' ? find(cursor) : undefined;
	if (position === undefined) throw new ApiError(131059);
	return after === undefined ? { before: position } : { after: position };
}

/** What a page's `paging` is made from. */
export interface PageEdges {
	before: string;
	after: string;
	moreBefore: boolean;
	moreAfter: boolean;
}

/** In: cursors of the page's edges. Out: `paging.cursors`. */
export function cursorsOf(edges: PageEdges, readings: Readings): Record<string, string> {
	const { before, after, moreAfter } = edges;
	return moreAfter || readings.afterOnLastPage === 'present' ? { before, after } : { before };
}

/** The links of the list of groups, which point at Graph and not at 360dialog (reference 2.2). */
export function linksOf(edges: PageEdges, limit: number): { next?: string; previous?: string } {
	const base = `https://graph.facebook.com/v23.0/${business.phoneNumberId}/groups?limit=${limit}`;
	const { before, after, moreBefore, moreAfter } = edges;
	return {
		...(moreBefore ? { previous: `${base}&before=${encodeURIComponent(before)}` } : {}),
		...(moreAfter ? { next: `${base}&after=${encodeURIComponent(after)}` } : {}),
	};
}

import type { Answer, ApiCall } from '../api/call';
import { ApiError, invalidParameter, NativeError } from '../errors';
import { isString } from '../input';
import type { Readings } from '../readings';
import { type LibraryEntry, templateLibrary } from '../state/templateLibrary';
import type { Route } from './route';

/** Rows of a page if nobody says, and at most. */
const page = { usual: 25, largest: 100 };

/** The filters that Meta documents, and `category`, which only the page on groups uses. */
const exactFilters = ['category', 'topic', 'usecase', 'language', 'name'] as const;

function fits(entry: LibraryEntry, query: ApiCall['query']): boolean {
	const same = (one: string, wanted: unknown) =>
		!isString(wanted) || one.toLowerCase() === wanted.toLowerCase();
	const { industry, search } = query;
	return (
		exactFilters.every((name) => same(entry[name], query[name])) &&
		(!isString(industry) || entry.industry.some((one) => same(one, industry))) &&
		(!isString(search) ||
			[entry.name, entry.header ?? '', entry.body].some((text) =>
				text.toLowerCase().includes(search.toLowerCase()),
			))
	);
}

function cursorOf(position: number): string {
	return Buffer.from(String(position)).toString('base64');
}

/** Out: the position of the first row behind the cursor. Throws 131059 if it is none. */
function positionOf(cursor: unknown): number {
	if (cursor === undefined) return 0;
	const text = isString(cursor) ? Buffer.from(cursor, 'base64').toString() : '';
	if (!/^\d{1,6}$/.test(text)) throw new ApiError(131059);
	return Number(text);
}

function limitOf(value: unknown): number {
	if (value === undefined) return page.usual;
	const limit = isString(value) && /^\d{1,4}$/.test(value) ? Number(value) : 0;
	if (limit < 1) throw invalidParameter('The limit must be a number from 1 on.');
	return Math.min(limit, page.largest);
}

function list({ query }: ApiCall): Answer {
	const found = templateLibrary.filter((entry) => fits(entry, query));
	const start = positionOf(query.after);
	const data = found.slice(start, start + limitOf(query.limit));
	const end = start + data.length;
	const cursors = {
		before: cursorOf(start),
		...(end < found.length ? { after: cursorOf(end) } : {}),
	};
	return { status: 200, body: { data, ...(data.length === 0 ? {} : { paging: { cursors } }) } };
}

/** Ready-made templates to create one's own from (reference 5); 360dialog's path is inferred. */
export function templateLibraryRoutes(readings: Readings): Route[] {
	return [
		{
			method: 'GET',
			url: '/message_template_library',
			handle: (call) => {
				if (readings.templateLibrary === 'absent') throw new NativeError(403, 'Path is blocked');
				return list(call);
			},
		},
	];
}

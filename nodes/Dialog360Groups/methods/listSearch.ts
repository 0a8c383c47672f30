import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { createApiClient } from '../api/client';
import type { ApiClient } from '../api/client';
import { INVALID_CURSOR, apiCodeOf } from '../api/failure';
import { eachGroup, getGroupPage } from '../api/groups';
import type { GroupSummary, Raw } from '../api/groups';
import { take } from '../api/paging';
import type { Page } from '../api/paging';
import { inPanel } from './inPanel';

/** Whoever gets this many matches types more of the name. */
const MOST_MATCHES = 100;

/**
 * The groups for the picker. WhatsApp can't search, so all groups are read and filtered here; without a filter, a page
 * is read when the list is scrolled to its end.
 *
 * @param filter part of a subject, or an ID; upper and lower case are the same
 * @param paginationToken cursor of the page to go on with
 */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await inPanel(this, async () => {
		const client = await createApiClient(this);
		if (filter) return { results: await take(eachMatch(client, filter), MOST_MATCHES) };
		const { rows, after } = await getPageOrFirst(client, paginationToken);
		return { results: rows.map(({ value }) => toListItem(value)), paginationToken: after };
	});
}

async function* eachMatch(client: ApiClient, filter: string): AsyncGenerator<INodeListSearchItems> {
	const wanted = filter.trim().toLowerCase();
	for await (const { value } of eachGroup(client)) {
		const { groupId, subject = '' } = value;
		const matches = subject.toLowerCase().includes(wanted) || groupId.toLowerCase() === wanted;
		if (matches) yield toListItem(value);
	}
}

/** A cursor expires when a list stays open for long; the list then begins anew. */
async function getPageOrFirst(client: ApiClient, after?: string): Promise<Page<Raw<GroupSummary>>> {
	const [page] = await Promise.allSettled([getGroupPage(client, after)]);
	if (page.status === 'fulfilled') return page.value;
	if (after !== undefined && apiCodeOf(page.reason) === INVALID_CURSOR)
		return await getGroupPage(client);
	throw page.reason;
}

function toListItem({ groupId, subject = groupId, createdAt }: GroupSummary): INodeListSearchItems {
	const description = createdAt === undefined ? undefined : `Created ${createdAt.slice(0, 10)}`;
	return { name: subject, value: groupId, description };
}

import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { toNodeError } from '../actions/nodeErrors';
import { createApiClient } from '../api/client';
import type { ApiClient } from '../api/client';
import { apiCodeOf } from '../api/failure';
import { getGroupPage } from '../api/groups';
import type { GroupSummary, Raw } from '../api/groups';
import type { Page } from '../api/paging';

const INVALID_CURSOR = 131059;
/** With fewer matches than this the next page is read at once, so that the list has something to scroll. */
const ENOUGH_MATCHES = 25;

/**
 * The groups for the picker. WhatsApp can't search, so pages are read and filtered here.
 *
 * @param filter part of a subject, or an ID; upper and lower case are the same
 * @param paginationToken cursor of the page to go on with
 */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	try {
		const client = await createApiClient(this);
		const results: INodeListSearchItems[] = [];
		let after = paginationToken;
		do {
			const page = await getPageOrFirst(client, after);
			results.push(...page.rows.flatMap(({ value }) => toListItem(value, filter)));
			after = page.after;
		} while (after !== undefined && filter && results.length < ENOUGH_MATCHES);
		return { results, paginationToken: after };
	} catch (error) {
		throw toNodeError(this.getNode(), error);
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

function toListItem(group: GroupSummary, filter = ''): INodeListSearchItems[] {
	const { groupId, subject = groupId, createdAt } = group;
	const wanted = filter.trim().toLowerCase();
	const matches = subject.toLowerCase().includes(wanted) || groupId.toLowerCase() === wanted;
	if (!matches) return [];
	const description = createdAt === undefined ? undefined : `Created ${createdAt.slice(0, 10)}`;
	return [{ name: subject, value: groupId, description }];
}

import type { ApiClient } from '../api/client';
import { eachGroup } from '../api/groups';
import type { GroupSummary } from '../api/groups';
import { take } from '../api/paging';

/** Lists all groups again and again, for many who wait at once. */
export interface GroupLister {
	/** The groups as of now or later: a reading that began before the call is not good enough. */
	list(): Promise<GroupSummary[]>;
}

/** Callers that ask while a reading is under way share the one that follows it. */
export function createGroupLister(client: ApiClient): GroupLister {
	let current: Promise<unknown> | undefined;
	let following: Promise<GroupSummary[]> | undefined;

	function begin(): Promise<GroupSummary[]> {
		const reading = readAll(client);
		current = reading;
		const end = () => {
			if (current === reading) current = undefined;
		};
		reading.then(end, end);
		return reading;
	}

	return {
		async list() {
			if (following) return await following;
			if (!current) return await begin();
			following = Promise.allSettled([current]).then(() => {
				following = undefined;
				return begin();
			});
			return await following;
		},
	};
}

async function readAll(client: ApiClient): Promise<GroupSummary[]> {
	const groups = await take(eachGroup(client), Infinity);
	return groups.map(({ value }) => value);
}

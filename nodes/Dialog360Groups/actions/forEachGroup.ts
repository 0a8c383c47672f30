import type { ApiClient } from '../api/client';
import type { ItemParameters } from './itemParameters';
import { runInLanes } from './lanes';
import type { Operation, Outcome } from './operation';

/** What one item wants of a group. */
export interface GroupItem<Wish> {
	itemIndex: number;
	wish: Wish;
}

/** All items that concern one group. */
export interface GroupRun<Wish> {
	client: ApiClient;
	groupId: string;
	items: ReadonlyArray<GroupItem<Wish>>;
}

interface GroupHandling<Wish> {
	/** What an item wants. @throws {InputError} when its fields can't be used */
	read: (parameters: ItemParameters) => Wish;
	/** @throws what concerns all items of the group alike */
	handle: (group: GroupRun<Wish>) => Promise<Outcome[]>;
}

/** An operation that handles all items of a group together, several groups at a time. */
export function forEachGroup<Wish>({ read, handle }: GroupHandling<Wish>): Operation['run'] {
	return async ({ client, items }) => {
		const outcomes: Outcome[] = [];
		const groups = new Map<string, Array<GroupItem<Wish>>>();
		for (const parameters of items) {
			const { itemIndex } = parameters;
			try {
				const groupId = parameters.groupId();
				const item = { itemIndex, wish: read(parameters) };
				const group = groups.get(groupId);
				if (group) group.push(item);
				else groups.set(groupId, [item]);
			} catch (error) {
				outcomes.push({ itemIndex, error });
			}
		}
		const tasks = [...groups].map(([groupId, groupItems]) => ({
			lane: groupId,
			run: async () => {
				outcomes.push(...(await handleGroup(handle, { client, groupId, items: groupItems })));
			},
		}));
		await runInLanes(tasks, client.mostAtOnce);
		return outcomes;
	};
}

async function handleGroup<Wish>(
	handle: GroupHandling<Wish>['handle'],
	group: GroupRun<Wish>,
): Promise<Outcome[]> {
	try {
		return await handle(group);
	} catch (error) {
		return group.items.map(({ itemIndex }) => ({ itemIndex, error }));
	}
}

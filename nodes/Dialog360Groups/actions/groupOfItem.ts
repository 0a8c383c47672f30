import type { ItemParameters } from './itemParameters';

/**
 * The group an item is about, for its error; `undefined` where its operation has none, or it can't be read. A message
 * to a person has none, even if an expression leaves open whom it goes to and n8n therefore keeps the group.
 */
export function groupOfItem(item: ItemParameters): string | undefined {
	try {
		return item.text('sendTo') === 'person' ? undefined : item.groupId();
	} catch {
		return undefined;
	}
}

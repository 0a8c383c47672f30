import { isRecord, isString } from '../../sandbox/input';

interface Change {
	field: string;
	value: Record<string, unknown[] | undefined>;
}

function records(value: unknown): Array<Record<string, unknown>> {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

function changeOf({ field, value }: Record<string, unknown>): Change {
	const lists: Change['value'] = {};
	for (const [key, list] of Object.entries(isRecord(value) ? value : {})) {
		if (Array.isArray(list)) lists[key] = list;
	}
	return { field: isString(field) ? field : '', value: lists };
}

/** Out: the entries of a webhook's body with their changes, of whose values only the lists are left. */
export function entriesOf(body: unknown): Array<{ changes: Change[] }> {
	const entries = records(isRecord(body) ? body.entry : undefined);
	return entries.map(({ changes }) => ({ changes: records(changes).map(changeOf) }));
}

/** Out: what a webhook's body tells, one by one, however it is nested. */
export function elementsOf(body: unknown): unknown[] {
	return entriesOf(body)
		.flatMap(({ changes }) => changes)
		.flatMap(({ field, value: { groups = [], messages = [], statuses = [] } }) =>
			[...groups, ...messages, ...statuses].map((element) => ({ field, element })),
		);
}

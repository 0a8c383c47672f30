import { isRecord, isString } from '../input';

/** What a webhook is about, for the log. */
export interface Subject {
	field: string;
	type: string;
	groupId?: string;
}

function firstRecord(value: unknown): Record<string, unknown> {
	const first: unknown = Array.isArray(value) ? value[0] : undefined;
	return isRecord(first) ? first : {};
}

function text(...candidates: unknown[]): string | undefined {
	return candidates.filter(isString).find((candidate) => candidate !== '');
}

/** In: a body of any kind. Out: what its first event is about; `unknown` where it does not say. */
export function subjectOf(payload: unknown): Subject {
	const entry = firstRecord(isRecord(payload) ? payload.entry : undefined);
	const { field, value } = firstRecord(entry.changes);
	const { groups, messages, statuses } = isRecord(value) ? value : {};
	const group = firstRecord(groups);
	const message = firstRecord(messages);
	const status = firstRecord(statuses);
	const groupId = text(
		group.group_id,
		message.group_id,
		status.recipient_type === 'group' ? status.recipient_id : undefined,
	);
	return {
		field: text(field) ?? 'unknown',
		type: text(group.type, message.type, status.status) ?? 'unknown',
		...(groupId === undefined ? {} : { groupId }),
	};
}

import { ApiError } from '../errors';
import type { Readings } from '../readings';
import type { GroupRecord } from '../state/groupRecord';
import { wirePerson } from '../state/person';

type Field = (group: GroupRecord, readings: Readings) => unknown;

function scalar(value: boolean | number, readings: Readings): unknown {
	return readings.groupInfoScalars === 'quoted' ? String(value) : value;
}

/** The fields of group info (reference 2.3). `undefined` leaves a field out. */
const fields: Record<string, Field> = {
	id: (group) => group.id,
	subject: (group) => group.subject,
	description: (group) => group.description,
	join_approval_mode: (group) => group.joinApprovalMode,
	suspended: (group, readings) => scalar(group.suspended, readings),
	creation_timestamp: (group, readings) => scalar(group.createdAt, readings),
	participants: (group, readings) =>
		[...group.members.values()].map((person) => wirePerson(person, readings.usernameWaId)),
	total_participant_count: (group, readings) => scalar(group.members.size, readings),
};

/** In: the `fields` parameter, if any. Out: the answer's body; only the id without `fields`. */
export function groupInfo(
	group: GroupRecord,
	wanted: string | undefined,
	readings: Readings,
): Record<string, unknown> {
	const info: Record<string, unknown> = { messaging_product: 'whatsapp', id: group.id };
	const names = (wanted ?? '').split(',').map((name) => name.trim());
	for (const name of names.filter((one) => one !== '')) {
		const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
		if (field === undefined) {
			throw new ApiError(100, `Tried accessing nonexisting field (${name}).`);
		}
		const value = field(group, readings);
		if (value !== undefined) info[name] = value;
	}
	return info;
}

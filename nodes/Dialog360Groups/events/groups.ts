import { asInteger, asIsoTime, asText } from '../api/wire';
import type { WireObject } from '../api/wire';
import { canonical } from './eventKey';
import { lifecycle } from './lifecycle';
import { participants } from './participants';
import { readErrors, texts } from './parts';
import type { Draft, Surroundings } from './reader';
import { settings } from './settings';
import { status } from './status';

/** The type alone says what happened, so that nothing depends on a field that a bare value doesn't have. */
const TYPES = new Map(
	[lifecycle, participants, settings, status].flatMap(({ field, types }) =>
		Object.entries(types).map(([type, read]) => [type, { field, read }] as const),
	),
);

/** An entry may say it in milliseconds, too; in seconds, this is the year 5138. */
const LATEST_SECOND = 1e11;

/** One element of `groups`; what the group says itself goes into all of its events. */
export function* readGroup(group: WireObject, found: Surroundings): Generator<Draft> {
	const type = asText(group.type);
	const field = found.field ?? TYPES.get(type ?? '')?.field;
	const said = texts({
		groupId: group.group_id,
		requestId: group.request_id,
		subject: group.subject,
		description: group.description,
		inviteLink: group.invite_link,
		joinApprovalMode: group.join_approval_mode,
	});
	const joinRequestId = asText(group.join_request_id);
	const reason = asText(group.reason);
	const time = asText(group.timestamp) ?? asText(found.time);
	const seconds = asInteger(time);
	const isTime = seconds !== undefined && Math.abs(seconds) < LATEST_SECOND;
	const same = [said?.groupId, said?.requestId, joinRequestId, seconds ?? time];
	for (const { identity, joinedBy, ...draft } of draftsOf(group, found)) {
		yield {
			...said,
			...draft,
			...{ joinRequestId, joinedBy, reason, field, type },
			timestamp: isTime ? asIsoTime(seconds) : undefined,
			identity: [same, identity, draft.event === 'unknown' && [field, type]],
		};
	}
}

function* draftsOf(group: WireObject, found: Surroundings): Generator<Draft> {
	const read = TYPES.get(asText(group.type) ?? '')?.read;
	let isKnown = false;
	for (const draft of read?.(group, found) ?? []) {
		isKnown = true;
		yield draft;
	}
	if (isKnown) return;
	const { initiated_by } = found.around;
	const identity = [canonical({ initiated_by, ...group })];
	yield { event: 'unknown', identity, errors: readErrors(group) };
}

import { asInteger, asText } from '../api/wire';
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

/** One element of `groups`; what the group says itself goes into all of its events. */
export function readGroup(group: WireObject, found: Surroundings): Draft[] {
	const type = asText(group.type);
	const known = TYPES.get(type ?? '');
	const field = found.field ?? known?.field;
	const drafts = known?.read(group, found) ?? [];
	if (drafts.length === 0) {
		const { initiated_by } = found.around;
		const identity = [canonical({ initiated_by, ...group })];
		drafts.push({ event: 'unknown', identity, errors: readErrors(group) });
	}
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
	const when = asInteger(group.timestamp) ?? asText(group.timestamp);
	const same = [said?.groupId, said?.requestId, joinRequestId, when];
	return drafts.map(({ identity, joinedBy, ...draft }) => ({
		...said,
		...draft,
		...{ joinRequestId, joinedBy, reason, field, type },
		identity: [same, identity, draft.event === 'unknown' && [field, type]],
	}));
}

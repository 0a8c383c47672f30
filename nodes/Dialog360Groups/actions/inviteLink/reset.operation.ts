import { remedyForCode } from '../../api/errorCodes';
import { ApiError } from '../../api/failure';
import { getInviteLink, resetInviteLink } from '../../api/inviteLinks';
import { groupField } from '../fields/group';
import { forEachItem } from '../forEachItem';
import { toJson } from '../json';
import type { Operation } from '../operation';

export const reset: Operation = {
	value: 'reset',
	name: 'Reset',
	action: 'Reset the invite link of a group',
	description:
		'Replace the invite link of a group by a new one. The old link stops working at once, for everybody who has it.',
	properties: [groupField('The group that gets a new invite link')],
	run: forEachItem(
		async ({ client, parameters }) => {
			const groupId = parameters.groupId();
			const [previous] = await Promise.allSettled([getInviteLink(client, groupId)]);
			if (previous.status === 'rejected' && !mayHaveNoLink(previous.reason)) throw previous.reason;
			const inviteLink = await resetInviteLink(client, groupId);
			const previousInviteLink = previous.status === 'fulfilled' ? previous.value : undefined;
			return toJson({ groupId, inviteLink, previousInviteLink });
		},
		{ inOrderOf: (parameters) => parameters.groupId(), actsOnce: true },
	),
};

/** A link may have been deleted; that must not keep a group from getting a new one. */
function mayHaveNoLink(error: unknown): boolean {
	if (!(error instanceof ApiError)) return false;
	const { kind, code, httpStatus = 0 } = error.failure;
	if (kind !== 'refused' || [401, 403, 429].includes(httpStatus)) return false;
	return code === undefined ? httpStatus === 404 : remedyForCode(code) === undefined;
}

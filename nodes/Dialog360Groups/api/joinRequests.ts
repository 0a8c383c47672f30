import type { ApiClient } from './client';
import { readMetaError } from './envelopes';
import { eachRow } from './paging';
import { readParticipant } from './participants';
import type { Participant } from './participants';
import { asIsoTime, asObjects, asText, asTexts } from './wire';
import type { WireObject } from './wire';
import type { Raw } from './groups';

/** The API documents no limit for this list; libraries that use one stay at or under this. */
const PAGE_SIZE = 100;

export interface JoinRequest extends Participant {
	joinRequestId: string;
	/** ISO 8601. */
	createdAt?: string;
}

export type Decision = 'approve' | 'reject';

/** What became of each request named in a call. */
export interface DecisionResult {
	done: ReadonlySet<string>;
	failed: ReadonlyMap<string, { code?: number; reason?: string }>;
	/** The API took the call but listed nothing, so that all of it counts as accepted. */
	isUnlisted: boolean;
	/** The API says that not all was done. */
	isPartial: boolean;
}

/** The pending requests of a group, page by page. */
export function eachJoinRequest(
	client: ApiClient,
	groupId: string,
): AsyncGenerator<Raw<JoinRequest>> {
	return eachRow(client, {
		path: pathOf(groupId),
		pageSize: PAGE_SIZE,
		rowsOf: (body) => asObjects(body.data).flatMap(readJoinRequest),
		idOf: ({ value }) => value.joinRequestId,
		honoursLimit: false,
	});
}

/** @param joinRequestIds none of them twice; the API documents no most */
export async function decideJoinRequests(
	client: ApiClient,
	groupId: string,
	decision: Decision,
	joinRequestIds: readonly string[],
): Promise<DecisionResult> {
	const { body, httpStatus } = await client.send({
		method: decision === 'approve' ? 'POST' : 'DELETE',
		path: pathOf(groupId),
		acceptsPartial: true,
		json: { messaging_product: 'whatsapp', join_requests: joinRequestIds },
	});
	const listed = decision === 'approve' ? body.approved_join_requests : body.rejected_join_requests;
	const done = asTexts(listed);
	const failures = asObjects(body.failed_join_requests);
	const failed = new Map(
		failures.flatMap(({ join_request_id: id, errors }) => {
			const joinRequestId = asText(id);
			return joinRequestId === undefined
				? []
				: [[joinRequestId, readMetaError(asObjects(errors)[0])] as const];
		}),
	);
	const isPartial = httpStatus === 206 || 'errors' in body || 'error' in body;
	const isUnlisted = done === undefined && failures.length === 0 && !isPartial;
	return { done: new Set(done), failed, isUnlisted, isPartial };
}

const pathOf = (groupId: string) => ['groups', groupId, 'join_requests'];

function readJoinRequest(raw: WireObject): Array<Raw<JoinRequest>> {
	const joinRequestId = asText(raw.join_request_id);
	if (joinRequestId === undefined) return [];
	const createdAt = asIsoTime(raw.creation_timestamp);
	return [{ raw, value: { joinRequestId, ...readParticipant(raw), createdAt } }];
}

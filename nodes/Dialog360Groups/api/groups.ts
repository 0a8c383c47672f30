import type { ApiClient } from './client';
import { eachRow, getPage } from './paging';
import type { ListCall, Page } from './paging';
import { asBoolean, asInteger, asIsoTime, asObject, asObjects, asText } from './wire';
import type { WireObject } from './wire';
import { readParticipant } from './participants';
import type { Participant } from './participants';

/** Source of the limits: Meta's Groups API reference. */
export const LONGEST_SUBJECT = 128;
export const LONGEST_DESCRIPTION = 2048;
export const LARGEST_PAGE = 1024;

export type JoinApprovalMode = 'auto_approve' | 'approval_required';

export const GROUP_FIELDS = [
	'subject',
	'description',
	'join_approval_mode',
	'suspended',
	'creation_timestamp',
	'total_participant_count',
	'participants',
] as const;

export type GroupField = (typeof GROUP_FIELDS)[number];

export interface GroupSummary {
	groupId: string;
	subject?: string;
	/** ISO 8601. */
	createdAt?: string;
}

export interface Group extends GroupSummary {
	description?: string;
	joinApprovalMode?: string;
	suspended?: boolean;
	/** Without the business itself. */
	participantCount?: number;
	participants?: Participant[];
}

export interface Raw<Value> {
	value: Value;
	/** As the API sent it. */
	raw: WireObject;
}

/** What the API says to the wish for a new group: it has taken note. The group itself comes later. */
export interface CreationReceipt {
	/** Names the wish in the webhook that reports the group. */
	requestId?: string;
	/** Only where the answer says plainly that it is the group's. */
	groupId?: string;
	/** Documents disagree whether `id` is the request's or the group's, so it is only a hint. */
	perhapsGroupId?: string;
}

export async function createGroup(
	client: ApiClient,
	group: { subject: string; description?: string; joinApprovalMode: JoinApprovalMode },
): Promise<CreationReceipt> {
	const { body } = await client.send({
		method: 'POST',
		path: ['groups'],
		json: {
			messaging_product: 'whatsapp',
			subject: group.subject,
			...(group.description === undefined ? {} : { description: group.description }),
			join_approval_mode: group.joinApprovalMode,
		},
	});
	const id = asText(body.id);
	return {
		requestId: asText(body.request_id) ?? id,
		groupId: asText(body.group_id),
		perhapsGroupId: id,
	};
}

function groupList(pageSize: number): ListCall<Raw<GroupSummary>> {
	return {
		path: ['groups'],
		pageSize,
		rowsOf: (body) => asObjects(asObject(body.data).groups).flatMap(readSummary),
		idOf: ({ value }) => value.groupId,
		honoursLimit: true,
	};
}

/** All groups of the number, page by page. */
export function eachGroup(
	client: ApiClient,
	pageSize = LARGEST_PAGE,
): AsyncGenerator<Raw<GroupSummary>> {
	return eachRow(client, groupList(pageSize));
}

/** One page of the groups of the number, for lists that people scroll. */
export async function getGroupPage(
	client: ApiClient,
	after?: string,
): Promise<Page<Raw<GroupSummary>>> {
	return await getPage(client, groupList(LARGEST_PAGE), after);
}

/** Without `fields` the API answers nothing but the ID. */
export async function getGroup(
	client: ApiClient,
	groupId: string,
	fields: readonly GroupField[] = GROUP_FIELDS,
): Promise<Raw<Group>> {
	const { body } = await client.send({
		method: 'GET',
		path: ['groups', groupId],
		query: { fields: fields.join(',') },
	});
	return { raw: body, value: readGroup(groupId, body) };
}

/** The change is taken note of; whether it came about is reported by webhook. */
export interface ChangeReceipt {
	requestId?: string;
}

export async function updateGroup(
	client: ApiClient,
	groupId: string,
	changes: { subject?: string; description?: string },
): Promise<ChangeReceipt> {
	const { body } = await client.send({
		method: 'POST',
		path: ['groups', groupId],
		json: { messaging_product: 'whatsapp', ...changes },
	});
	return { requestId: asText(body.request_id) };
}

/** `file` is the name in Meta's reference; some clients of the API use the other one. */
export type PicturePartName = 'file' | 'profile_picture_file';

/** The picture goes alone, as multipart: whether text may ride along is not documented. */
export async function setGroupPicture(
	client: ApiClient,
	groupId: string,
	picture: { bytes: Uint8Array<ArrayBuffer>; partName: PicturePartName },
): Promise<ChangeReceipt> {
	const form = () => {
		const parts = new FormData();
		parts.append('messaging_product', 'whatsapp');
		const file = new Blob([picture.bytes], { type: 'image/jpeg' });
		parts.append(picture.partName, file, 'group-picture.jpg');
		return parts;
	};
	const { body } = await client.send({ method: 'POST', path: ['groups', groupId], form });
	return { requestId: asText(body.request_id) };
}

export async function deleteGroup(client: ApiClient, groupId: string): Promise<ChangeReceipt> {
	const { body } = await client.send({ method: 'DELETE', path: ['groups', groupId] });
	return { requestId: asText(body.request_id) };
}

function readSummary(raw: WireObject): Array<Raw<GroupSummary>> {
	const groupId = asText(raw.id);
	if (groupId === undefined) return [];
	const value = { groupId, subject: asText(raw.subject), createdAt: asIsoTime(raw.created_at) };
	return [{ raw, value }];
}

function readGroup(groupId: string, raw: WireObject): Group {
	return {
		groupId: asText(raw.id) ?? groupId,
		subject: asText(raw.subject),
		description: asText(raw.description),
		joinApprovalMode: asText(raw.join_approval_mode),
		suspended: asBoolean(raw.suspended),
		createdAt: asIsoTime(raw.creation_timestamp),
		participantCount: asInteger(raw.total_participant_count),
		participants: Array.isArray(raw.participants)
			? asObjects(raw.participants).map(readParticipant)
			: undefined,
	};
}

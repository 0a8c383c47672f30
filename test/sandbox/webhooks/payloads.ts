import { nowInSeconds } from '../clock';
import { errorItem, type ErrorItem } from '../errors';
import { business } from '../ids';
import type { Readings } from '../readings';
import type { SettingOutcome, StatusChange, TextOutcome, WorldEvent } from '../state/events';
import { inputOf, type WirePerson, wirePerson, wireSender } from '../state/person';
import type { JoinRequest, Person } from '../types';
import { contactsOf, wireStatus } from './statuses';

/** A webhook ready to be sent. */
export interface Webhook {
	field: string;
	type: string;
	/** Missing if it is not about a group. */
	groupId?: string;
	payload: unknown;
}

/** What one event puts into `value`. */
interface Content {
	field: string;
	type: string;
	groupId: string;
	/** Keys of `groups[0]` beside timestamp, group_id and type. */
	group: Record<string, unknown>;
	/** Leaves `group_id` out (reference 3.1, create fail). */
	withoutGroupId?: boolean;
	/** The `initiated_by` of removals; its place is disputed (reference 3.2). */
	initiatedBy?: 'business' | 'participant';
}

/** Everything that happens but messages, which are told in shapes of their own. */
type GroupEvent = Exclude<WorldEvent, { kind: 'messageWritten' | 'messageStatuses' }>;

/** In: an event and the readings of this moment. Out: the webhook that tells it (reference 3, 4). */
export function webhookFor(event: WorldEvent, readings: Readings): Webhook {
	switch (event.kind) {
		case 'messageWritten':
			return message(event, readings);
		case 'messageStatuses':
			return messageStatuses(event.statuses, readings);
		default:
			return groupUpdate(event, readings);
	}
}

/** The envelope that every webhook has (reference 3). */
function envelope(field: string, content: Record<string, unknown>): unknown {
	const value = {
		messaging_product: 'whatsapp',
		metadata: {
			display_phone_number: business.displayPhoneNumber,
			phone_number_id: business.phoneNumberId,
		},
		...content,
	};
	return {
		object: 'whatsapp_business_account',
		entry: [{ id: business.wabaId, changes: [{ value, field }] }],
	};
}

function timestampNow(readings: Readings): string | number {
	const seconds = nowInSeconds();
	return readings.timestamps === 'string' ? String(seconds) : seconds;
}

function message(
	{ groupId, person, messageId, text, context }: Extract<WorldEvent, { kind: 'messageWritten' }>,
	readings: Readings,
): Webhook {
	const { contact, from } = wireSender(person, readings.usernameWaId);
	const timestamp = timestampNow(readings);
	const place = groupId === undefined ? {} : { group_id: groupId };
	const answered = context === undefined ? {} : { context };
	const written = { ...place, id: messageId, timestamp, text: { body: text } };
	const messages = [{ ...answered, ...from, ...written, type: 'text' }];
	return {
		field: 'messages',
		type: 'text',
		...(groupId === undefined ? {} : { groupId }),
		payload: envelope('messages', { contacts: [contact], messages }),
	};
}

/** In: one or more statuses to be told at once. Out: the webhook, named after the first. */
function messageStatuses(changes: readonly StatusChange[], readings: Readings): Webhook {
	const statuses = changes.map((change) => wireStatus(change, timestampNow(readings), readings));
	const contacts = contactsOf(changes, readings);
	const [first] = changes;
	const isGroup = first?.recipientType === 'group';
	return {
		field: 'messages',
		type: first?.status ?? 'unknown',
		...(isGroup ? { groupId: first.recipient } : {}),
		payload: envelope('messages', {
			statuses,
			...(contacts.length === 0 ? {} : { contacts }),
		}),
	};
}

function groupUpdate(event: GroupEvent, readings: Readings): Webhook {
	const content = contentOf(event, readings);
	const { field, type, groupId, group, initiatedBy } = content;
	const initiator = initiatedBy === undefined ? {} : { initiated_by: initiatedBy };
	const inGroup = readings.initiatedBy === 'group' ? initiator : {};
	const inValue = readings.initiatedBy === 'value' ? initiator : {};
	const idOfGroup = content.withoutGroupId ? {} : { group_id: groupId };
	const timestamp = timestampNow(readings);
	const groups = [{ timestamp, ...idOfGroup, type, ...group, ...inGroup }];
	return { field, type, groupId, payload: envelope(field, { groups, ...inValue }) };
}

function contentOf(event: GroupEvent, readings: Readings): Content {
	switch (event.kind) {
		case 'groupCreated':
			return lifecycle('group_create', event.groupId, {
				request_id: event.requestId,
				subject: event.subject,
				invite_link: event.inviteLink,
				join_approval_mode: event.joinApprovalMode,
			});
		case 'groupCreationFailed':
			return {
				...lifecycle('group_create', event.groupId, {
					subject: event.subject,
					...(event.description === undefined ? {} : { description: event.description }),
					request_id: event.requestId,
					errors: [event.error],
				}),
				withoutGroupId: readings.failedCreationGroupId === 'absent',
			};
		case 'groupDeleted':
			return lifecycle('group_delete', event.groupId, {
				request_id: event.requestId,
				...errorsOf(event.error),
			});
		case 'settingsUpdated':
			return settings(event, readings);
		case 'joinRequested':
			return joinRequest('group_join_request_created', event.request, readings);
		case 'joinRequestWithdrawn':
			return joinRequest('group_join_request_revoked', event.request, readings);
		case 'joinRequestsApproved':
			return added(
				event.groupId,
				event.people.map((person) => ({
					input: inputOf(person, readings.usernameWaId),
					...wirePerson(person, readings.usernameWaId),
				})),
			);
		case 'joinedByLink':
			return added(event.groupId, [wirePerson(event.person, readings.usernameWaId)]);
		case 'participantsRemoved':
			return removed(event);
		case 'participantLeft':
			return left(event.groupId, event.person, readings);
		case 'groupSuspended':
			return status('group_suspend', event.groupId);
		case 'groupSuspensionCleared':
			return status('group_suspend_cleared', event.groupId);
	}
}

function errorsOf(error: ErrorItem | undefined): { errors?: ErrorItem[] } {
	return error === undefined ? {} : { errors: [error] };
}

function lifecycle(type: string, groupId: string, group: Record<string, unknown>): Content {
	return { field: 'group_lifecycle_update', type, groupId, group };
}

function status(type: string, groupId: string): Content {
	return { field: 'group_status_update', type, groupId, group: {} };
}

function participants(type: string, groupId: string, group: Record<string, unknown>): Content {
	return { field: 'group_participants_update', type, groupId, group };
}

function joinRequest(type: string, request: JoinRequest, readings: Readings): Content {
	return participants(type, request.groupId, {
		reason: 'invite_link',
		join_request_id: request.id,
		...wirePerson(request.person, readings.usernameWaId),
	});
}

function added(groupId: string, people: ReadonlyArray<WirePerson & { input?: string }>): Content {
	return participants('group_participants_add', groupId, {
		reason: 'invite_link',
		added_participants: people,
	});
}

function left(groupId: string, person: Person, readings: Readings): Content {
	const people = [wirePerson(person, readings.usernameWaId)];
	const group = { removed_participants: people };
	return {
		...participants('group_participants_remove', groupId, group),
		initiatedBy: 'participant',
	};
}

function removed(event: Extract<WorldEvent, { kind: 'participantsRemoved' }>): Content {
	const type = 'group_participants_remove';
	const group: Record<string, unknown> = { request_id: event.requestId };
	const [firstFailure] = event.failed;
	if (event.removed.length > 0) group.removed_participants = event.removed.map(inputObject);
	if (firstFailure !== undefined && event.removed.length === 0) {
		group.failed_participants = event.failed.map(({ input }) => inputObject(input));
		group.errors = [firstFailure.error];
	} else if (firstFailure !== undefined) {
		group.failed_participants = event.failed.map(({ input, error }) => ({
			input,
			errors: [error],
		}));
		group.errors = [
			{
				...errorItem(131201),
				message: 'Failed to remove some participants from the group',
				title: 'Not All Participants Remove Succeeded',
			},
		];
	}
	return { ...participants(type, event.groupId, group), initiatedBy: 'business' };
}

function inputObject(input: string): { input: string } {
	return { input };
}

function settings(
	event: Extract<WorldEvent, { kind: 'settingsUpdated' }>,
	readings: Readings,
): Content {
	const { subject, description, picture } = event;
	const outcomes: SettingOutcome[] = [subject, description, picture].flatMap((one) => one ?? []);
	const errors = outcomes.flatMap((one) => one.error ?? []);
	const [firstError] = errors;
	const group: Record<string, unknown> = { request_id: event.requestId };
	if (picture !== undefined) {
		group.profile_picture = {
			mime_type: picture.mimeType,
			...verdict(picture),
			sha256: encodeHash(picture.sha256, readings.pictureHash),
		};
	}
	if (subject !== undefined) group.group_subject = textResult(subject);
	if (description !== undefined) group.group_description = textResult(description);
	if (firstError !== undefined) {
		const partial = errors.length < outcomes.length;
		const details = 'Not all settings in the request could be updated.';
		group.errors = [partial ? errorItem(131201, details) : firstError];
	}
	const type = 'group_settings_update';
	return { field: 'group_settings_update', type, groupId: event.groupId, group };
}

function verdict(outcome: SettingOutcome): Record<string, unknown> {
	return { update_successful: outcome.error === undefined, ...errorsOf(outcome.error) };
}

function textResult(outcome: TextOutcome): Record<string, unknown> {
	return { text: outcome.text, ...verdict(outcome) };
}

function encodeHash(hex: string, encoding: Readings['pictureHash']): string {
	return encoding === 'hex' ? hex : Buffer.from(hex, 'hex').toString('base64');
}

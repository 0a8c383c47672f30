import type { ErrorItem, StatusError } from '../errors';
import type { JoinApprovalMode, JoinRequest, MessageStatus, Person, RecipientType } from '../types';
import type { Price } from './price';

/** One status of one message, as a webhook tells it (reference 4.4). */
export interface StatusChange {
	messageId: string;
	recipientType: RecipientType;
	/** The group's id, or the person's number. */
	recipient: string;
	status: MessageStatus['status'];
	/** Whom in the group it is about. */
	participant?: Person;
	price?: Price;
	error?: StatusError;
}

/** What an update did to one setting. */
export interface SettingOutcome {
	error?: ErrorItem;
}

export interface TextOutcome extends SettingOutcome {
	text: string;
}

export interface PictureOutcome extends SettingOutcome {
	mimeType: string;
	/** Hexadecimal. */
	sha256: string;
}

/** Something that happened in the world and that a webhook tells (reference 3). */
export type WorldEvent =
	| {
			kind: 'groupCreated';
			groupId: string;
			requestId: string;
			subject: string;
			inviteLink: string;
			joinApprovalMode: JoinApprovalMode;
	  }
	| {
			kind: 'groupCreationFailed';
			groupId: string;
			requestId: string;
			subject: string;
			description: string | undefined;
			error: ErrorItem;
	  }
	| { kind: 'groupDeleted'; groupId: string; requestId: string; error?: ErrorItem }
	| {
			kind: 'settingsUpdated';
			groupId: string;
			requestId: string;
			subject?: TextOutcome;
			description?: TextOutcome;
			picture?: PictureOutcome;
	  }
	| { kind: 'joinRequested' | 'joinRequestWithdrawn'; request: JoinRequest }
	| { kind: 'joinRequestsApproved'; groupId: string; people: Person[] }
	| { kind: 'joinedByLink'; groupId: string; person: Person }
	| {
			kind: 'participantsRemoved';
			groupId: string;
			requestId: string;
			/** As the call named them. */
			removed: string[];
			failed: Array<{ input: string; error: ErrorItem }>;
	  }
	| { kind: 'participantLeft'; groupId: string; person: Person }
	| {
			kind: 'messageWritten';
			/** Missing when it was written to the business itself. */
			groupId?: string;
			person: Person;
			messageId: string;
			text: string;
			/** The message it answers, and who wrote that: digits, or missing if they hide them. */
			context?: { id: string; from?: string };
	  }
	| { kind: 'messageStatuses'; statuses: StatusChange[] }
	| { kind: 'groupSuspended' | 'groupSuspensionCleared'; groupId: string };

/** Everything that a delivery can tell. A new kind is added here and in the file of its webhook field. */
export const GROUP_EVENTS = [
	'group.created',
	'group.createFailed',
	'group.deleted',
	'group.deleteFailed',
	// One event for each setting: subject, description, picture.
	'group.settingUpdated',
	'group.settingUpdateFailed',
	'group.suspended',
	'group.suspensionCleared',
	'joinRequest.created',
	// Withdrawn by the person. Of a rejection WhatsApp tells nothing.
	'joinRequest.revoked',
	// One event for each person.
	'participant.joined',
	'participant.left',
	'participant.removed',
	'participant.removeFailed',
	'message.received',
	// What became of a message that the business sent to a group, one event for each participant.
	'message.sent',
	'message.delivered',
	'message.read',
	'message.played',
	'message.failed',
	// About groups, but nothing that this version knows, or malformed.
	'unknown',
	// Not about groups: one-to-one messages and their statuses, templates, accounts.
	'other',
] as const;

export type GroupEventName = (typeof GROUP_EVENTS)[number];

/** A person, as far as WhatsApp says who it is: people with a username may have no number. */
export interface EventParticipant {
	/** `+` and digits. */
	phoneNumber?: string;
	waId?: string;
	/** Business-scoped user ID. */
	userId?: string;
	parentUserId?: string;
	username?: string;
	/** The profile's name, known of those who write. */
	name?: string;
}

export interface EventError {
	code?: number;
	title?: string;
	message?: string;
	details?: string;
}

export interface EventMessage {
	/** `text`, `image`, …; `unknown` where WhatsApp doesn't say. */
	type: string;
	text?: string;
	caption?: string;
	mediaId?: string;
	mimeType?: string;
	sha256?: string;
	fileName?: string;
	/** The message that this one answers; `from` is `+` and digits. */
	replyTo?: { messageId?: string; from?: string };
	/** What WhatsApp sent under the name of the type, for types other than text. */
	content?: object;
}

export interface EventPricing {
	billable?: boolean;
	model?: string;
	type?: string;
	category?: string;
}

/** One thing that happened to one subject. What is not known is absent, never `undefined`. */
export interface GroupEvent {
	event: GroupEventName;
	/** The same for every delivery of the same thing, another for everything else. */
	eventKey: string;
	groupId?: string;
	/** ISO 8601, UTC. */
	timestamp?: string;
	phoneNumberId?: string;
	/** `+` and digits. */
	businessPhoneNumber?: string;
	initiatedBy?: 'business' | 'participant';
	requestId?: string;
	subject?: string;
	description?: string;
	inviteLink?: string;
	joinApprovalMode?: string;
	setting?: 'subject' | 'description' | 'picture';
	picture?: { mimeType?: string; sha256?: string };
	participant?: EventParticipant;
	joinRequestId?: string;
	joinedBy?: 'inviteLink' | 'joinRequest';
	reason?: string;
	messageId?: string;
	message?: EventMessage;
	pricing?: EventPricing;
	conversationId?: string;
	errors?: EventError[];
	/** `unknown` and `other` only: the webhook's own field, and its own type (of a status: its word). */
	field?: string;
	type?: string;
}

export interface ReadEvent {
	event: GroupEvent;
	/** The webhook's `field` and `value`, the value cut down to the element that the event is about. */
	raw: object;
}

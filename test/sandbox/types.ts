import type { Readings } from './readings';

export type { ReadingName, Readings } from './readings';

/** How people get in through the invite link (reference 2.1). */
export type JoinApprovalMode = 'auto_approve' | 'approval_required';

/** Someone who uses WhatsApp. The phone number is their identity inside the sandbox. */
export interface Person {
	/** Digits without `+`. */
	waId: string;
	/** Business-scoped user id, such as `US.13491208655302741918`. */
	userId?: string;
	parentUserId?: string;
	/** Whoever has a username may be shown without phone number: reading `usernameWaId`. */
	username?: string;
	/** Name shown on the sandbox's page only; the API has no names. */
	name?: string;
	/** `false` makes an approval fail with 131203. Default `true`. */
	acceptedTerms?: boolean;
}

/** What a new group is made from. */
export interface GroupSpec {
	subject: string;
	description?: string;
	/** Default `approval_required`, unlike the API's own default. */
	joinApprovalMode?: JoinApprovalMode;
	members?: readonly Person[];
	/** People whose requests to join are pending from the start. */
	pending?: readonly Person[];
	suspended?: boolean;
	/** Seconds since 1970. Default: now. */
	createdAt?: number;
}

export type JoinRequestStatus = 'pending' | 'approved' | 'rejected' | 'withdrawn';

/** One request to join. Its id is made of person and group, so asking again gives the same id. */
export interface JoinRequest {
	id: string;
	groupId: string;
	person: Person;
	status: JoinRequestStatus;
	/** Seconds since 1970. */
	createdAt: number;
}

/** One invite link of a group; all but the newest are dead. */
export interface InviteLink {
	link: string;
	/** Seconds since 1970. */
	createdAt: number;
	/** Seconds since 1970; missing while the link works. */
	revokedAt?: number;
}

/** The picture a group has, without its bytes. */
export interface GroupPicture {
	mimeType: string;
	/** Hexadecimal. */
	sha256: string;
	bytes: number;
	width: number;
	height: number;
}

/** A copy of a group's state at the time of asking. */
export interface Group {
	id: string;
	subject: string;
	description?: string;
	joinApprovalMode: JoinApprovalMode;
	/** Seconds since 1970. */
	createdAt: number;
	suspended: boolean;
	inviteLink: string;
	/** Oldest first; the last one works. */
	links: InviteLink[];
	members: Person[];
	/** Requests that wait for an answer, oldest first. */
	pending: JoinRequest[];
	/** Every request ever made in this group, oldest first, pending ones included. */
	joinRequests: JoinRequest[];
	/** People the business removed; a link does not let them in again. */
	removed: Person[];
	picture?: GroupPicture;
}

/** What happened when a person opened an invite link. */
export type OpenLinkOutcome =
	| 'joined'
	| 'requested'
	| 'already_member'
	| 'already_requested'
	| 'dead_link'
	| 'removed_before'
	| 'group_full'
	| 'group_suspended';

export interface OpenLinkResult {
	outcome: OpenLinkOutcome;
	/** The group the link leads to; missing when the link was never given out or its group is gone. */
	groupId?: string;
	joinRequest?: JoinRequest;
}

export type RecipientType = 'group' | 'individual';

/** One thing that became of a message. */
export interface MessageStatus {
	status: 'sent' | 'delivered' | 'read' | 'failed';
	/** Whom it is about; missing for a group as a whole. */
	waId?: string;
	/** Seconds since 1970. */
	at: number;
}

/** A message the business sent through `POST /messages`. */
export interface SentMessage {
	/** Begins with `wamid.`. */
	id: string;
	/** Seconds since 1970. */
	at: number;
	recipientType: RecipientType;
	/** The group's id, or the person's number in digits. */
	to: string;
	type: string;
	/** What was posted under the type. */
	content: unknown;
	/**
	 * What people read: the text, a caption, or a template's body with its variables filled in, the
	 * group of an invitation as its invite link.
	 */
	text?: string;
	/** Id of the message this one answers. */
	replyTo?: string;
	mediaId?: string;
	/** Oldest first. */
	statuses: MessageStatus[];
	/** Why it reached nobody. */
	failed?: { code: number; details: string };
}

/** A file that was uploaded through `POST /media`. */
export interface StoredMedia {
	id: string;
	mimeType: string;
	bytes: number;
	/** Hexadecimal. */
	sha256: string;
	fileName?: string;
	/** Seconds since 1970. */
	at: number;
}

/** What a person's message may have beside its text. */
export interface WriteOptions {
	/** Id of the message it answers. */
	replyTo?: string;
}

/** What a fault does to a request. */
export type FaultEffect =
	/** Answers in place of the API; the request is not handled. A string body is sent as it is. */
	| { kind: 'answer'; status: number; body?: unknown; headers?: Record<string, string> }
	/** Resets the connection; the request is not handled. */
	| { kind: 'resetBefore' }
	/** Handles the request, then resets the connection in place of answering. */
	| { kind: 'dropAfter' }
	/** Handles the request, then answers with the right status and no body. */
	| { kind: 'emptyBody' }
	/** Handles the request, then sends only the first half of the answer's JSON. */
	| { kind: 'truncatedJson' }
	/** Waits, then goes on as usual. */
	| { kind: 'delay'; ms: number }
	/** Sends the client to another address; the request is not handled. Default status 302. */
	| { kind: 'redirect'; to: string; status?: number };

/** A rule: which requests are hit, and by what. */
export interface FaultRule {
	/** Default: every method. */
	method?: string;
	/** Source of a regular expression tried on the path without query. Default: every path. */
	path?: string;
	/** How many requests are hit. Default: all, until the rule is cleared. */
	times?: number;
	/** How many matching requests are let through first. Default 0. */
	skip?: number;
	effect: FaultEffect;
}

/** A rule in use. */
export interface ActiveFault extends FaultRule {
	id: number;
	/** How many requests it has hit. */
	hits: number;
}

export interface Faults {
	/** Adds a rule, behind those that are there; the first that matches hits. Returns its id. */
	add(rule: FaultRule): number;
	/** Clears one rule, or all. */
	clear(id?: number): void;
	list(): ActiveFault[];
}

/** Hidden limits and weather, changeable at run time. */
export interface Conditions {
	/** Waited before every answer. */
	latencyMs: number;
	/** More group requests than this within one second get 429 with 131208. 0 is no limit. */
	rateLimitPerSecond: number;
	/** More messages than this within one second get 130429. 0 is no limit. */
	messageRateLimitPerSecond: number;
	/** More messages than this to one recipient within one second get 131056. 0 is no limit. */
	pairRateLimitPerSecond: number;
	/** More uploads than this within one second get 360dialog's own 400 (7.3). 0 is no limit. */
	mediaUploadsPerSecond: number;
	/** Time from a message to its status `sent`, and from there to `delivered`. */
	statusDelayMs: number;
	/** Chance from 0 to 1, seeded, that a webhook is sent twice. */
	webhookDuplicates: number;
	/** Webhooks wait a random time up to this, seeded, so that they arrive out of order. */
	webhookJitterMs: number;
	/** Chance from 0 to 1, seeded, that a webhook is held back until after the next one. */
	webhookReorder: number;
	/**
	 * Largest number of webhooks put together into one body, seeded: as several entries, as several
	 * changes, or as several elements of one list. 0 and 1: every webhook has its own body.
	 */
	webhookBatch: number;
	/** Chance from 0 to 1, seeded, that a retry or duplicate shares its body with a newer webhook. */
	webhookRebatch: number;
	/** Signs webhooks with `x-360dialog-signature` (reference 6.2). Missing or empty: no signature. */
	signingSecret?: string;
}

/** One part of a multipart body; the bytes of files are not kept. */
export interface RecordedPart {
	name: string;
	kind: 'file' | 'field';
	type: string;
	filename?: string;
	bytes: number;
	/** Text of a field. */
	value?: string;
}

/** One request to the API and its answer. */
export interface RecordedRequest {
	/** Counts from 1 and goes on after `clear`. */
	number: number;
	/** Milliseconds since 1970. */
	at: number;
	durationMs: number;
	method: string;
	path: string;
	/** The route's pattern, such as `/groups/:groupId`; missing when no route matched. */
	route?: string;
	query: Record<string, unknown>;
	/** Header names in lower case; the API key's value is replaced by `key`. */
	headers: Record<string, string>;
	key: 'valid' | 'invalid' | 'missing';
	/** Parsed JSON, the raw text if it could not be parsed, or missing. */
	body?: unknown;
	parts: RecordedPart[];
	/** Missing when the connection was cut in place of an answer. */
	status?: number;
	/** Status the API gave before a fault changed or dropped the answer; missing if not handled. */
	handledStatus?: number;
	/** Parsed body the API gave before a fault changed or dropped it; missing if not handled. */
	answer?: unknown;
	/** The fault that hit this request. */
	fault?: FaultEffect['kind'];
}

export interface RequestFilter {
	method?: string;
	/** Exact path, or an expression. */
	path?: string | RegExp;
	status?: number;
}

export interface RequestLog {
	/** Oldest first; only the newest are kept (see `SandboxOptions.logSize`). */
	all(): readonly RecordedRequest[];
	find(filter: RequestFilter): RecordedRequest[];
	count(filter?: RequestFilter): number;
	last(): RecordedRequest | undefined;
	clear(): void;
}

/** One attempt to deliver a webhook. */
export interface DeliveryAttempt {
	/** Milliseconds since 1970. */
	at: number;
	durationMs: number;
	url: string;
	/** Missing when no answer came. */
	status?: number;
	/** Why no answer came. */
	error?: string;
	/** Numbers of the other deliveries whose webhooks were in the same body. */
	together?: number[];
	/** The body as sent, if other webhooks were in it. */
	body?: unknown;
}

export type DeliveryState = 'waiting' | 'delivered' | 'given_up' | 'no_url';

/** One webhook on its way to one destination, and how its delivery went. */
export interface RecordedDelivery {
	/** Counts from 1 and goes on after `clear`. */
	number: number;
	/** Milliseconds since 1970, when the event happened or the copy was made. */
	at: number;
	/** Such as `group_participants_update`; `unknown` if the body has none. */
	field: string;
	/**
	 * Such as `group_join_request_created`; of messages such as `text`, of statuses such as `read`;
	 * `unknown` if the body has none.
	 */
	type: string;
	groupId?: string;
	/** The body as sent, unless an attempt says that others were put together with it. */
	payload: unknown;
	/** `main` for the number's own webhook, else the name of the extra destination. */
	destination: string;
	/** `true` for the second copy of a duplicated webhook. */
	duplicate: boolean;
	/** `true` for what was sent again by hand. */
	redelivery: boolean;
	/** `true` if the body was given by `deliver`, so that anything may be in it. */
	playedBack: boolean;
	/** The delivery that this one repeats: as a duplicate, by hand, or for an extra destination. */
	copyOf?: number;
	attempts: DeliveryAttempt[];
	/** Milliseconds since 1970; missing when no attempt is planned. */
	nextAttemptAt?: number;
	/** `no_url` when no webhook URL was configured at the time of the event. */
	state: DeliveryState;
}

export interface DeliveryFilter {
	field?: string;
	type?: string;
	groupId?: string;
	state?: DeliveryState;
	destination?: string;
}

export interface DeliveryLog {
	/** Oldest first; only the newest are kept. */
	all(): readonly RecordedDelivery[];
	find(filter: DeliveryFilter): RecordedDelivery[];
	count(filter?: DeliveryFilter): number;
	last(): RecordedDelivery | undefined;
	clear(): void;
}

/** What `POST /v1/configs/webhook` sets. */
export interface WebhookConfig {
	url: string;
	headers: Record<string, string>;
}

/** A place that gets a copy of every webhook the number's own webhook has accepted. */
export interface WebhookDestination extends WebhookConfig {
	/** Unique within the number, upper and lower case being different. */
	name: string;
}

/** What `/multi_webhook` shows and sets. */
export interface MultiWebhook {
	enabled: boolean;
	destinations: WebhookDestination[];
}

/** Whether a message template may be sent (reference 5). */
export type TemplateStatus = 'pending' | 'approved' | 'rejected' | 'paused' | 'disabled';

export type TemplateCategory = 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';

export interface TemplateButton {
	/** Such as `QUICK_REPLY`, `URL`, `PHONE_NUMBER` or `COPY_CODE`. */
	type: string;
	text?: string;
	/** May end with one variable. */
	url?: string;
	phone_number?: string;
	example?: unknown;
}

/** One part of a message template, as the API has it. */
export interface TemplateComponent {
	type: 'HEADER' | 'BODY' | 'FOOTER' | 'BUTTONS';
	/** Of a header. */
	format?: 'TEXT' | 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'LOCATION';
	/** Variables are written `{{1}}`, or `{{first_name}}`. */
	text?: string;
	buttons?: TemplateButton[];
	example?: unknown;
}

/** A message template. Name and language together say which. */
export interface Template {
	/** Meta's id, in digits. */
	id: string;
	name: string;
	language: string;
	category: TemplateCategory;
	status: TemplateStatus;
	components: TemplateComponent[];
	/** The entry of the template library that it was made from. */
	libraryTemplateName?: string;
	/** Such as `INVALID_FORMAT`. */
	rejectedReason?: string;
	/** Seconds since 1970. */
	createdAt: number;
}

/** What a template is made from behind the API's back. */
export interface TemplateSpec {
	name: string;
	/** Default `en_US`. */
	language?: string;
	/** Default `UTILITY`. */
	category?: TemplateCategory;
	/** Default `approved`. */
	status?: TemplateStatus;
	/** Default: a body without variables. */
	components?: readonly TemplateComponent[];
	libraryTemplateName?: string;
	rejectedReason?: string;
}

/** The parts of a group that an update can change. */
export type GroupSetting = 'subject' | 'description' | 'picture';

export interface SandboxOptions {
	/** Default 0: whichever port is free. */
	port?: number;
	/** Default `127.0.0.1`. */
	host?: string;
	/** Default `sandbox-key`. */
	apiKey?: string;
	/** Time from the request to the group, fixed or from a range. Default 50 ms. */
	creationDelayMs?: number | readonly [minimum: number, maximum: number];
	/**
	 * Time from the submission of a template to the decision. Default 50 ms; 0: it waits until
	 * `decideTemplate` or the page decides.
	 */
	templateApprovalMs?: number;
	readings?: Partial<Readings>;
	conditions?: Partial<Conditions>;
	/** Seed of ids, creation delays and webhook weather. Default 1. */
	seed?: number;
	/** How long list cursors live; 0 makes every cursor stale at once. Default 10 minutes. */
	cursorLifetimeMs?: number;
	/** Time a webhook receiver has to answer. Default 5,000 ms (reference 6.3). */
	webhookTimeoutMs?: number;
	/** Waits between attempts; after the last, a webhook is given up. Default 1 s, doubling to 512 s. */
	webhookRetryDelaysMs?: readonly number[];
	/** Most webhooks under way at the same time. Default 20. */
	webhookConcurrency?: number;
	/** Signs webhooks from the start; the same as the condition of that name. */
	signingSecret?: string;
	/** The same as the condition of that name. Default 20. */
	statusDelayMs?: number;
	/** Most groups the number may have. Default 10,000. */
	maxGroups?: number;
	/** Most people in a group, the business not counted. Default 8. */
	maxParticipants?: number;
	/** How many requests and deliveries are kept. Default 20,000 each. */
	logSize?: number;
}

/** A running sandbox. */
export interface Sandbox {
	/** Base URL without trailing slash. */
	readonly url: string;
	readonly apiKey: string;
	readonly requests: RequestLog;
	readonly webhooks: DeliveryLog;
	readonly faults: Faults;
	/** The switches; set their properties at any time. */
	readonly readings: Readings;
	/** Hidden limits and weather; set their properties at any time. */
	readonly conditions: Conditions;

	/** Makes n groups called "Group 1" and so on, or those given. Sends no webhooks. */
	seedGroups(groups: number | readonly GroupSpec[]): Group[];
	/** Makes one group at once. Sends no webhook. */
	addGroup(spec: GroupSpec): Group;
	/** Every group, oldest first. */
	groups(): Group[];
	group(id: string): Group | undefined;

	/** A person opens an invite link and taps "Join group" or "Request to join". */
	openLink(link: string, person: Person): OpenLinkResult;
	/** A person asks to join, also if the group has filled up since. Throws if they cannot ask. */
	askToJoin(groupId: string, person: Person): JoinRequest;
	/** A person takes their pending request back. Throws if there is none. */
	withdraw(groupId: string, waId: string): JoinRequest;
	/** A member leaves. Throws if they are not a member. */
	leave(groupId: string, waId: string): void;
	/**
	 * A member writes a text into the group, which opens its service window. Out: the message's id.
	 * Throws if they cannot write.
	 */
	writeMessage(groupId: string, waId: string, text: string, options?: WriteOptions): string;
	/**
	 * A person writes a text to the business itself, which opens their service window. Out: the
	 * message's id.
	 */
	writeToBusiness(person: Person, text: string, options?: WriteOptions): string;
	/** Ends the service window of a group (its id) or of a person (their number). */
	closeWindow(recipient: string): void;
	/** Whether the business may send the recipient more than templates. */
	windowIsOpen(recipient: string): boolean;
	/** Someone who got a message of the business opens it. Throws if they did not get it. */
	readMessage(messageId: string, waId: string): void;
	/** Whether a number is on WhatsApp. Every number is, until it is said not to be. */
	setOnWhatsApp(waId: string, onWhatsApp: boolean): void;
	/** Every message the business sent, oldest first; only the newest are kept. */
	messages(): SentMessage[];
	/** Every uploaded file that is still there, oldest first. */
	media(): StoredMedia[];
	/** Makes an uploaded file as old as files get, so that it is gone. */
	expireMedia(mediaId: string): void;
	/** Ids of the pinned messages of a group, oldest pin first. */
	pins(groupId: string): string[];
	/** WhatsApp suspends a group, or clears the suspension. */
	suspend(groupId: string, suspended: boolean): void;

	/** Makes the next creations fail after their delay. Default: one, with 131000. */
	failNextCreation(times?: number, code?: number): void;
	/** Makes the next deletions fail in their webhook; the group stays. */
	failNextDeletion(times?: number, code?: number): void;
	/** Makes the next updates fail for these settings, in their webhook. Default: all settings. */
	failNextUpdate(times?: number, settings?: readonly GroupSetting[], code?: number): void;
	/** Makes the next messages fail on their way, in their webhook. Default: one, with 131026. */
	failNextMessage(times?: number, code?: number): void;
	/** Makes every cursor given out so far stale. */
	expireCursors(): void;

	/** Makes a message template at once and without a webhook. Throws if there is one like it. */
	addTemplate(spec: TemplateSpec): Template;
	/** The message templates, oldest first. */
	templates(): Template[];
	/** Decides about a template, whatever its status was. Throws if there is no such template. */
	decideTemplate(
		name: string,
		language: string,
		decision: 'approved' | 'rejected',
		reason?: string,
	): void;
	/** The next template that is up for a decision is rejected. Default reason: `INVALID_FORMAT`. */
	rejectNextTemplate(reason?: string): void;

	webhookConfig(): WebhookConfig | undefined;
	/** Sets or, with `undefined`, clears the webhook configuration behind the API's back. */
	configureWebhook(config: { url: string; headers?: Record<string, string> } | undefined): void;
	/** The extra destinations, whatever the reading `multiWebhook` lets the API show. */
	multiWebhook(): MultiWebhook;
	/**
	 * Enables multi-webhook with these destinations, or with `undefined` disables it, behind the
	 * API's back. Deliveries obey only while the reading `multiWebhook` is `available`.
	 */
	configureMultiWebhook(destinations: readonly WebhookDestination[] | undefined): void;

	/**
	 * Sends any body as a webhook, with all that happens to one: log, headers, retries, weather. A
	 * string is sent as it is, everything else as JSON. Out: the delivery's number.
	 */
	deliver(payload: unknown): number;
	/**
	 * Sends a webhook on record again to the same destination, as a delivery of its own, however the
	 * first went. Extra destinations get a copy if the first never reached the main one. Out: the new
	 * delivery's number. Throws if there is no such delivery or its destination is gone.
	 */
	redeliver(number: number): number;
	/** Sends a webhook that waits for its next attempt at once. Throws if it does not wait. */
	retryNow(number: number): void;

	/** Resolves when no creation is under way and every webhook is delivered or given up. */
	settled(): Promise<void>;
	/** Back to how it started: state, logs, faults, readings, conditions, webhook configuration. */
	reset(): void;
	/** Stops the server and every timer. */
	close(): Promise<void>;
}

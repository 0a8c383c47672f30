/**
 * The switches. Where the sources in the reference disagree about the API, the sandbox can answer
 * in each of the ways; the first choice of each switch is its default.
 */
export const readingChoices = {
	/** Sync body of create: the request id, the same under `id`, or the group id under `id` (2.1). */
	createAnswer: ['request_id', 'id_is_request_id', 'id_is_group_id'],
	/** Name of the multipart part that carries the picture (2.4). */
	picturePart: ['file', 'profile_picture_file', 'both'],
	/** Whether subject and description may ride along with the picture (2.4). */
	textWithPicture: ['accepted', 'refused'],
	/** Where faults of the picture's shape are told: in the answer or in the webhook (8). */
	pictureFaults: ['sync', 'webhook'],
	/** Whether a picture of exactly 192 px is large enough (1: "greater than 192px"). */
	pictureMinimum: ['192', '193'],
	/** What an empty description does on update (2.4: untested). */
	emptyDescription: ['clears', 'refused'],
	/** Status when only some entries of a call succeeded (2.7, 7.1). */
	partialSuccess: ['206', '200'],
	/** Answer when every join request of a call failed: listed per id, or one error (2.7). */
	allRequestsFailed: ['listed', 'error'],
	/** Where removing only people who are not members is told (2.8). */
	notAMember: ['sync', 'webhook'],
	/** Where reaching the limit of groups is told: create_fail webhook (3.1) or status 400 (7.1). */
	creationLimit: ['webhook', 'sync'],
	/** Whether a failed creation's webhook carries a group id (3.1). */
	failedCreationGroupId: ['present', 'absent'],
	/** Sync body of update, delete and remove (2.4, 2.5, 2.8). */
	writeAnswer: ['success_true', 'success_string', 'request_id', 'empty'],
	/** 360dialog's own errors, such as a wrong key (7.2). */
	nativeErrors: ['string', 'object', 'message', 'errors', 'meta', 'meta_camel_case'],
	/** Type of `created_at` in the list of groups (2.2). */
	createdAt: ['string', 'integer'],
	/** Booleans and integers in group info, plain or quoted (2.3). */
	groupInfoScalars: ['plain', 'quoted'],
	/** Whether the `next` and `previous` links survive the proxy (2.2). */
	listNext: ['present', 'absent'],
	/** Whether the last page still has `cursors.after` (2.2). */
	afterOnLastPage: ['present', 'absent'],
	/** What a join-request cursor is bound to: a position, or one version of the list (1). */
	joinRequestCursor: ['position', 'version'],
	/** Type of `timestamp` in webhooks (3). */
	timestamps: ['string', 'number'],
	/** Where `initiated_by` sits in webhooks (3.2). */
	initiatedBy: ['group', 'value'],
	/** Encoding of a picture's sha256 in webhooks (3.3). */
	pictureHash: ['hex', 'base64'],
	/** `wa_id` of people who have a username (1). */
	usernameWaId: ['present', 'empty', 'absent'],
	/** Webhook URLs: anything local, or only what 360dialog's rules allow (6.1). */
	webhookUrls: ['any', 'strict'],
	/**
	 * How the number's own webhook can be taken away: by setting an empty address, by DELETE, or not
	 * at all. Nothing of this is documented (6.1).
	 */
	webhookRemoval: ['empty_url', 'delete', 'impossible'],
	/** Whether the number has `/multi_webhook`; absent answers 404 to every call (6.1). */
	multiWebhook: ['absent', 'available'],
	/** POST of `enabled: true` where it is enabled: 409, or the destinations are replaced (6.1). */
	multiWebhookPostWhenEnabled: ['refused', 'replaces'],
	/** GET where multi-webhook is not enabled: an empty list, or 409 (6.1). */
	multiWebhookGetWhenDisabled: ['empty', '409'],
	/** Whether the number's own webhook is one of the three addresses it may have (6.1). */
	multiWebhookLimit: ['with_main', 'without_main'],
	/** `x-360dialog-signature`: bare hexadecimal, or after `sha256=` (6.2). */
	signaturePrefix: ['none', 'sha256'],
	/** Whether 360dialog lets the template library through; absent answers 403 (5). */
	templateLibrary: ['available', 'absent'],
	/** What `library_template_name` must be: a row's name, or the topic of invite links (5). */
	libraryTemplateName: ['library_name', 'topic'],
	/** Body of create and delete of templates: Meta's, or 360dialog's older ones (5). */
	templateAnswer: ['meta', 'legacy'],
	/** How a refusal to create a template says why: as Graph does, or as sending does (7.2). */
	templateRefusal: ['user_message', 'details'],
	/** Words of `status` in the list: 360dialog's `submitted`, or Meta's `PENDING` (5). */
	templateStatusCase: ['lower', 'upper'],
	/**
	 * Anything but a template outside of the service window: refused with 131047, let through, or
	 * accepted and told by a status `failed` (4.5).
	 */
	serviceWindow: ['enforced', 'ignored', 'webhook'],
	/** The key of a group status that says whom it is about (4.4). */
	participantKey: ['recipient_participant_id', 'participant_recipient_id'],
	/** Where a status has its price: beside its other keys, in `conversation`, or nowhere (4.4). */
	pricingPlace: ['status', 'conversation', 'absent'],
	/**
	 * How statuses share webhooks: not at all, those of many people for one message, or those of
	 * many messages for one person (4.4).
	 */
	statusBatch: ['single', 'by_message', 'by_participant'],
	/** Whether stickers may be sent to groups (4.1). */
	stickersInGroups: ['accepted', 'refused'],
	/** Whether locations, contacts and reactions may be sent to groups (4.1: in neither list). */
	otherTypesInGroups: ['refused', 'accepted'],
	/** Where a file that cannot be sent is told: in the answer or by a status `failed` (7.1). */
	mediaFaults: ['sync', 'webhook'],
	/** Code of a media id that does not exist (7.1). */
	unknownMedia: ['100', '131053'],
	/** What may be uploaded: the types that Meta's refusal lists, or any (6.7). */
	uploadTypes: ['listed', 'any'],
	/** Host of a file's address: the sandbox, or Meta's, to be replaced by the client (6.7). */
	mediaUrl: ['own', 'lookaside'],
	/** Encoding of a file's sha256 in the answer (9). */
	mediaHash: ['hex', 'base64'],
	/** Status of 130429 and 131056: captures disagree (7.1). */
	messageLimitStatus: ['429', '400'],
	/** `can_send_message` in the health status (6.5). */
	health: ['AVAILABLE', 'LIMITED', 'BLOCKED'],
} as const satisfies Record<string, readonly string[]>;

/** The name of a switch. */
export type ReadingName = keyof typeof readingChoices;

/** One choice for every switch. */
export type Readings = { [K in ReadingName]: (typeof readingChoices)[K][number] };

/** The first choice of every switch. */
export function defaultReadings(): Readings {
	return {
		createAnswer: 'request_id',
		picturePart: 'file',
		textWithPicture: 'accepted',
		pictureFaults: 'sync',
		pictureMinimum: '192',
		emptyDescription: 'clears',
		partialSuccess: '206',
		allRequestsFailed: 'listed',
		notAMember: 'sync',
		creationLimit: 'webhook',
		failedCreationGroupId: 'present',
		writeAnswer: 'success_true',
		nativeErrors: 'string',
		createdAt: 'string',
		groupInfoScalars: 'plain',
		listNext: 'present',
		afterOnLastPage: 'present',
		joinRequestCursor: 'position',
		timestamps: 'string',
		initiatedBy: 'group',
		pictureHash: 'hex',
		usernameWaId: 'present',
		webhookUrls: 'any',
		webhookRemoval: 'empty_url',
		multiWebhook: 'absent',
		multiWebhookPostWhenEnabled: 'refused',
		multiWebhookGetWhenDisabled: 'empty',
		multiWebhookLimit: 'with_main',
		signaturePrefix: 'none',
		templateLibrary: 'available',
		libraryTemplateName: 'library_name',
		templateAnswer: 'meta',
		templateRefusal: 'user_message',
		templateStatusCase: 'lower',
		serviceWindow: 'enforced',
		participantKey: 'recipient_participant_id',
		pricingPlace: 'status',
		statusBatch: 'single',
		stickersInGroups: 'accepted',
		otherTypesInGroups: 'refused',
		mediaFaults: 'sync',
		unknownMedia: '100',
		uploadTypes: 'listed',
		mediaUrl: 'own',
		mediaHash: 'hex',
		messageLimitStatus: '429',
		health: 'AVAILABLE',
	};
}

const choices: { readonly [K in ReadingName]: readonly Readings[K][] } = readingChoices;

/** The names of all switches. */
export function readingNames(): ReadingName[] {
	return Object.keys(readingChoices).filter(isReadingName);
}

export function isReadingName(name: string): name is ReadingName {
	return Object.hasOwn(readingChoices, name);
}

/** Sets one switch. Throws a sentence if the choice does not exist. */
export function setReading<K extends ReadingName>(readings: Readings, name: K, value: unknown) {
	const choice = choices[name].find((candidate) => candidate === value);
	if (choice === undefined) {
		throw new Error(
			`Reading "${name}" is one of ${choices[name].join(', ')}; got ${String(value)}`,
		);
	}
	readings[name] = choice;
}

/** Sets switches from outside. Throws a sentence if a switch or a choice does not exist. */
export function setReadings(readings: Readings, changes: Record<string, unknown>): void {
	const names = Object.keys(changes);
	for (const name of names) {
		if (!isReadingName(name)) throw new Error(`There is no reading called "${name}"`);
	}
	const next = { ...readings };
	for (const name of names.filter(isReadingName)) setReading(next, name, changes[name]);
	Object.assign(readings, next);
}

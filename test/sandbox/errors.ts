import type { Readings } from './readings';

interface ErrorKind {
	status: number;
	title: string;
	/** The text after `(#code) `, where it differs from the title. */
	message?: string;
	details: string;
}

/** The codes the sandbox answers with: reference 7.1, texts from there and from the samples. */
const errorKinds: ReadonlyMap<number, ErrorKind> = new Map([
	[100, { status: 400, title: 'Invalid parameter', details: 'Invalid parameter.' }],
	[
		131000,
		{
			status: 500,
			title: 'Something went wrong',
			details: 'The request could not be carried out due to an unknown error.',
		},
	],
	[
		131008,
		{
			status: 400,
			title: 'Required parameter is missing',
			details: 'The request is missing a required parameter.',
		},
	],
	[
		130429,
		{
			status: 429,
			title: 'Rate limit hit',
			details: 'Message failed to send because there were too many messages sent from this number.',
		},
	],
	[
		131020,
		{
			status: 400,
			title: 'Bad Group',
			details: 'Cannot send messages to single member groups.',
		},
	],
	[
		131026,
		{
			status: 400,
			title: 'Message undeliverable',
			details: 'The recipient is not on WhatsApp or cannot receive this message.',
		},
	],
	[
		131041,
		{
			status: 400,
			title: 'Group unknown',
			details: 'The group does not exist, or the business is not part of it.',
		},
	],
	[
		131047,
		{
			status: 400,
			title: 'Re-engagement message',
			details:
				'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
		},
	],
	[
		131051,
		{
			status: 400,
			title: 'Unsupported message type',
			details: 'Message type is currently not supported.',
		},
	],
	[
		131053,
		{
			status: 400,
			title: 'Media upload error',
			details: 'The picture must be a JPEG image of at most 5 MB.',
		},
	],
	[
		131056,
		{
			status: 429,
			title: '(Business Account, Consumer Account) pair rate limit hit',
			details:
				'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
		},
	],
	[
		131059,
		{
			status: 400,
			title: 'Invalid cursor',
			details: 'The cursor is invalid or has expired. Start again from the first page.',
		},
	],
	[
		131201,
		{
			status: 206,
			title: 'Request partially succeeded',
			details: 'Not all participant-level operations in the request succeeded.',
		},
	],
	[
		131202,
		{
			status: 400,
			title: 'Duplicate participant',
			details: 'The same participant appears more than once in the request.',
		},
	],
	[
		131203,
		{
			status: 400,
			title: 'Unable to add participant to group',
			message: 'Recipient has not accepted our new Terms of Service and Privacy Policy.',
			details: 'The person has to accept the terms of WhatsApp first.',
		},
	],
	[
		131204,
		{
			status: 400,
			title: 'Participant overlimit',
			details: 'The number of participants is above the limit of a group.',
		},
	],
	[131207, { status: 403, title: 'Group suspended', details: 'The group has been suspended.' }],
	[
		131208,
		{
			status: 429,
			title: 'Group Rate Limit Hit',
			details: 'Too many group operations from this phone number.',
		},
	],
	[131209, { status: 400, title: 'Picture aspect ratio', details: 'The picture must be square.' }],
	[
		131210,
		{
			status: 400,
			title: 'Image too small',
			details: 'The width and height of the picture must be greater than 192px.',
		},
	],
	[
		131211,
		{
			status: 400,
			title: 'Group create limit reached',
			details:
				'Reached the limit for the maximum number of groups that can be created for this number.',
		},
	],
	[
		131212,
		{
			status: 400,
			title: 'Participant is not a part of the group.',
			details: 'Participant is not a part of the group.',
		},
	],
	[
		131213,
		{
			status: 400,
			title: 'Join request does not exist',
			details: 'The join request was withdrawn, was handled before, or never existed.',
		},
	],
	[
		131214,
		{
			status: 400,
			title: 'Group creation temporarily disabled',
			details: 'Creating groups has been disabled for this number for some days.',
		},
	],
	[
		131215,
		{
			status: 400,
			title: 'Phone number not eligible',
			details: 'This phone number may not use the Groups API.',
		},
	],
	[
		132000,
		{
			status: 400,
			title: 'Number of parameters does not match the expected number of params',
			details: 'The number of variables in the request does not match the template.',
		},
	],
	[
		132001,
		{
			status: 404,
			title: 'Template name does not exist in the translation',
			details: 'The template does not exist in this language, or has not been approved.',
		},
	],
	[
		132005,
		{
			status: 400,
			title: 'Translated text too long',
			details: 'The text with its variables filled in is too long.',
		},
	],
	[
		132012,
		{
			status: 400,
			title: 'Parameter format does not match format in the created template',
			details: 'A variable of the request has another format than in the template.',
		},
	],
	[
		132015,
		{
			status: 400,
			title: 'Template is paused',
			details: 'The template is paused for its low quality.',
		},
	],
	[
		132016,
		{
			status: 400,
			title: 'Template is disabled',
			details: 'The template was paused too often and is now disabled for good.',
		},
	],
	[
		132018,
		{
			status: 400,
			title: "There's an issue with the parameters in your template",
			details: 'The parameters of the template do not fit.',
		},
	],
]);

function kindOf(code: number): ErrorKind {
	const kind = errorKinds.get(code);
	if (kind === undefined) throw new Error(`The sandbox knows no error code ${code}`);
	return kind;
}

/** An error as it appears inside webhooks and inside `failed_join_requests` (reference 2.7, 3). */
export interface ErrorItem {
	code: number;
	message: string;
	title: string;
	error_data: { details: string };
}

/** In: a code of reference 7.1 and what to say about it. Out: the item for webhooks and lists. */
export function errorItem(code: number, details?: string): ErrorItem {
	const { title, message, details: standing } = kindOf(code);
	return {
		code,
		message: `(#${code}) ${message ?? title}`,
		title,
		error_data: { details: details ?? standing },
	};
}

/** An error as it appears inside a message's status (reference 4.4). */
export interface StatusError {
	code: number;
	title: string;
	message: string;
	error_data: { details: string };
	href: string;
}

/** In: a code and what to say about it. Out: the item of a status `failed`. */
export function statusError(code: number, details?: string): StatusError {
	const { title, details: standing } = kindOf(code);
	return {
		code,
		title,
		message: title,
		error_data: { details: details ?? standing },
		href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
	};
}

function metaEnvelope(code: number, message: string, details: string, traceId: string): unknown {
	return {
		error: {
			message,
			type: 'OAuthException',
			code,
			error_data: { messaging_product: 'whatsapp', details },
			fbtrace_id: traceId,
		},
	};
}

/** Thrown by routes; becomes the Meta envelope of reference 7.2. */
export class ApiError extends Error {
	readonly status: number;
	readonly details: string;

	constructor(
		readonly code: number,
		details?: string,
		status?: number,
	) {
		const kind = kindOf(code);
		super(`(#${code}) ${kind.message ?? kind.title}`);
		this.status = status ?? kind.status;
		this.details = details ?? kind.details;
	}

	/** In: a trace id. Out: the body of the answer. */
	envelope(traceId: string): unknown {
		return metaEnvelope(this.code, this.message, this.details, traceId);
	}
}

/** A parameter that is missing or wrong. */
export function invalidParameter(details: string): ApiError {
	return new ApiError(100, details);
}

/** Thrown by routes; an error of 360dialog itself, not passed on from Meta (reference 7.3). */
export class NativeError extends Error {
	/** In: a status, a sentence, and the form of the body where it is documented. */
	constructor(
		readonly status: number,
		message: string,
		private readonly form?: Readings['nativeErrors'],
	) {
		super(message);
	}

	/** Meta's code for the same trouble (reference 7.1), for the reading as an object. */
	private get code(): number {
		if (this.status === 401) return 190;
		return this.status === 403 ? 10 : this.status >= 500 ? 131000 : 100;
	}

	/** In: the reading of 360dialog's own errors. Out: the body of the answer (reference 7.2). */
	envelope(reading: Readings['nativeErrors'], traceId: string): unknown {
		const { status, message } = this;
		switch (this.form ?? reading) {
			case 'string':
				return { error: message };
			case 'object':
				return metaEnvelope(this.code, `(#${this.code}) ${message}`, message, traceId);
			case 'message':
				return { message };
			case 'errors':
				return { errors: [{ code: 1, message }] };
			case 'meta':
				return { meta: { success: false, http_code: status, developer_message: message } };
			case 'meta_camel_case':
				// The status inside may disagree with the real one (reference 7.2).
				return { meta: { success: false, httpCode: 404, developerMessage: message } };
		}
	}
}

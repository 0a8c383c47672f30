import { ApiError } from '../errors';
import type { Readings } from '../readings';

/** What the subcodes of a refused template mean, as Meta words them. */
const kinds = {
	2388023: {
		title: 'Message template language is being deleted',
		message:
			'New content cannot be added while the existing content in this language is being deleted. Try again in 4 weeks or create a new message template.',
	},
	2388024: {
		title: 'Content in this language already exists',
		message:
			'There is already content for this template in this language. You can create a new template and try again.',
	},
	2388043: {
		title: 'Message template is missing expected field(s)',
		message: 'component of type BODY is missing expected field(s) (example)',
	},
	2388293: {
		title: 'Message has too many variables',
		message: 'This template has too many variables for its length.',
	},
	2388299: {
		title: 'Leading or trailing variables',
		message: "Variables can't be at the start or end of the template.",
	},
} as const;

/**
 * A refusal to create a template. Graph says the reason in `error_user_title` and `error_user_msg`,
 * unlike the calls for messages and groups; whether 360dialog passes it on so is not documented.
 */
export class TemplateRefusal extends ApiError {
	/** In: the sentence for the user, and Meta's subcode if it is known. */
	constructor(
		private readonly reading: Readings['templateRefusal'],
		message: string,
		private readonly subcode?: keyof typeof kinds,
	) {
		super(100, message);
	}

	static ofKind(reading: Readings['templateRefusal'], subcode: keyof typeof kinds) {
		return new TemplateRefusal(reading, kinds[subcode].message, subcode);
	}

	override envelope(traceId: string): unknown {
		if (this.reading === 'details') return super.envelope(traceId);
		return {
			error: {
				message: this.message,
				type: 'OAuthException',
				code: this.code,
				...(this.subcode === undefined ? {} : { error_subcode: this.subcode }),
				is_transient: false,
				error_user_title:
					this.subcode === undefined ? 'Invalid parameter' : kinds[this.subcode].title,
				error_user_msg: this.details,
				fbtrace_id: traceId,
			},
		};
	}
}

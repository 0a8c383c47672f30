/** What an event may have, in the order of its keys: the documented schema, written down a second time. */
const TEXT = 'string';
const SHAPE = {
	event: TEXT,
	eventKey: TEXT,
	groupId: TEXT,
	timestamp: TEXT,
	phoneNumberId: TEXT,
	businessPhoneNumber: TEXT,
	initiatedBy: TEXT,
	requestId: TEXT,
	subject: TEXT,
	description: TEXT,
	inviteLink: TEXT,
	joinApprovalMode: TEXT,
	setting: TEXT,
	picture: { mimeType: TEXT, sha256: TEXT },
	participant: {
		phoneNumber: TEXT,
		waId: TEXT,
		userId: TEXT,
		parentUserId: TEXT,
		username: TEXT,
		name: TEXT,
	},
	joinRequestId: TEXT,
	joinedBy: TEXT,
	reason: TEXT,
	messageId: TEXT,
	message: {
		type: TEXT,
		text: TEXT,
		caption: TEXT,
		mediaId: TEXT,
		mimeType: TEXT,
		sha256: TEXT,
		fileName: TEXT,
		replyTo: { messageId: TEXT, from: TEXT },
		content: 'object',
	},
	pricing: { billable: 'boolean', model: TEXT, type: TEXT, category: TEXT },
	conversationId: TEXT,
	errors: [{ code: 'number', title: TEXT, message: TEXT, details: TEXT }],
	field: TEXT,
	type: TEXT,
};

/** What is wrong with the shape of an event; nothing if it is as documented. */
export function misshapen(event: unknown): string[] {
	return faults(event, SHAPE, 'event');
}

function faults(value: unknown, shape: unknown, at: string): string[] {
	if (typeof shape === 'string') {
		return typeof value === shape && value !== null ? [] : [`${at} is no ${shape}`];
	}
	if (Array.isArray(shape)) {
		if (!Array.isArray(value) || value.length === 0) return [`${at} is no filled list`];
		return value.flatMap((entry, index) => faults(entry, shape[0], `${at}[${index}]`));
	}
	if (typeof value !== 'object' || value === null || typeof shape !== 'object' || shape === null) {
		return [`${at} is no object`];
	}
	const shapes = new Map<string, unknown>(Object.entries(shape));
	const order = [...shapes.keys()];
	const keys = Object.keys(value);
	const sorted = keys.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
	return [
		...(keys.join() === sorted.join()
			? []
			: [`${at} has its keys in another order: ${keys.join()}`]),
		...Object.entries(value).flatMap(([key, entry]) =>
			shapes.has(key)
				? faults(entry, shapes.get(key), `${at}.${key}`)
				: [`${at}.${key} is not documented`],
		),
	];
}

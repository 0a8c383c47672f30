import { sample } from './samples';
import { type SchemaName, violations } from './schemas';

/** A schema that lets everything pass would prove nothing: each must refuse what is wrong. */

type Path = ReadonlyArray<string | number>;

/** Out: a copy of the value with one thing inside replaced, or taken away. */
function changed(value: unknown, path: Path, replacement: unknown): unknown {
	// A structured clone belongs to another realm, where equal objects are not found to be so.
	const copy: unknown = JSON.parse(JSON.stringify(value));
	let place: unknown = copy;
	for (const step of path.slice(0, -1)) place = Reflect.get(Object(place), step);
	const last = path.at(-1) ?? '';
	if (replacement === undefined) Reflect.deleteProperty(Object(place), last);
	else Reflect.set(Object(place), last, replacement);
	return copy;
}

const messaging_product = 'whatsapp';
const group = { id: 'a', subject: 'Watches', created_at: '1755548801' };
const error = {
	code: 131203,
	message: '(#131203) No',
	title: 'Unable',
	error_data: { details: 'Terms' },
};
const partial = {
	status: 206,
	body: {
		messaging_product,
		approved_join_requests: ['one'],
		failed_join_requests: [{ join_request_id: 'two', errors: [error] }],
		errors: [error],
	},
};

const right = {
	create: { status: 200, body: { messaging_product, request_id: 'r' } },
	list: {
		status: 200,
		body: {
			data: { groups: [group] },
			paging: {
				cursors: { before: 'NA==', after: 'NQ==' },
				next: 'https://graph.facebook.com/v1/1/groups?after=NQ==',
			},
		},
	},
	info: {
		status: 200,
		body: {
			messaging_product,
			id: 'a',
			subject: 'Watches',
			suspended: false,
			creation_timestamp: 1755548801,
			participants: [{ wa_id: '16505551234' }, { wa_id: '', user_id: 'US.1', username: '@a' }],
			total_participant_count: 2,
		},
	},
	write: { status: 200, body: { success: true } },
	link: {
		status: 200,
		body: { messaging_product, invite_link: 'https://chat.whatsapp.com/LK3kQ0pVnXyB7sWq2TzUcd' },
	},
	requests: {
		status: 200,
		body: {
			data: [{ join_request_id: 'j', wa_id: '16505551234', creation_timestamp: 1755548801 }],
			paging: { cursors: { before: 'b', after: 'a' } },
		},
	},
	rejected: { status: 200, body: { messaging_product, rejected_join_requests: ['j'] } },
	config: { status: 200, body: { url: 'https://example.org/hook', headers: { a: 'b' } } },
	removed: { status: 200, body: { url: '', headers: {} } },
	extras: {
		status: 200,
		body: {
			enabled: true,
			destinations: [{ name: 'One', url: 'https://example.org/hook', headers: { a: 'b' } }],
		},
	},
	started: { status: 200, body: { message: 'Operation started successfully' } },
	health: {
		status: 200,
		body: {
			id: '1',
			health_status: {
				can_send_message: 'AVAILABLE',
				entities: [{ entity_type: 'APP', id: '1', can_send_message: 'LIMITED' }],
			},
		},
	},
	sent: {
		status: 200,
		body: {
			messaging_product,
			contacts: [{ input: '+1 650 555 1234', wa_id: '16505551234' }],
			messages: [{ id: 'wamid.HBgLMTY1MDU1NTEyMzQ=' }],
		},
	},
	uploaded: { status: 200, body: { id: '1234567890123456' } },
	file: {
		status: 200,
		body: {
			messaging_product,
			url: 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=a',
			mime_type: 'image/jpeg',
			sha256: 'a'.repeat(64),
			file_size: 5,
			id: '1',
		},
	},
	meta: {
		status: 400,
		body: {
			error: {
				message: '(#131041) Group unknown',
				type: 'OAuthException',
				code: 131041,
				error_data: { messaging_product, details: 'd' },
				fbtrace_id: 'f',
			},
		},
	},
	native: { status: 401, body: { error: 'Invalid API key' } },
};

const answers: Array<[SchemaName, unknown, Array<[Path, unknown]>]> = [
	[
		'createGroup',
		right.create,
		[
			[['status'], 201],
			[['body'], undefined],
			[['body', 'request_id'], undefined],
			[['body', 'request_id'], ''],
			[['body', 'id'], 'both'],
			[['body', 'messaging_product'], 'sms'],
		],
	],
	[
		'listGroups',
		right.list,
		[
			[['body', 'data'], [group]],
			[['body', 'data', 'groups', 0, 'id'], undefined],
			[['body', 'data', 'groups', 0, 'created_at'], 'yesterday'],
			[['body', 'data', 'groups', 0, 'subject'], 's'.repeat(129)],
			[['body', 'data', 'groups', 0, 'description'], 'is not in the list'],
			[['body', 'paging', 'next'], 'https://waba-v2.360dialog.io/groups'],
			[['body', 'paging', 'cursors', 'after'], '5'.repeat(3) + '%'],
			[['body', 'data', 'groups'], new Array(1025).fill(group)],
		],
	],
	[
		'groupInfo',
		right.info,
		[
			[['body', 'id'], undefined],
			[['body', 'suspended'], 'no'],
			[['body', 'description'], ''],
			[['body', 'join_approval_mode'], true],
			[['body', 'invite_link'], 'https://chat.whatsapp.com/a'],
			[['body', 'participants', 0, 'wa_id'], '+16505551234'],
			[['body', 'participants', 0, 'wa_id'], ''],
			[['body', 'participants', 0, 'name'], 'Ada'],
			[['body', 'participants', 1, 'username'], undefined],
			[['body', 'participants'], new Array(9).fill({ wa_id: '1' })],
			[['body', 'total_participant_count'], 9],
		],
	],
	[
		'writeGroup',
		right.write,
		[
			[['status'], 206],
			[['body', 'success'], false],
			[['body', 'success'], 'false'],
			[['body', 'id'], 'a'],
			[['body'], {}],
		],
	],
	[
		'removeParticipants',
		right.write,
		[
			[['status'], 202],
			[['body', 'success'], 1],
		],
	],
	[
		'inviteLink',
		right.link,
		[
			[['body', 'invite_link'], 'https://example.org/LK3kQ0pVnXyB7sWq2TzUcd'],
			[['body', 'messaging_product'], undefined],
		],
	],
	[
		'listJoinRequests',
		right.requests,
		[
			[['body', 'data'], { join_requests: [] }],
			[['body', 'data', 0, 'join_request_id'], undefined],
			[['body', 'data', 0, 'wa_id'], undefined],
			[['body', 'data', 0, 'creation_timestamp'], '1755548801'],
			[['body', 'data', 0, 'status'], 'pending'],
			[['body', 'paging', 'next'], 'https://graph.facebook.com/'],
		],
	],
	[
		'approveJoinRequests',
		partial,
		[
			[['status'], 207],
			[['body', 'errors'], undefined],
			[['body', 'failed_join_requests'], undefined],
			[['body', 'failed_join_requests'], []],
			[['body', 'failed_join_requests', 0, 'errors'], []],
			[['body', 'failed_join_requests', 0, 'errors', 0, 'code'], '131203'],
			[['body', 'failed_join_requests', 0, 'errors', 0, 'error_data'], undefined],
			[
				['body', 'approved_join_requests'],
				['one', 'one'],
			],
			[['body', 'rejected_join_requests'], []],
		],
	],
	[
		'rejectJoinRequests',
		right.rejected,
		[
			[['status'], 206],
			[['body', 'rejected_join_requests'], undefined],
			[['body', 'approved_join_requests'], []],
		],
	],
	[
		'webhookConfig',
		right.config,
		[
			[['body', 'url'], 'hook'],
			[['body', 'headers', 'a'], 1],
			[['body', 'headers'], undefined],
		],
	],
	[
		'webhookConfig',
		right.removed,
		[
			[['body', 'headers', 'a'], 'b'],
			[['body', 'url'], ' '],
			[['body', 'url'], null],
		],
	],
	[
		'removeWebhook',
		{ status: 204 },
		[
			[['status'], 200],
			[['body'], {}],
		],
	],
	[
		'multiWebhook',
		right.extras,
		[
			[['status'], 201],
			[['body', 'enabled'], undefined],
			[['body', 'enabled'], false],
			[['body', 'enabled'], 'true'],
			[['body', 'destinations'], undefined],
			[['body', 'destinations', 0, 'name'], undefined],
			[['body', 'destinations', 0, 'name'], ' '],
			[['body', 'destinations', 0, 'url'], ''],
			[['body', 'destinations', 0, 'headers'], undefined],
			[['body', 'destinations', 0, 'headers', 'a'], 1],
			[['body', 'destinations', 0, 'state'], 'ready'],
			[['body', 'destinations', 1], right.extras.body.destinations[0]],
		],
	],
	[
		'writeMultiWebhook',
		right.started,
		[
			[['status'], 202],
			[['body', 'message'], 'Done'],
			[['body', 'destinations'], []],
			[['body'], undefined],
		],
	],
	[
		'healthStatus',
		right.health,
		[
			[['body', 'health_status', 'can_send_message'], 'YES'],
			[['body', 'health_status', 'entities'], []],
			[['body', 'health_status', 'entities', 0, 'id'], undefined],
		],
	],
	[
		'sendMessage',
		right.sent,
		[
			[['status'], 201],
			[['body', 'messaging_product'], undefined],
			[['body', 'contacts'], []],
			[['body', 'contacts', 0, 'input'], undefined],
			[['body', 'contacts', 0, 'wa_id'], '+16505551234'],
			[['body', 'messages'], []],
			[['body', 'messages', 0, 'id'], 'HBgLMTY1'],
			[['body', 'messages', 0, 'message_status'], 'read'],
		],
	],
	[
		'uploadMedia',
		right.uploaded,
		[
			[['status'], 201],
			[['body', 'id'], 1234567890123456],
			[['body', 'id'], undefined],
			[['body', 'url'], 'https://example.org/'],
		],
	],
	[
		'mediaInfo',
		right.file,
		[
			[['body', 'url'], 'a'],
			[['body', 'mime_type'], 'jpeg'],
			[['body', 'sha256'], 'abc'],
			[['body', 'file_size'], '5'],
			[['body', 'file_size'], 0],
			[['body', 'id'], undefined],
			[['body', 'messaging_product'], undefined],
		],
	],
	[
		'mediaFile',
		{ status: 200 },
		[
			[['status'], 404],
			[['body'], {}],
		],
	],
	[
		'removeMedia',
		right.write,
		[
			[['body', 'success'], 'true'],
			[['body', 'success'], false],
			[['status'], 204],
		],
	],
	[
		'error',
		right.meta,
		[
			[['status'], 404],
			[['body', 'error', 'code'], 131207],
			[['body', 'error', 'code'], 131200],
			[['body', 'error', 'message'], 'Group unknown'],
			[['body', 'error', 'type'], 'GraphMethodException'],
			[['body', 'error', 'error_data', 'details'], undefined],
			[['body', 'error', 'fbtrace_id'], undefined],
		],
	],
	[
		'error',
		right.native,
		[
			[['status'], 418],
			[['body', 'error'], ''],
			[['body', 'error'], { message: 'Invalid API key' }],
			[['body', 'errors'], [{ code: 1, message: 'twice' }]],
			[['body'], undefined],
		],
	],
];

describe.each(answers)('schema %s', (name, value, mistakes) => {
	it('accepts a right answer', () => {
		expect(violations(name, value)).toEqual([]);
	});

	it.each(mistakes)('refuses %j becoming %j', (path, replacement) => {
		expect(violations(name, changed(value, path, replacement))).not.toEqual([]);
	});
});

const inGroup: Path = ['entry', 0, 'changes', 0, 'value', 'groups', 0];
const inContact: Path = ['entry', 0, 'changes', 0, 'value', 'contacts', 0];
const inMessage: Path = ['entry', 0, 'changes', 0, 'value', 'messages', 0];

const inStatus: Path = ['entry', 0, 'changes', 0, 'value', 'statuses', 0];

const webhooks: Array<[string, Array<[Path, unknown]>]> = [
	[
		'group_lifecycle_update.create_success',
		[
			[['object'], 'page'],
			[['entry'], []],
			[['entry', 0, 'changes', 0, 'field'], 'group_status_update'],
			[['entry', 0, 'changes', 0, 'field'], 'groups'],
			[['entry', 0, 'changes', 0, 'value', 'metadata'], undefined],
			[['entry', 0, 'changes', 0, 'value', 'groups'], []],
			[['entry', 0, 'changes', 0, 'value', 'initiated_by'], 'business'],
			[[...inGroup, 'timestamp'], '2025-08-18'],
			[[...inGroup, 'invite_link'], undefined],
			[[...inGroup, 'request_id'], undefined],
			[[...inGroup, 'errors'], []],
			[[...inGroup, 'type'], 'group_created'],
		],
	],
	[
		'group_lifecycle_update.create_fail',
		[
			[[...inGroup, 'errors'], undefined],
			[[...inGroup, 'errors', 0, 'title'], undefined],
			[[...inGroup, 'invite_link'], 'https://chat.whatsapp.com/a'],
		],
	],
	[
		'group_participants_update.join_request_approved',
		[
			[[...inGroup, 'added_participants'], []],
			[[...inGroup, 'added_participants', 0, 'wa_id'], undefined],
			[[...inGroup, 'added_participants', 0, 'name'], 'Ada'],
			[[...inGroup, 'reason'], 'friend'],
		],
	],
	[
		'group_participants_update.join_request_created',
		[
			[[...inGroup, 'join_request_id'], undefined],
			[[...inGroup, 'wa_id'], undefined],
			[[...inGroup, 'added_participants'], []],
		],
	],
	[
		'group_participants_update.remove_success',
		[
			[[...inGroup, 'initiated_by'], undefined],
			[[...inGroup, 'initiated_by'], 'participant'],
			[[...inGroup, 'request_id'], undefined],
			[[...inGroup, 'errors'], [error]],
		],
	],
	[
		'group_participants_update.remove_partial_fail',
		[
			[[...inGroup, 'errors'], undefined],
			[[...inGroup, 'failed_participants', 0, 'input'], undefined],
			[[...inGroup, 'failed_participants', 0, 'errors'], undefined],
		],
	],
	[
		'group_participants_update.participant_leaves',
		[
			[[...inGroup, 'initiated_by'], 'business'],
			[[...inGroup, 'removed_participants', 0], { input: '16505559876' }],
		],
	],
	[
		'group_settings_update.partial_fail',
		[
			[[...inGroup, 'errors'], undefined],
			[[...inGroup, 'group_subject', 'errors'], undefined],
			[[...inGroup, 'group_subject', 'update_successful'], 'false'],
			[[...inGroup, 'profile_picture', 'errors'], [error]],
			[[...inGroup, 'profile_picture', 'sha256'], 'abc'],
			[[...inGroup, 'join_approval_mode'], 'auto_approve'],
		],
	],
	[
		'group_settings_update.success_subject_only',
		[
			[[...inGroup, 'group_subject'], undefined],
			[[...inGroup, 'errors'], [error]],
		],
	],
	[
		'messages.group_text_inbound',
		[
			[['entry', 0, 'changes', 0, 'field'], 'group_status_update'],
			[['entry', 0, 'changes', 0, 'value', 'metadata'], undefined],
			[['entry', 0, 'changes', 0, 'value', 'groups'], []],
			[[...inContact, 'wa_id'], undefined],
			[[...inContact, 'wa_id'], ''],
			[[...inContact, 'profile'], undefined],
			[[...inContact, 'username'], '@tiago'],
			[['entry', 0, 'changes', 0, 'value', 'contacts'], []],
			[[...inMessage, 'from'], undefined],
			[[...inMessage, 'from'], ''],
			[[...inMessage, 'from'], '+16505551234'],
			[[...inMessage, 'group_id'], ''],
			[[...inMessage, 'context'], {}],
			[['entry', 0, 'changes', 0, 'value', 'statuses'], []],
			[[...inMessage, 'id'], 'HBgLMTY1'],
			[[...inMessage, 'timestamp'], '2025-08-18'],
			[[...inMessage, 'type'], 'image'],
			[[...inMessage, 'text'], 'Hi'],
			[[...inMessage, 'text', 'body'], ''],
			[[...inMessage, 'user_id'], 'US.1'],
			[['entry', 0, 'changes', 0, 'value', 'messages'], []],
		],
	],
	[
		'messages.group_status_delivered',
		[
			[[...inStatus, 'id'], undefined],
			[[...inStatus, 'status'], 'gone'],
			[[...inStatus, 'status'], 'failed'],
			[[...inStatus, 'status'], 'sent'],
			[[...inStatus, 'timestamp'], '2025-08-18'],
			[[...inStatus, 'recipient_id'], '16505551234'],
			[[...inStatus, 'recipient_id'], undefined],
			[[...inStatus, 'recipient_type'], 'individual'],
			[[...inStatus, 'recipient_type'], undefined],
			[[...inStatus, 'participant_recipient_id'], undefined],
			[[...inStatus, 'participant_recipient_id'], ''],
			[[...inStatus, 'participant_recipient_id'], '+16505551234'],
			[[...inStatus, 'recipient_participant_id'], '16505551234'],
			[[...inStatus, 'errors'], [error]],
			[[...inStatus, 'group_id'], 'a'],
			[[...inStatus, 'pricing', 'billable'], false],
			[[...inStatus, 'pricing', 'billable'], undefined],
			[[...inStatus, 'pricing', 'pricing_model'], 'CBP'],
			[[...inStatus, 'pricing', 'type'], 'free_group_customer_service'],
			[[...inStatus, 'pricing', 'category'], 'utility'],
			[[...inStatus, 'conversation', 'origin'], undefined],
			[
				[...inStatus, 'conversation', 'pricing'],
				{ billable: true, pricing_model: 'PMP', category: 'group_utility' },
			],
			[['entry', 0, 'changes', 0, 'value', 'messages'], []],
			[['entry', 0, 'changes', 0, 'value', 'statuses'], []],
			[['entry', 0, 'changes', 0, 'value', 'statuses'], undefined],
		],
	],
	[
		'messages.group_status_delivered_aggregated',
		[
			[[...inStatus, 'conversation', 'pricing', 'billable'], false],
			[[...inStatus, 'conversation', 'pricing', 'category'], 'marketing'],
			[[...inStatus, 'recipient_participant_id'], undefined],
		],
	],
	[
		'messages.group_status_failed',
		[
			[[...inStatus, 'errors'], undefined],
			[[...inStatus, 'errors'], []],
			[[...inStatus, 'errors', 0, 'href'], undefined],
			[[...inStatus, 'errors', 0, 'error_data'], undefined],
			[[...inStatus, 'status'], 'delivered'],
			[[...inStatus, 'recipient_participant_id'], '16505551234'],
		],
	],
	[
		'group_status_update.suspended',
		[
			[[...inGroup, 'group_id'], undefined],
			[[...inGroup, 'request_id'], 'r'],
		],
	],
];

describe.each(webhooks)('webhook %s', (file, mistakes) => {
	it.each(mistakes)('is refused with %j becoming %j', (path, replacement) => {
		expect(violations('webhook', changed(sample(file), path, replacement))).not.toEqual([]);
	});
});

import type { GroupEvent } from '../../../nodes/Dialog360Groups/events/event';
import { readEvents } from '../../../nodes/Dialog360Groups/events/readEvents';
import { eventsIn } from './support/fixtures';

const metadata = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };
const common = { phoneNumberId: '106540352242922', businessPhoneNumber: '+15550783881' };
const person = { phoneNumber: '+16505551234', waId: '16505551234' };
const errors = [
	{ code: 131000, title: 'T', message: 'M', error_data: { details: 'D' }, href: 'https://x.test' },
];
const theErrors = [{ code: 131000, title: 'T', message: 'M', details: 'D' }];

type Expected = Partial<GroupEvent>;

/** The events without what is the same in all of these tests. */
function read(field: string, value: object): Expected[] {
	return eventsIn({ field, value: { metadata, ...value } }).map((event) => {
		const { eventKey, phoneNumberId, businessPhoneNumber, ...rest } = event;
		expect(eventKey).toMatch(new RegExp(`^${event.event}:[\\w-]{22}$`));
		expect({ phoneNumberId, businessPhoneNumber }).toEqual(common);
		return rest;
	});
}
const group = (field: string, element: object, around: object = {}) =>
	read(`group_${field}_update`, { groups: [{ group_id: 'G', ...element }], ...around });
const message = (element: object, around: object = {}) =>
	read('messages', { messages: [{ id: 'wamid.1', group_id: 'G', ...element }], ...around });
const status = (element: object, around: object = {}) =>
	read('messages', { statuses: [{ id: 'wamid.1', recipient_id: 'G', ...element }], ...around });

describe('timestamps', () => {
	it.each([
		['1755548801', '2025-08-18T20:26:41.000Z'],
		[1755548801, '2025-08-18T20:26:41.000Z'],
		['0', '1970-01-01T00:00:00.000Z'],
		['', undefined],
		['soon', undefined],
		['99999999999999', undefined],
		[null, undefined],
		[{}, undefined],
		[undefined, undefined],
	])('%j is %j', (timestamp, expected) => {
		expect(group('status', { type: 'group_suspend', timestamp })).toEqual([
			{ event: 'group.suspended', groupId: 'G', ...(expected && { timestamp: expected }) },
		]);
		expect(message({ timestamp, type: 'text' })[0]?.timestamp).toBe(expected);
		expect(status({ timestamp, recipient_type: 'group' })[0]?.timestamp).toBe(expected);
	});
});

describe('the number of the business', () => {
	it.each([
		[{ display_phone_number: '15550783881' }, '+15550783881'],
		[{ display_phone_number: '+1 (555) 078-3881' }, '+15550783881'],
		[{ display_phone_number: 15550783881 }, '+15550783881'],
		[{ display_phone_number: '' }, undefined],
		[{ display_phone_number: 'hidden' }, undefined],
		[{}, undefined],
		[null, undefined],
		['x', undefined],
	])('%j is %j', (raw, expected) => {
		const value = { metadata: raw, groups: [{ type: 'group_suspend', timestamp: 1 }] };

		expect(eventsIn({ field: 'f', value: {} })).toHaveLength(1);
		expect(eventsIn({ field: 'group_status_update', value })[0]?.businessPhoneNumber).toBe(
			expected,
		);
	});
});

describe('people', () => {
	const userId = 'US.13491208655302741918';

	it.each<[string, object, GroupEvent['participant'] | undefined]>([
		['a number', { wa_id: '16505551234' }, person],
		['a number as a number', { wa_id: 16505551234 }, person],
		['a number with a plus', { wa_id: '+16505551234' }, person],
		['what the call named', { input: '+16505551234' }, person],
		['what the call named, in digits', { input: '16505551234' }, person],
		['a user ID in the call', { input: userId }, { userId }],
		[
			'a number, and a user ID in the call',
			{ input: userId, wa_id: '16505551234' },
			{ ...person, userId },
		],
		['an empty number', { wa_id: '', user_id: userId }, { userId }],
		['an empty number, but one in the call', { wa_id: '', input: '+16505551234' }, person],
		[
			'a user ID that the call did not use',
			{ input: '+16505551234', user_id: userId },
			{ ...person, userId },
		],
		['a username only', { username: '@ada' }, { username: '@ada' }],
		['an ID that is no number', { wa_id: 'x1' }, { waId: 'x1' }],
		['a parent', { user_id: userId, parent_user_id: 'P' }, { userId, parentUserId: 'P' }],
		['nothing', {}, undefined],
		['nothing that is text', { wa_id: null, user_id: {}, username: [], input: false }, undefined],
	])('%s', (_, raw, participant) => {
		const [event] = group('participants', {
			type: 'group_participants_remove',
			initiated_by: 'business',
			removed_participants: [raw],
		});

		expect(event).toEqual({
			event: 'participant.removed',
			groupId: 'G',
			initiatedBy: 'business',
			...(participant && { participant }),
		});
	});
});

describe('who initiated a removal', () => {
	it.each<[unknown, unknown, unknown, string, string | undefined]>([
		['business', undefined, undefined, 'participant.removed', 'business'],
		['participant', undefined, undefined, 'participant.left', 'participant'],
		[undefined, 'business', undefined, 'participant.removed', 'business'],
		[undefined, 'participant', undefined, 'participant.left', 'participant'],
		['', 'participant', undefined, 'participant.left', 'participant'],
		['participant', 'business', undefined, 'participant.left', 'participant'],
		['business', 'participant', undefined, 'participant.removed', 'business'],
		// Meta shows departures with a request ID, too.
		['participant', undefined, 'R', 'participant.left', 'participant'],
		['PARTICIPANT', undefined, undefined, 'participant.left', 'participant'],
		[undefined, undefined, 'R', 'participant.removed', 'business'],
		[undefined, undefined, undefined, 'participant.removed', undefined],
		['whatsapp', undefined, undefined, 'participant.removed', undefined],
	])('%j in the group, %j beside it, request %j: %s by %s', (inside, beside, request, name, by) => {
		const element = {
			type: 'group_participants_remove',
			initiated_by: inside,
			request_id: request,
			removed_participants: [{ wa_id: '16505551234' }],
		};

		expect(group('participants', element, { initiated_by: beside })).toEqual([
			{
				event: name,
				groupId: 'G',
				...(by && { initiatedBy: by }),
				...(request ? { requestId: request } : {}),
				participant: person,
			},
		]);
	});
});

describe('success and failure of a life cycle are told apart by `errors`', () => {
	const failed = { initiatedBy: 'business', groupId: 'G' };

	it.each([
		['none', undefined, 'group.created', undefined],
		['an empty list', [], 'group.created', undefined],
		['null', null, 'group.created', undefined],
		['false', false, 'group.created', undefined],
		['a list', errors, 'group.createFailed', theErrors],
		['one without a list', errors[0], 'group.createFailed', theErrors],
		['texts', ['Limit reached'], 'group.createFailed', [{ message: 'Limit reached' }]],
		['a quoted code', [{ code: '131211' }], 'group.createFailed', [{ code: 131211 }]],
		['one that says nothing', [{}], 'group.createFailed', [{}]],
		['one that is nothing', [null], 'group.createFailed', [{}]],
	])('%s', (_, raw, event, expected) => {
		expect(group('lifecycle', { type: 'group_create', errors: raw })).toEqual([
			{ ...failed, event, ...(expected && { errors: expected }) },
		]);
		expect(group('lifecycle', { type: 'group_delete', errors: raw })).toEqual([
			{
				...failed,
				event: event.replace('create', 'delete'),
				...(expected && { errors: expected }),
			},
		]);
	});

	it('a failed creation need not have a group', () => {
		const value = { groups: [{ type: 'group_create', request_id: 'R', errors, timestamp: 1 }] };

		expect(read('group_lifecycle_update', value)).toEqual([
			{
				event: 'group.createFailed',
				timestamp: '1970-01-01T00:00:01.000Z',
				initiatedBy: 'business',
				requestId: 'R',
				errors: theErrors,
			},
		]);
	});
});

describe('people who join', () => {
	it.each([
		['group_participants_add', {}, 'inviteLink'],
		['group_participants_add', { input: '+16505551234' }, 'joinRequest'],
		['group_participants_add', { input: '' }, 'inviteLink'],
		['group_add_participants', {}, 'inviteLink'],
	])('%s %j: by %s', (type, more, joinedBy) => {
		const added_participants = [{ wa_id: '16505551234', ...more }];

		expect(group('participants', { type, added_participants })).toEqual([
			{
				event: 'participant.joined',
				groupId: 'G',
				initiatedBy: 'participant',
				participant: person,
				joinedBy,
			},
		]);
	});

	it('failures of joins are not documented, so they are unknown', () => {
		const element = {
			type: 'group_participants_add',
			added_participants: [{ wa_id: '16505551234' }],
			failed_participants: [{ input: '+447700900123' }, { input: 'US.1', errors: ['no'] }],
			errors,
		};
		const unknown = {
			event: 'unknown',
			groupId: 'G',
			field: 'group_participants_update',
			type: 'group_participants_add',
		};

		expect(group('participants', element).slice(1)).toEqual([
			{
				...unknown,
				participant: { phoneNumber: '+447700900123', waId: '447700900123' },
				errors: theErrors,
			},
			{ ...unknown, participant: { userId: 'US.1' }, errors: [{ message: 'no' }] },
		]);
		expect(group('participants', { type: 'group_participants_add', errors })).toEqual([
			{ ...unknown, errors: theErrors },
		]);
	});
});

describe('people who are removed', () => {
	const type = 'group_participants_remove';
	const failed = { event: 'participant.removeFailed', groupId: 'G', initiatedBy: 'business' };
	const initiated_by = 'business';

	it('goes under another spelling of the type, too', () => {
		const element = { removed_participants: [{ input: '16505551234' }], initiated_by };

		expect(group('participants', { type: 'group_remove_participants', ...element })).toEqual(
			group('participants', { type, ...element }),
		);
	});

	it('each failure has its own errors, or else those of the group', () => {
		const failed_participants = [{ input: '+16505551234', errors: ['mine'] }, { input: 'US.1' }];

		expect(group('participants', { type, initiated_by, failed_participants, errors })).toEqual([
			{ ...failed, participant: person, errors: [{ message: 'mine' }] },
			{ ...failed, participant: { userId: 'US.1' }, errors: theErrors },
		]);
	});

	it.each([
		['neither list', {}, []],
		['empty lists', { removed_participants: [], failed_participants: [] }, []],
		[
			'only people that were removed',
			{ removed_participants: [{ wa_id: '1' }] },
			['participant.removed'],
		],
	])('one failure without a person where there are errors and %s', (_, lists, before) => {
		const events = group('participants', { type, initiated_by, errors, ...lists });

		expect(events.map(({ event }) => event)).toEqual([...before, 'participant.removeFailed']);
		expect(events.at(-1)).toEqual({ ...failed, errors: theErrors });
	});

	it('a person that is no object is unknown, and the others are not lost', () => {
		const removed_participants = [null, { wa_id: '16505551234' }, '16505559876', 7];
		const events = group('participants', { type, initiated_by, removed_participants });

		expect(events.map(({ event }) => event)).toEqual([
			'unknown',
			'participant.removed',
			'unknown',
			'unknown',
		]);
	});

	it('one person without a list around', () => {
		const events = group('participants', { type, removed_participants: { wa_id: '16505551234' } });

		expect(events).toEqual([{ event: 'participant.removed', groupId: 'G', participant: person }]);
	});
});

describe('join requests', () => {
	it.each([
		['group_join_request_created', 'joinRequest.created'],
		['group_join_request_revoked', 'joinRequest.revoked'],
	])('%s with no reason, number or ID', (type, event) => {
		const wa_id = '';
		const base = { event, groupId: 'G', initiatedBy: 'participant' };

		expect(group('participants', { type, wa_id, user_id: 'US.1' })).toEqual([
			{ ...base, participant: { userId: 'US.1' } },
		]);
		expect(group('participants', { type, join_request_id: 'J', reason: '' })).toEqual([
			{ ...base, joinRequestId: 'J' },
		]);
	});
});

describe('settings', () => {
	const type = 'group_settings_update';
	const own = { groupId: 'G', initiatedBy: 'business', setting: 'subject' };

	it.each([
		['true', { update_successful: true }, {}, true, undefined],
		['quoted true', { update_successful: 'true' }, {}, true, undefined],
		['false', { update_successful: false }, {}, false, undefined],
		['quoted false', { update_successful: 'False', errors }, {}, false, theErrors],
		['missing', {}, {}, true, undefined],
		['missing, with errors', { errors }, {}, false, theErrors],
		['missing, with errors of the group', {}, { errors }, false, theErrors],
		['true, with errors of the group', { update_successful: true }, { errors }, true, undefined],
		['false, with errors of the group', { update_successful: false }, { errors }, false, theErrors],
		[
			'false, with errors of both',
			{ update_successful: false, errors: ['mine'] },
			{ errors },
			false,
			[{ message: 'mine' }],
		],
	])('update_successful %s', (_, part, around, isDone, expected) => {
		const group_subject = { text: 'S', ...part };

		expect(group('settings', { type, group_subject, ...around })).toEqual([
			{
				...own,
				event: isDone ? 'group.settingUpdated' : 'group.settingUpdateFailed',
				subject: 'S',
				...(expected && { errors: expected }),
			},
		]);
	});

	it('a description that was taken away is empty, not absent', () => {
		const group_description = { text: '', update_successful: true };

		expect(group('settings', { type, group_description })).toEqual([
			{ ...own, event: 'group.settingUpdated', description: '', setting: 'description' },
		]);
	});

	it('a picture without anything about it', () => {
		expect(group('settings', { type, profile_picture: { update_successful: true } })).toEqual([
			{ ...own, event: 'group.settingUpdated', setting: 'picture' },
		]);
	});

	it('no setting at all: failed if there are errors, unknown if not', () => {
		expect(group('settings', { type, errors })).toEqual([
			{
				event: 'group.settingUpdateFailed',
				groupId: 'G',
				initiatedBy: 'business',
				errors: theErrors,
			},
		]);
		expect(group('settings', { type })).toEqual([
			{ event: 'unknown', groupId: 'G', field: 'group_settings_update', type },
		]);
	});

	it('errors of the group are no setting, also if they are no list', () => {
		expect(group('settings', { type, errors: errors[0] })).toMatchObject([
			{ event: 'group.settingUpdateFailed', errors: theErrors },
		]);
	});

	it.each([
		['a setting that came later', { group_join_mode: { mode: 'x', update_successful: true } }],
		['a setting that is no object', { group_description: 'text' }],
		['a setting that is a list', { profile_picture: [1] }],
	])('%s is unknown, beside those that are known', (_, more) => {
		const group_subject = { text: 'S', update_successful: true };

		expect(group('settings', { type, group_subject, ...more })).toEqual([
			{ ...own, event: 'group.settingUpdated', subject: 'S' },
			{ event: 'unknown', groupId: 'G', field: 'group_settings_update', type },
		]);
	});
});

describe('what nobody documented yet', () => {
	it.each([
		[
			'another type',
			'group_lifecycle_update',
			{ type: 'group_archived' },
			{ type: 'group_archived' },
		],
		['no type', 'group_lifecycle_update', {}, {}],
		['a type that is no text', 'group_lifecycle_update', { type: {} }, {}],
		[
			'a type of JavaScript',
			'group_lifecycle_update',
			{ type: 'constructor' },
			{ type: 'constructor' },
		],
		['another field', 'group_pins_update', { type: 'group_pin' }, { type: 'group_pin' }],
		['with errors', 'group_pins_update', { errors }, { errors: theErrors }],
	])('%s', (_, field, element, expected) => {
		expect(read(field, { groups: [{ group_id: 'G', timestamp: 1, ...element }] })).toEqual([
			{ event: 'unknown', groupId: 'G', timestamp: '1970-01-01T00:00:01.000Z', field, ...expected },
		]);
	});

	it.each([
		['no list', {}, {}],
		['a group and no list', { group_id: 'G' }, { groupId: 'G' }],
		['a list that is none', { groups: {} }, {}],
		['errors', { errors }, { errors: theErrors }],
	])('a field about groups with %s is unknown as a whole', (_, value, expected) => {
		expect(read('group_new_update', value)).toEqual([
			{ event: 'unknown', ...expected, field: 'group_new_update' },
		]);
	});

	it('a field that is not about groups is other as a whole, whatever it has', () => {
		const value = { group_id: 'G', groups: [{}], messages: [{ group_id: 'G' }] };

		expect(read('account_update', value)).toEqual([{ event: 'other', field: 'account_update' }]);
	});

	it('a known type counts under whatever field it comes', () => {
		for (const field of ['group_new_update', 'messages', 'group_lifecycle_update']) {
			expect(read(field, { groups: [{ type: 'group_suspend', group_id: 'G' }] })).toEqual([
				{ event: 'group.suspended', groupId: 'G' },
			]);
		}
	});

	it('an empty list means that nothing happened', () => {
		expect(read('group_lifecycle_update', { groups: [] })).toEqual([]);
		expect(read('messages', { messages: [], statuses: [] })).toEqual([]);
		expect(
			read('messages', { messaging_product: 'whatsapp', contacts: [{}], messages: [], errors: [] }),
		).toEqual([]);
	});

	it.each<[string | undefined, object, object]>([
		[
			'group_lifecycle_update',
			{ groups: [], communities: [1] },
			{ event: 'unknown', field: 'group_lifecycle_update' },
		],
		[undefined, { groups: [], communities: [1] }, { event: 'unknown' }],
		['messages', { messages: [], reactions: [1] }, { event: 'other', field: 'messages' }],
		[undefined, { messages: [], reactions: [1] }, { event: 'other', field: 'messages' }],
		['messages', { messages: [], groups: { a: 1 } }, { event: 'other', field: 'messages' }],
	])('but not if field %s has something else beside it: %j', (field, more, expected) => {
		const value = { messaging_product: 'whatsapp', metadata, ...more };
		const change = { ...(field && { field }), value };

		expect(eventsIn(change)).toMatchObject([{ ...common, ...expected }]);
		expect(readEvents(change).map(({ raw }) => raw)).toEqual([
			{ ...('field' in expected && { field: expected.field }), value },
		]);
	});
});

describe('elements that are no objects', () => {
	it.each([null, true, 5, 'text', [], [{ group_id: 'G', type: 'group_suspend' }]])(
		'%j',
		(element) => {
			expect(read('group_status_update', { groups: [element] })).toEqual([
				{ event: 'unknown', field: 'group_status_update' },
			]);
			for (const list of ['messages', 'statuses']) {
				expect(read('messages', { [list]: [element] })).toEqual([
					{ event: 'other', field: 'messages' },
				]);
			}
		},
	);

	it.each([
		['of an unknown field', { field: 'account_update', value: 5 }, 'other'],
		['of a group field', { field: 'group_status_update', value: null }, 'unknown'],
		['of messages', { field: 'messages', value: 'x' }, 'other'],
	])('a value %s in an envelope', (_, change, event) => {
		const envelope = {
			object: 'whatsapp_business_account',
			entry: [{ id: '1', changes: [change] }],
		};

		expect(eventsIn(envelope)).toMatchObject([{ event, field: change.field }]);
	});
});

describe('messages', () => {
	const from = '16505551234';
	const base = { event: 'message.received', groupId: 'G', initiatedBy: 'participant' };

	it.each<[string, object, GroupEvent['message']]>([
		['text', { text: { body: 'Hi' } }, { type: 'text', text: 'Hi' }],
		['text', {}, { type: 'text' }],
		['text', { text: 'Hi' }, { type: 'text' }],
		[
			'document',
			{ document: { id: 1, filename: 'a.pdf', mime_type: 'application/pdf', sha256: 's' } },
			{
				type: 'document',
				mediaId: '1',
				mimeType: 'application/pdf',
				sha256: 's',
				fileName: 'a.pdf',
				content: { id: 1, filename: 'a.pdf', mime_type: 'application/pdf', sha256: 's' },
			},
		],
		[
			'audio',
			{ audio: { id: 'M', voice: true } },
			{ type: 'audio', mediaId: 'M', content: { id: 'M', voice: true } },
		],
		// An ID of something else is none of a medium.
		['poll', { poll: { id: 'P' } }, { type: 'poll', content: { id: 'P' } }],
		['contacts', { contacts: [{ name: 1 }] }, { type: 'contacts', content: [{ name: 1 }] }],
		['image', { image: null }, { type: 'image' }],
		['image', {}, { type: 'image' }],
		['location', { location: 'x' }, { type: 'location' }],
		['constructor', {}, { type: 'constructor' }],
		['__proto__', {}, { type: '__proto__' }],
	])('of type %s with %j', (type, more, expected) => {
		expect(message({ from, type, ...more })).toEqual([
			{ ...base, participant: person, messageId: 'wamid.1', message: expected },
		]);
	});

	it('without a type still tells the text', () => {
		expect(message({ from, text: { body: 'Hi' } })[0]?.message).toEqual({
			type: 'unknown',
			text: 'Hi',
		});
	});

	it.each<[object | null, object | undefined]>([
		[
			{ id: 'wamid.0', from: '15550783881' },
			{ messageId: 'wamid.0', from: '+15550783881' },
		],
		[{ id: 'wamid.0', from: '' }, { messageId: 'wamid.0' }],
		[{ from: 'US.1' }, { from: 'US.1' }],
		[{ forwarded: true }, undefined],
		[{}, undefined],
		[null, undefined],
	])('context %j answers %j', (context, replyTo) => {
		expect(message({ from, type: 'text', context })[0]?.message).toEqual({
			type: 'text',
			...(replyTo && { replyTo }),
		});
	});

	it.each<[string, object, object[] | undefined, GroupEvent['participant'] | undefined]>([
		['a sender without contacts', { from }, undefined, person],
		['an empty contact', { from }, [{}], person],
		[
			'the contact of the sender',
			{ from },
			[
				{ wa_id: '1', profile: { name: 'X' } },
				{ wa_id: from, profile: { name: 'Ada', username: '@ada' } },
			],
			{ ...person, username: '@ada', name: 'Ada' },
		],
		['somebody else', { from }, [{ wa_id: '1', profile: { name: 'X' } }], person],
		[
			'a sender with an empty number',
			{ from: '', from_user_id: 'US.1' },
			[{ wa_id: '', user_id: 'US.1', parent_user_id: 'P', profile: { name: 'Ada' } }],
			{ userId: 'US.1', parentUserId: 'P', name: 'Ada' },
		],
		[
			'the only contact, where the message does not say who sent it',
			{},
			[{ wa_id: from, profile: { name: 'Ada' } }],
			{ ...person, name: 'Ada' },
		],
		[
			'several contacts, where the message does not say',
			{},
			[{ wa_id: from }, { wa_id: '1' }],
			undefined,
		],
		['nobody', {}, undefined, undefined],
	])('are from %s', (_, sender, contacts, participant) => {
		expect(message({ type: 'text', ...sender }, { contacts })).toEqual([
			{
				...base,
				...(participant && { participant }),
				messageId: 'wamid.1',
				message: { type: 'text' },
			},
		]);
	});

	it('are from nobody known where there are more of them than contacts', () => {
		const messages = ['a', 'b'].map((id) => ({ id, group_id: 'G', type: 'text' }));
		const events = read('messages', { messages, contacts: [{ wa_id: from }] });

		expect(events.map(({ participant }) => participant)).toEqual([undefined, undefined]);
	});

	it('without a group are other', () => {
		for (const group_id of [undefined, '', null, {}]) {
			expect(message({ from, type: 'text', group_id })).toEqual([
				{ event: 'other', messageId: 'wamid.1', field: 'messages', type: 'text' },
			]);
		}
	});

	it('messages, statuses and errors in one value are all there', () => {
		const value = {
			messages: [{ id: 'm', group_id: 'G', type: 'text' }],
			statuses: [{ id: 's', status: 'read', recipient_id: 'G', recipient_type: 'group' }],
			errors,
		};

		expect(read('messages', value).map(({ event }) => event)).toEqual([
			'message.received',
			'message.read',
		]);
		expect(read('messages', { messages: [], errors })).toEqual([
			{ event: 'other', errors: theErrors, field: 'messages' },
		]);
	});
});

describe('statuses', () => {
	const base = { groupId: 'G', messageId: 'wamid.1' };

	it.each(['sent', 'delivered', 'read', 'played', 'failed'])('%s', (word) => {
		expect(status({ status: word, recipient_type: 'group' })).toEqual([
			{ ...base, event: `message.${word}` },
		]);
	});

	it.each(['received', 'warning', 'constructor', '', undefined, {}])('%j is unknown', (word) => {
		expect(status({ status: word, recipient_type: 'group' })).toEqual([
			{
				...base,
				event: 'unknown',
				field: 'messages',
				...(typeof word === 'string' && word && { type: word }),
			},
		]);
	});

	it.each<[string, object, string]>([
		['said to be to a group', { recipient_type: 'group' }, 'message.read'],
		['with a participant', { recipient_participant_id: '1' }, 'message.read'],
		['with a participant under the other name', { participant_recipient_id: '1' }, 'message.read'],
		['with a participant by user ID', { recipient_participant_user_id: 'US.1' }, 'message.read'],
		['with the ID of a group', { group_id: 'G' }, 'message.read'],
		['to a person', { recipient_type: 'individual' }, 'other'],
		['to a person, whatever else', { recipient_type: 'individual', group_id: 'G' }, 'other'],
		['to somebody', {}, 'other'],
		['with an empty participant', { recipient_participant_id: '' }, 'other'],
	])('%s is %s', (_, more, expected) => {
		const contacts = [{ wa_id: 'G', user_id: 'US.2', profile: { username: '@ada' } }];

		expect(status({ status: 'read', ...more })[0]?.event).toBe(expected);
		expect(status({ status: 'read', ...more }, { contacts })[0]?.event).toBe(expected);
	});

	it.each([
		[{ recipient_participant_id: '16505551234' }, person],
		[{ participant_recipient_id: '16505551234' }, person],
		[{ recipient_participant_id: '', participant_recipient_id: '+16505551234' }, person],
		[{ recipient_participant_id: '16505551234', participant_recipient_id: '1' }, person],
		[
			{ recipient_participant_user_id: 'US.1', recipient_participant_parent_user_id: 'P' },
			{ userId: 'US.1', parentUserId: 'P' },
		],
		[{}, undefined],
	])('participant %j', (more, participant) => {
		expect(status({ status: 'read', recipient_type: 'group', ...more })[0]?.participant).toEqual(
			participant,
		);
	});

	it('a group without recipient_id', () => {
		expect(status({ status: 'read', recipient_id: undefined, group_id: 'H' })).toEqual([
			{ ...base, groupId: 'H', event: 'message.read' },
		]);
	});

	const price = {
		billable: true,
		pricing_model: 'PMP',
		type: 'regular',
		category: 'group_utility',
	};
	const readPrice = { billable: true, model: 'PMP', type: 'regular', category: 'group_utility' };

	it.each<[string, object, object | undefined]>([
		['beside the conversation', { pricing: price }, readPrice],
		['inside the conversation', { conversation: { pricing: price } }, readPrice],
		[
			'in both',
			{ pricing: { billable: false }, conversation: { pricing: price } },
			{ ...readPrice, billable: false },
		],
		['quoted', { pricing: { billable: 'false' } }, { billable: false }],
		['empty', { pricing: {} }, undefined],
		['no object', { pricing: 'free', conversation: 'x' }, undefined],
	])('pricing %s', (_, more, pricing) => {
		expect(status({ status: 'read', recipient_type: 'group', ...more })).toEqual([
			{ ...base, event: 'message.read', ...(pricing && { pricing }) },
		]);
	});

	it('errors and the conversation', () => {
		const conversation = { id: 'C' };

		expect(status({ status: 'failed', recipient_type: 'group', errors, conversation })).toEqual([
			{ ...base, event: 'message.failed', conversationId: 'C', errors: theErrors },
		]);
	});
});

describe('nesting', () => {
	const value = { metadata, groups: [{ type: 'group_suspend', group_id: 'G', timestamp: '1' }] };
	const change = { field: 'group_status_update', value };
	const entry = { id: '1', changes: [change] };
	const envelope = { object: 'whatsapp_business_account', entry: [entry] };
	const expected = eventsIn(envelope);

	it.each([
		['an envelope', envelope, 1],
		['envelopes', [envelope, envelope], 2],
		['an entry', entry, 1],
		['entries', [entry, entry], 2],
		['a change', change, 1],
		['changes', [change, change], 2],
		['a change without its field', { value }, 1],
		['a value', value, 1],
		['values', [value, value], 2],
		['a value without a number', { groups: value.groups }, 1],
		['a value without a time', { metadata, groups: [{ type: 'group_suspend', group_id: 'G' }] }, 1],
		['an entry that is no list', { entry }, 1],
		['a change that is no list', { entry: { changes: change } }, 1],
		['lists in lists', [[[envelope], [change]], [[[value]]]], 3],
		['a mixture', [envelope, entry, change, value, null, 'x', 5, {}], 4],
		['text', JSON.stringify(envelope), 1],
		['text of a list', JSON.stringify([change]), 1],
		['empty leftovers beside it', { entry: null, changes: '', ...change }, 1],
		['an empty list of entries beside it', { entry: [], changes: [change] }, 1],
		['empty lists of entries and changes beside it', { entry: [], changes: [], ...change }, 1],
		['entries and changes in one object', [{ entry: [entry], changes: [change] }], 2],
	])('%s', (_, body, count) => {
		const events = eventsIn(body);

		expect(events).toHaveLength(count);
		for (const event of events)
			expect(event).toMatchObject({ event: 'group.suspended', groupId: 'G' });
		if (!Array.isArray(body) && !Object.hasOwn(Object(body), 'groups')) {
			expect(events).toEqual(expected);
		}
	});

	it.each([
		['group_create', 'group_lifecycle_update'],
		['group_participants_add', 'group_participants_update'],
		['group_settings_update', 'group_settings_update'],
		['group_other', undefined],
	])('a bare %s that is unknown has field %s', (type, field) => {
		const element = { type, timestamp: 1, group_id: 'G', added_participants: [5] };
		const events = eventsIn({ groups: [element] }).filter(({ event }) => event === 'unknown');

		expect(events.every((event) => event.field === field)).toBe(true);
		expect(events).toHaveLength(type === 'group_create' ? 0 : 1);
	});
});

import { eventsIn } from './support/fixtures';

const metadata = { phone_number_id: '106540352242922' };

/** How many things a body tells, copies not counted. */
const things = (body: unknown) => new Set(eventsIn(body).map(({ eventKey }) => eventKey)).size;

const groups = (...elements: object[]) => ({
	field: 'group_participants_update',
	value: { metadata, groups: elements.map((element) => ({ group_id: 'G', ...element })) },
});
const statuses = (...elements: object[]) => ({
	field: 'messages',
	value: {
		metadata,
		statuses: elements.map((element) => ({
			id: 'wamid.1',
			status: 'delivered',
			recipient_id: 'G',
			recipient_type: 'group',
			timestamp: '1755549404',
			...element,
		})),
	},
});

describe('people that are written down in a new way are not one', () => {
	it.each<[string, object, object]>([
		['an unknown key', { lid: 1 }, { lid: 2 }],
		['an unknown key beside an empty number', { wa_id: '', lid: 1 }, { wa_id: '', lid: 2 }],
		['only a parent', { parent_user_id: 'P1' }, { parent_user_id: 'P2' }],
	])('with %s', (_, one, another) => {
		const time = { timestamp: 1755549404 };
		const lists = ['removed_participants', 'failed_participants'];

		for (const list of lists) {
			const type = 'group_participants_remove';
			expect(things(groups({ type, ...time, [list]: [one, another, one] }))).toBe(2);
		}
		expect(
			things(
				groups({ type: 'group_participants_add', ...time, added_participants: [one, another] }),
			),
		).toBe(2);
		const type = 'group_join_request_created';
		expect(things(groups({ type, ...time, ...one }, { type, ...time, ...another }))).toBe(2);
	});

	it.each<[string, object, object]>([
		['a third spelling', { participant_id: '1' }, { participant_id: '2' }],
		['an object', { participant: { wa_id: '1' } }, { participant: { wa_id: '2' } }],
		[
			'only a parent',
			{ recipient_participant_parent_user_id: 'P1' },
			{ recipient_participant_parent_user_id: 'P2' },
		],
	])('in statuses with %s', (_, one, another) => {
		expect(things(statuses(one, another, one))).toBe(2);
		expect(things(statuses({ recipient_id: '', ...one }, { recipient_id: '', ...another }))).toBe(
			2,
		);
		expect(
			things(
				statuses(
					{ recipient_type: '', recipient_id: '', ...one },
					{ recipient_type: '', recipient_id: '', ...another },
				),
			),
		).toBe(2);
	});

	it('a parent is who it is, whatever else is said', () => {
		const parent = { recipient_participant_parent_user_id: 'P1' };

		expect(things(statuses(parent, { ...parent, more: 1 }))).toBe(1);
		expect(eventsIn(statuses({ ...parent, recipient_type: undefined }))).toMatchObject([
			{ event: 'message.delivered', participant: { parentUserId: 'P1' } },
		]);
	});

	it('a status of nobody is the same, whenever it comes and whatever it costs', () => {
		const priced = {
			timestamp: '1755549405',
			pricing: { billable: true },
			conversation: { id: 'C' },
		};

		expect(things(statuses({}, priced, { recipient_participant_id: '', errors: [1] }))).toBe(1);
	});
});

describe('group events that do not say when', () => {
	const entry = (time: unknown, element: object = {}) => ({
		id: '1',
		time,
		changes: [groups({ type: 'group_suspend', ...element })],
	});

	it('happened when their entry was sent', () => {
		expect(eventsIn(entry(1755548801))).toMatchObject([{ timestamp: '2025-08-18T20:26:41.000Z' }]);
		expect(things([entry(1755548801), entry('1755548801')])).toBe(1);
		expect(things([entry(1755548801), entry(1755548802)])).toBe(2);
	});

	it('which makes no difference to those that say it', () => {
		const said = { timestamp: '1755548801' };

		expect(eventsIn([entry(1, said), entry(2, said)])).toEqual(
			[0, 1].flatMap(() => eventsIn(entry(undefined, said))),
		);
	});

	it.each([1755548801000, '1755548801000', 'soon', {}, null, undefined])(
		'an entry sent at %j says nothing about the second',
		(time) => {
			expect(eventsIn(entry(time)).map(({ timestamp }) => timestamp)).toEqual([undefined]);
		},
	);

	it('milliseconds still tell two events apart', () => {
		expect(things([entry(1755548801000), entry(1755548801001)])).toBe(2);
	});
});

describe('two changes of a setting within a second', () => {
	it.each([
		['group_subject', { text: 'A' }, { text: 'B' }],
		['group_description', { text: 'A' }, { text: '' }],
		['profile_picture', { sha256: 'A' }, { sha256: 'B' }],
	])('%s', (key, one, another) => {
		const type = 'group_settings_update';
		const change = (part: object, ids: object = {}) =>
			groups({
				type,
				timestamp: '1755549404',
				...ids,
				[key]: { update_successful: true, ...part },
			});
		const request_id = 'R';

		expect(things([change(one), change(another), change(one)])).toBe(2);
		// What was requested is one thing, whatever it turned out to be.
		expect(things([change(one, { request_id }), change(another, { request_id })])).toBe(1);
	});
});

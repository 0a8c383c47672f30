import fc from 'fast-check';

import { readGroup } from '../../../nodes/Dialog360Groups/events/groups';
import { readEvents } from '../../../nodes/Dialog360Groups/events/readEvents';
import { eventsIn, fixture } from './support/fixtures';
import { misshapen } from './support/shape';

/** Everything that the translation looks for, and what JavaScript would trip over. */
const WORDS = [
	'entry',
	'changes',
	'field',
	'value',
	'metadata',
	'phone_number_id',
	'display_phone_number',
	'groups',
	'messages',
	'statuses',
	'contacts',
	'errors',
	'error_data',
	'details',
	'code',
	'type',
	'timestamp',
	'group_id',
	'request_id',
	'initiated_by',
	'added_participants',
	'removed_participants',
	'failed_participants',
	'wa_id',
	'user_id',
	'input',
	'profile',
	'username',
	'join_request_id',
	'reason',
	'group_subject',
	'profile_picture',
	'text',
	'update_successful',
	'id',
	'from',
	'context',
	'image',
	'status',
	'recipient_id',
	'recipient_type',
	'recipient_participant_id',
	'conversation',
	'pricing',
	'billable',
	'group_create',
	'group_participants_add',
	'group_participants_remove',
	'group_settings_update',
	'group_status_update',
	'group_suspend',
	'delivered',
	'group',
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'length',
	'',
];

const word = fc.constantFrom(...WORDS);

/** Without these there is nothing of a webhook. */
const STRUCTURE = ['entry', 'changes', 'field', 'value', 'groups', 'messages', 'statuses'];

/** JSON of these words, as keys and as texts, in a senseless order. */
function nonsenseOf(words: readonly string[], maxDepth: number): fc.Arbitrary<unknown> {
	const some = fc.constantFrom(...words);
	return fc.letrec<{ tree: unknown }>((tie) => ({
		tree: fc.oneof(
			{ maxDepth, withCrossShrink: true },
			fc.oneof(some, fc.constantFrom(null, true, false, 0, 1.5, 1e21, '1', '1755548801', 'x')),
			fc.array(tie('tree'), { maxLength: 4 }),
			// Own keys, `__proto__` included, as in parsed JSON.
			fc.array(fc.tuple(some, tie('tree')), { maxLength: 7 }).map(Object.fromEntries),
		),
	})).tree;
}

const nonsense = nonsenseOf(WORDS, 3);

/** The shape of a webhook, filled with nonsense. */
const almost = fc
	.tuple(
		fc.constantFrom('group_participants_update', 'group_settings_update', 'messages', 'other'),
		fc.constantFrom('groups', 'messages', 'statuses'),
		fc.array(
			fc
				.tuple(word, fc.array(fc.tuple(word, nonsense), { maxLength: 6 }))
				.map(([type, entries]) => Object.fromEntries([...entries, ['type', type]])),
			{ maxLength: 3 },
		),
		nonsense,
	)
	.map(([field, list, elements, around]) => ({
		entry: [{ changes: [{ field, value: { ...Object(around), [list]: elements } }] }],
	}));

function isSound(body: unknown): void {
	const before = JSON.stringify(body);
	const read = readEvents(body);

	expect(read.flatMap(({ event }) => misshapen(event))).toEqual([]);
	expect(JSON.parse(JSON.stringify(read))).toEqual(read);
	expect(JSON.stringify(body)).toBe(before);
}

describe('random bodies', () => {
	afterEach(() => {
		// Nothing got into what all objects share.
		const shared: Record<string, unknown> = {};
		for (const key of WORDS.filter((key) => !(key in Object.prototype))) {
			expect(shared[key]).toBeUndefined();
		}
	});

	it('70,000 bodies without the structure of a webhook give nothing', () => {
		const unstructured = WORDS.filter((one) => !STRUCTURE.includes(one));
		const garbage = fc.oneof(
			nonsenseOf(unstructured, 4),
			fc.jsonValue({ maxDepth: 6 }),
			fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
			fc.anything({ maxDepth: 4, withBigInt: false }),
			fc.string({ unit: 'binary' }),
		);

		fc.assert(
			fc.property(garbage, (body) => {
				if (readEvents(body).length > 0) throw new Error('an event for garbage');
			}),
			{ numRuns: 70_000 },
		);
	}, 120_000);

	it('20,000 bodies of its words give sound events only', () => {
		// So often that some of it has the structure of a webhook.
		const structured = [...WORDS, ...Array(12).fill(STRUCTURE).flat()];
		let count = 0;
		fc.assert(
			fc.property(fc.array(nonsenseOf(structured, 6), { maxLength: 6 }), (body) => {
				isSound(body);
				count += Math.sign(readEvents(body).length);
			}),
			{ numRuns: 20_000 },
		);

		expect(count).toBeGreaterThan(100);
	}, 120_000);

	it('10,000 almost right bodies give sound events, one for each element at least', () => {
		fc.assert(
			fc.property(almost, (body) => {
				isSound(body);

				const changes = body.entry.flatMap((entry) => entry.changes);
				for (const { field, value } of changes) {
					const lists = ['groups', 'messages', 'statuses'].flatMap((list) =>
						Array.isArray(value[list]) ? value[list] : [],
					);
					const least = field === 'other' ? 1 : lists.length;
					expect(readEvents(body).length).toBeGreaterThanOrEqual(least);
				}
			}),
			{ numRuns: 10_000 },
		);
	}, 120_000);
});

describe('what is somebody else’s', () => {
	it.each([
		undefined,
		null,
		true,
		42,
		'',
		'hello',
		'{"entry":',
		'null',
		[],
		{},
		{ entry: [] },
		{ entry: {} },
		{ entry: [null, 5, 'x', [], {}] },
		{ entry: [{ changes: [null, 5, 'x', [], {}] }] },
		{ object: 'whatsapp_business_account' },
		{ field: 'email', value: 'ada@example.com' },
		{ field: '', value: {} },
		{ field: 5, value: {} },
		{ value: {} },
		{ groups: [] },
		{ groups: ['admins', 'editors'] },
		{ groups: [{ id: 1, name: 'Admins' }] },
		{ messages: [{ role: 'user', content: 'Hi' }], metadata: { user: 'ada' } },
		{ messages: { from: '1' } },
		{ statuses: [1, 2, 3] },
		{ event: 'push', ref: 'refs/heads/main', commits: [] },
	])('%j gives nothing', (body) => {
		expect(eventsIn(body)).toEqual([]);
		expect(eventsIn([body, [body]])).toEqual([]);
		expect(eventsIn(JSON.stringify(body))).toEqual([]);
	});

	it('what is no JSON at all gives nothing', () => {
		for (const body of [Symbol('x'), 10n, () => 1, new Date(0), Buffer.from('{}'), new Map()]) {
			expect(eventsIn(body)).toEqual([]);
		}
	});
});

describe('hostile bodies', () => {
	const metadata = { phone_number_id: '106540352242922' };
	const long = 'x'.repeat(5_000_000);
	const sizeOf = (read: readonly object[]) =>
		read.reduce((sum, one) => sum + JSON.stringify(one).length, 0);
	const nested = (open: string, close: string, levels: number, inner = '') =>
		open.repeat(levels) + inner + close.repeat(levels);

	it.each([
		['lists', nested('[', ']', 10_000)],
		['very many lists', nested('[', ']', 1_000_000)],
		['objects', nested('{"a":', '}', 10_000, '1')],
		['entries', nested('{"entry":', '}', 10_000, '1')],
		['entries in lists', nested('[{"entry":[', ']}]', 10_000)],
		['changes', nested('{"changes":[', ']}', 10_000)],
		['values', nested('{"field":"messages","value":', '}', 10_000, '1')],
		['groups', nested('{"metadata":{},"groups":[', ']}', 10_000)],
		['prototypes', nested('{"__proto__":', '}', 10_000, '1')],
	])('nested %s', (_, text) => {
		expect(() => readEvents(text)).not.toThrow();
		expect(() => JSON.stringify(readEvents(JSON.parse(text)))).not.toThrow();
	});

	it('depth in one element costs none of the others', () => {
		const deep: unknown = JSON.parse(nested('{"a":[', ']}', 10_000));
		const element = { group_id: 'G', timestamp: 1 };
		const value = {
			metadata,
			groups: [
				{ ...element, type: 'group_suspend', deep },
				{ ...element, type: 'group_new', deep },
				{ ...element, type: 'group_suspend_cleared' },
			],
			messages: [{ id: 'm', group_id: 'G', type: 'deep', deep }],
		};
		const events = eventsIn(value);

		expect(events.map(({ event }) => event)).toEqual([
			'group.suspended',
			'unknown',
			'group.suspensionCleared',
			'message.received',
		]);
		expect(JSON.stringify(readEvents(value)).length).toBeLessThan(10_000);
	});

	it.each([
		['groups', { groups: Array(1_000_000).fill(1) }],
		['messages', { messages: Array(1_000_000).fill({}) }],
		[
			'statuses with contacts',
			{
				statuses: Array(200_000).fill({ recipient_id: '1' }),
				contacts: Array(200_000).fill({ wa_id: '1' }),
			},
		],
		[
			'people',
			{ groups: [{ type: 'group_participants_add', added_participants: Array(500_000).fill({}) }] },
		],
		[
			'errors',
			{
				groups: [{ type: 'group_create', errors: Array(500_000).fill({}) }],
				statuses: Array(200_000).fill(1),
			},
		],
	])('very many %s give 10,000 events at most, and little to store', (_, value) => {
		const read = readEvents({ field: 'messages', value: { metadata, ...value } });

		expect(read.length).toBeGreaterThan(0);
		expect(read.length).toBeLessThanOrEqual(10_000);
		expect(sizeOf(read)).toBeLessThan(64_000_000);
	});

	it.each([
		['beside the elements', { groups: Array(1_000).fill(5), long }],
		[
			'of a contact',
			{ messages: Array(1_000).fill({ from: '1' }), contacts: [{ wa_id: '1', long }] },
		],
		['of contacts', { messages: Array(1_000).fill({}), contacts: [{ long }, {}] }],
		[
			'of errors',
			{
				groups: [
					{
						type: 'group_participants_remove',
						errors: [long],
						failed_participants: Array(1_000).fill({}),
					},
				],
			},
		],
	])('a long text %s is not repeated very often', (_, value) => {
		const read = readEvents({ field: 'messages', value: { metadata, ...value } });

		expect(read.length).toBeGreaterThan(1);
		expect(sizeOf(read)).toBeLessThan(128_000_000);
	});

	it('no more people are read than are asked for', () => {
		const people = Object.defineProperty([{ wa_id: '1' }, {}], 1, {
			get: () => {
				throw new Error('read');
			},
		});
		const group = { type: 'group_participants_add', added_participants: people };
		const [first] = readGroup(group, { around: {} });

		expect(first).toMatchObject({ participant: { waId: '1' } });
	});

	it('10,000 events that WhatsApp might send are all there', () => {
		const body = fixture('messages.group_status_delivered_aggregated');
		const text = JSON.stringify(Array(5_000).fill(body));

		expect(readEvents(text)).toHaveLength(10_000);
	});

	it('very many changes', () => {
		const change = { field: 'account_update', value: {} };

		expect(readEvents(Array(100_000).fill(change))).toHaveLength(10_000);
		expect(readEvents(Array(1_000).fill(change))).toHaveLength(1_000);
	});

	it('what no JSON has does no harm', () => {
		const element = { timestamp: 1, type: 'group_new', big: 10n, toJSON: () => sizeOf([]) / 0 };
		const [read] = readEvents({ groups: [element] });

		expect(JSON.parse(JSON.stringify(read))).toEqual(read);
	});

	it('very many keys', () => {
		const keys = Object.fromEntries(
			Array.from({ length: 100_000 }, (_, index) => [`k${index}`, 1]),
		);
		const suspension = { type: 'group_suspend' };
		const groups = [{ ...suspension, ...keys }, ...Array(5_000).fill(suspension)];
		const value = { groups, ...keys };

		expect(readEvents({ field: 'group_status_update', value })).toHaveLength(5_001);
	});

	it('very long texts', () => {
		const [event] = eventsIn({
			field: long,
			value: { metadata, groups: [{ type: long, group_id: long }] },
		});

		expect(event).toMatchObject({ event: 'other', field: long });
		expect(event?.eventKey).toHaveLength('other:'.length + 22);
	});

	it('keys of prototypes are keys like any other', () => {
		const text = `{"field":"group_new_update","value":{"__proto__":{"polluted":1},"groups":[
			{"type":"__proto__","group_id":"G","timestamp":1,"__proto__":{"polluted":2},"constructor":{"prototype":{"polluted":3}}}]}}`;
		const read = readEvents(text);

		expect(read.map(({ event }) => event)).toMatchObject([
			{ event: 'unknown', groupId: 'G', type: '__proto__' },
		]);
		expect(JSON.parse(JSON.stringify(read[0]?.raw))).toEqual(JSON.parse(text));
		expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
	});
});

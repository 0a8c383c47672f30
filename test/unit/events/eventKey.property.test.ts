import fc from 'fast-check';

import type { GroupEvent } from '../../../nodes/Dialog360Groups/events/event';
import { alone, fact, metadataOf, valueOf } from './support/facts';
import type { Fact } from './support/facts';
import { eventsIn } from './support/fixtures';
import { changed, quoted, renamed, shuffled } from './support/rewrite';
import { stable } from './support/stable';

const keysIn = (body: unknown) => eventsIn(body).map(({ eventKey }) => eventKey);

/** What WhatsApp sends under the name of a message's type is handed on as it is written. */
const meaning = (event: GroupEvent) =>
	stable(event.message ? { ...event, message: { ...event.message, content: undefined } } : event);

/** `initiated_by` taken from the groups, and put beside them if it is to stay. */
function withInitiator(one: Fact, place: 'inside' | 'beside' | 'both'): object {
	const value = valueOf([one]);
	const { initiated_by, ...rest } = one.element;
	if (initiated_by === undefined || place === 'inside') return { field: one.field, value };
	const element = place === 'both' ? one.element : rest;
	return { field: one.field, value: { ...value, groups: [element], initiated_by } };
}

const rewriting = fc.record({
	seed: fc.nat(996),
	timestamp: fc.constantFrom(Number, String),
	isQuoted: fc.boolean(),
	plus: fc.constantFrom('', '+'),
	place: fc.constantFrom('inside' as const, 'beside' as const, 'both' as const),
	participant: fc.constantFrom('recipient_participant_id', 'participant_recipient_id'),
});

const extra = fc.record({ what: fc.jsonValue({ maxDepth: 4 }) });
const unknownFact = fc
	.tuple(fact, fc.constantFrom('group_new_update', 'group_status_update'), extra, fc.boolean())
	.map(
		([{ element, phoneNumberId }, field, more, hasInitiator]): Fact => ({
			list: 'groups',
			field,
			element: {
				timestamp: element.timestamp,
				type: 'group_new',
				...(hasInitiator && { initiated_by: 'business' }),
				...more,
			},
			contacts: [],
			count: 1,
			phoneNumberId,
		}),
	);

it('is the same for the same thing, however it is written down', () => {
	fc.assert(
		fc.property(fc.oneof(fact, unknownFact), rewriting, (one, how) => {
			const { seed, timestamp, isQuoted, plus, place, participant } = how;
			let again: unknown = withInitiator(one, place);
			again = renamed(again, 'recipient_participant_id', participant);
			again = changed(again, 'input', (old) => String(old).replace(/^\+?(\d+)$/, `${plus}$1`));
			if (isQuoted) again = quoted(again);
			again = shuffled(changed(again, 'timestamp', timestamp), seed);

			const first = eventsIn(alone(one));
			const second = eventsIn([again]);
			const keys = (events: GroupEvent[]) => events.map(({ eventKey }) => eventKey).sort();

			expect(first).toHaveLength(one.count);
			expect(keys(second)).toEqual(keys(first));
			expect(second.map(meaning).sort()).toEqual(first.map(meaning).sort());
		}),
		{ numRuns: 3000 },
	);
});

it('is another for each thing in an element', () => {
	fc.assert(
		fc.property(fact, (one) => {
			expect(new Set(keysIn(alone(one))).size).toBe(one.count);
		}),
		{ numRuns: 1000 },
	);
});

const more = (old: unknown) => `${String(old)}1`;
const other = (words: readonly string[]) => (old: unknown) =>
	words.find((word) => word !== old && words.includes(String(old))) ?? 'another';

/** What a fact is about, or when, or to whom it happened, changed. */
const CHANGES: Array<
	[what: string, list: Fact['list'][], key: string, change: (old: unknown) => unknown]
> = [
	['number of the business', ['groups', 'messages', 'statuses'], 'phone_number_id', more],
	['group', ['groups'], 'group_id', more],
	['second', ['groups'], 'timestamp', (old) => String(Number(old) + 1)],
	['request', ['groups'], 'request_id', more],
	['join request', ['groups'], 'join_request_id', more],
	['life cycle', ['groups'], 'type', other(['group_create', 'group_delete'])],
	['suspension', ['groups'], 'type', other(['group_suspend', 'group_suspend_cleared'])],
	['outcome', ['groups'], 'update_successful', (old) => !old],
	['message', ['messages', 'statuses'], 'id', more],
	['status', ['statuses'], 'status', other(['sent', 'delivered', 'read', 'played'])],
	['participant', ['statuses'], 'recipient_participant_id', (old) => more(old || '4')],
];

it.each(CHANGES)('is another for another %s', (_, lists, key, change) => {
	let count = 0;
	fc.assert(
		fc.property(fact, (one) => {
			fc.pre(lists.includes(one.list) && stable(alone(one)).includes(`"${key}":`));
			const keys = new Set(keysIn(alone(one)));

			// Of a message, only its own ID, not that of its picture.
			const body =
				key === 'id'
					? alone({ ...one, element: { ...one.element, id: more(one.element.id) } })
					: changed(alone(one), key, change);

			expect(keysIn(body).filter((other) => keys.has(other))).toEqual([]);
			count += 1;
		}),
		{ numRuns: 100, maxSkipsPerRun: 1000 },
	);

	expect(count).toBe(100);
});

it.each(['wa_id', 'user_id', 'username', 'input'])('is another for another %s', (key) => {
	const events = (id: string, beside: object) =>
		keysIn({
			field: 'group_participants_update',
			value: {
				metadata: metadataOf('106540352242922'),
				groups: [
					{
						type: 'group_participants_remove',
						group_id: 'G',
						timestamp: '1755549000',
						removed_participants: [{ ...beside, [key]: id }],
					},
				],
			},
		});

	expect(events('16505551234', {})).not.toEqual(events('16505551235', {}));
	expect(events('16505551234', {})).toEqual(events('16505551234', { name: 'x' }));
});

it('a number is the same whether or not a user ID stands beside it', () => {
	const one = { type: 'group_participants_add', group_id: 'G', timestamp: 1 };
	const events = (person: object) =>
		keysIn({
			field: 'group_participants_update',
			value: { groups: [{ ...one, added_participants: [person] }] },
		});

	expect(events({ wa_id: '1650', user_id: 'US.1' })).toEqual(events({ wa_id: '1650' }));
	expect(events({ user_id: 'US.1', username: '@ada' })).toEqual(events({ user_id: 'US.1' }));
});

it.each([
	[
		'times that are none',
		{ type: 'group_suspend', timestamp: 'soon' },
		{ type: 'group_suspend', timestamp: 'later' },
	],
	[
		'people that are none',
		{ type: 'group_participants_add', added_participants: [1] },
		{ type: 'group_participants_add', added_participants: [2] },
	],
	[
		'settings that are unknown',
		{ type: 'group_settings_update', group_mode: { a: 1 } },
		{ type: 'group_settings_update', group_mode: { a: 2 } },
	],
])('is another for other %s', (_, a, b) => {
	const keys = (element: object) =>
		keysIn({ field: 'group_status_update', value: { groups: [{ group_id: 'G', ...element }] } });

	expect(keys(a)).toHaveLength(1);
	expect(keys(a)).not.toEqual(keys(b));
});

describe('of what is unknown or not about groups', () => {
	const change = (field: string, what: unknown) => ({ field, value: { timestamp: '1', what } });
	const element = (what: unknown) => ({
		field: 'group_new_update',
		value: { groups: [{ type: 'group_new', timestamp: 1, what }] },
	});

	it('is the same exactly if they say the same', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (a, b) => {
				const isSame = stable(quoted(a)) === stable(quoted(b));

				for (const told of [element, (what: unknown) => change('account_update', what)]) {
					const [first, second] = [keysIn(told(a)), keysIn(told(b))];
					expect(first).toHaveLength(1);
					if (isSame) expect(first).toEqual(second);
					else expect(first).not.toEqual(second);
					expect(keysIn(told(shuffled(quoted(a), 5)))).toEqual(first);
				}
			}),
			{ numRuns: 2000 },
		);
	});

	it.each<[unknown, unknown]>([
		[{ a: 1 }, [['a', 1]]],
		[
			{ a: 1, b: 2 },
			{ a: 1, b: 3 },
		],
		[{}, []],
		[null, 'null'],
		[null, undefined],
		[
			[1, 2],
			[2, 1],
		],
		[['1,2'], [1, 2]],
		[{ of: [] }, {}],
	])('%j and %j are not the same', (a, b) => {
		expect(keysIn(change('account_update', a))).not.toEqual(keysIn(change('account_update', b)));
		expect(keysIn(element(a))).not.toEqual(keysIn(element(b)));
	});

	it('depends on the field', () => {
		expect(keysIn(change('account_update', 1))).not.toEqual(keysIn(change('account_alerts', 1)));
	});

	it('depends on when the entry was sent, since such a change need not say when', () => {
		const entry = (time?: unknown) => ({ id: '1', time, changes: [change('account_update', 1)] });

		expect(keysIn(entry(1755549350))).toEqual(keysIn(entry('1755549350')));
		expect(keysIn(entry(1755549350))).not.toEqual(keysIn(entry(1755549351)));
		expect(keysIn(entry())).toEqual(keysIn(change('account_update', 1)));
	});

	it('a one-to-one message is its ID, and its status is ID, word and recipient', () => {
		const message = (parts: object) =>
			keysIn({ field: 'messages', value: { messages: [{ id: 'm', timestamp: 1, ...parts }] } });
		const status = (parts: object) =>
			keysIn({
				field: 'messages',
				value: {
					statuses: [{ id: 'm', status: 'read', recipient_id: '1', timestamp: 1, ...parts }],
				},
			});

		expect(message({ timestamp: 2, type: 'x' })).toEqual(message({}));
		expect(message({ id: 'n' })).not.toEqual(message({}));
		expect(status({ timestamp: 2, errors: [1] })).toEqual(status({}));
		expect(status({ status: 'sent' })).not.toEqual(status({}));
		expect(status({ recipient_id: '2' })).not.toEqual(status({}));
		expect(status({ recipient_id: '', recipient_user_id: 'US.1' })).not.toEqual(
			status({ recipient_id: '', recipient_user_id: 'US.2' }),
		);
		expect(status({ id: '', x: 1 })).not.toEqual(status({ id: '', x: 2 }));
		expect(message({ id: null, x: 1 })).not.toEqual(message({ id: null, x: 2 }));
	});

	it('what is no element counts as what it is', () => {
		const told = (list: string, part: unknown) =>
			keysIn({ field: 'messages', value: { [list]: [part] } }).join();
		const parts = [null, 5, 'text', [], {}, [[]]];
		const keys = ['groups', 'messages', 'statuses'].flatMap((list) =>
			parts.map((part) => told(list, part)),
		);

		expect(new Set(keys).size).toBe(keys.length);
	});
});

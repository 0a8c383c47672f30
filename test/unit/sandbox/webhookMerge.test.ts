import fc from 'fast-check';
import { violations } from '../../contract/schemas';
import { Random } from '../../sandbox/random';
import { canMerge, merge } from '../../sandbox/webhooks/merge';
import { entriesOf, elementsOf } from './told';

const object = 'whatsapp_business_account';
const metadata = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };
const messaging_product = 'whatsapp';

function body(field: string, content: object, id = '1') {
	const value = { messaging_product, metadata, ...content };
	return { object, entry: [{ id, changes: [{ field, value }] }] };
}

function suspension(group: string, id?: string) {
	const timestamp = '1755549300';
	const groups = [{ timestamp, group_id: group, type: 'group_suspend' }];
	return body('group_status_update', { groups }, id);
}

function removal(group: string, initiated_by: string) {
	const rest =
		initiated_by === 'business'
			? { request_id: 'r', removed_participants: [{ input: '12025550111' }] }
			: { removed_participants: [{ wa_id: '12025550111' }] };
	const type = 'group_participants_remove';
	const groups = [{ timestamp: '1755549300', group_id: group, type, ...rest }];
	return body('group_participants_update', { groups, initiated_by });
}

function text(group: string, from: string, words: string) {
	const contacts = [{ profile: { name: from }, wa_id: from }];
	const id = `wamid.${Buffer.from(group + words).toString('base64')}`;
	const rest = { id, timestamp: '1755549300', text: { body: words }, type: 'text' };
	return body('messages', { contacts, messages: [{ from, group_id: group, ...rest }] });
}

/** Every shape that two bodies take when they become one. */
function shapes(one: unknown, other: unknown): Set<string> {
	const seen = new Set<string>();
	for (let seed = 0; seed < 60; seed++) {
		const merged = merge([one, other], new Random(seed));
		const entries = entriesOf(merged);
		const changes = entries.flatMap((entry) => entry.changes);
		seen.add(`${entries.length} entries, ${changes.length} changes`);
	}
	return seen;
}

describe('putting bodies together', () => {
	it.each([
		['several of one field', suspension('a'), suspension('b'), 3],
		['several fields', suspension('a'), text('b', '1', 'hi'), 2],
		['several businesses', suspension('a', '1'), suspension('b', '2'), 1],
		['the same initiator', removal('a', 'business'), removal('b', 'business'), 3],
		['different initiators', removal('a', 'business'), removal('b', 'participant'), 2],
		['several messages', text('a', '1', 'hi'), text('a', '1', 'ho'), 3],
	])('%s', (_name, one, other, ways) => {
		const all = ['2 entries, 2 changes', '1 entries, 2 changes', '1 entries, 1 changes'];

		expect([...shapes(one, other)].sort()).toEqual(all.slice(0, ways).sort());
	});

	it('never joins elements of different numbers', () => {
		const other = suspension('b');
		const foreign = { ...metadata, phone_number_id: '2' };
		const value = other.entry[0]?.changes[0]?.value;
		Object.assign(value ?? {}, { metadata: foreign });

		expect(shapes(suspension('a'), other).has('1 entries, 1 changes')).toBe(false);
	});

	it('has every writer once', () => {
		const bodies = ['hi', 'ho'].map((words) => text('a', '1', words));
		const joined = Array.from({ length: 60 }, (_, seed) => merge(bodies, new Random(seed))).filter(
			(merged) => entriesOf(merged)[0]?.changes[0]?.value.messages?.length === 2,
		);

		expect(joined).not.toEqual([]);
		for (const merged of joined) {
			expect(entriesOf(merged)[0]?.changes[0]?.value.contacts).toEqual([
				{ profile: { name: '1' }, wa_id: '1' },
			]);
		}
	});

	const anyBody = fc.oneof(
		fc
			.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2'))
			.map(([g, id]) => suspension(g, id)),
		fc
			.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('business', 'participant'))
			.map(([group, by]) => removal(group, by)),
		fc
			.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2'), fc.constantFrom('hi', 'ho'))
			.map(([g, from, words]) => text(g, from, words)),
	);

	it('loses nothing, changes no order, breaks no contract and leaves the originals alone', () => {
		fc.assert(
			fc.property(fc.array(anyBody, { minLength: 1, maxLength: 6 }), fc.nat(), (bodies, seed) => {
				const before = structuredClone(bodies);
				expect(canMerge(bodies)).toBe(true);

				const merged = merge(bodies, new Random(seed));

				expect(elementsOf(merged)).toEqual(bodies.flatMap(elementsOf));
				expect(bodies).toEqual(before);
				expect(violations('webhook', merged)).toEqual([]);
			}),
		);
	});

	it.each([
		[null],
		['text'],
		[[]],
		[{}],
		[{ object, entry: [] }],
		[{ object, entry: [{}] }],
		[{ object, entry: [{ id: '1', changes: [] }] }],
		[{ object, entry: [{ id: '1', changes: [{ field: 'a' }] }] }],
		[{ object: 'page', entry: suspension('a').entry }],
	])('is not possible with %j', (other) => {
		expect(canMerge([suspension('a'), other])).toBe(false);
		expect(canMerge([suspension('a'), suspension('b')])).toBe(true);
	});
});

import fc from 'fast-check';

import type { ApiCall } from '../../../nodes/Dialog360Groups/api/client';
import { explain } from '../../../nodes/Dialog360Groups/api/explain';
import { ApiError } from '../../../nodes/Dialog360Groups/api/failure';
import { createAndWait } from '../../../nodes/Dialog360Groups/creation/createAndWait';
import type {
	CreatedGroup,
	GroupWish,
} from '../../../nodes/Dialog360Groups/creation/createAndWait';
import { createGroupLister } from '../../../nodes/Dialog360Groups/creation/groupLister';
import { ExplainedError } from '../../../nodes/Dialog360Groups/explainedError';
import { failureOf } from '../api/support/failures';
import { refusal } from '../api/support/fakeClient';
import { advance, finish, useVirtualTime } from '../api/support/virtualTime';
import { faultsOfWords } from '../api/support/words';
import { fakeNumber } from './support/fakeNumber';
import type { CreationPlan, FakeNumber } from './support/fakeNumber';
import { newSubject } from './support/subjects';

useVirtualTime();

const LIMIT = 30_000;
const MINUTE = 60_000;

function wishFor(subject: string, more: Partial<GroupWish> = {}): GroupWish {
	return { subject, joinApprovalMode: 'auto_approve', ...more };
}

/** Asks a number for a group; nothing happens until time passes. */
function begin(
	{ client }: FakeNumber,
	wish: GroupWish,
	limitMs = LIMIT,
	withReference = false,
): Promise<CreatedGroup> {
	const waiting = { limitMs, withReference };
	const created = createAndWait(client, createGroupLister(client), wish, waiting);
	created.catch(() => {});
	return created;
}

async function create(number: FakeNumber, wish: GroupWish, limitMs?: number) {
	return await finish(begin(number, wish, limitMs));
}

/** The words of a creation that did not end well. */
async function wordsOf(created: Promise<CreatedGroup>): Promise<ExplainedError> {
	const [end] = await finish(Promise.allSettled([created]));
	if (end.status === 'fulfilled') throw new Error(`It gave ${end.value.groupId}`);
	if (!(end.reason instanceof ExplainedError)) throw end.reason;
	expect(faultsOfWords(end.reason)).toEqual([]);
	return end.reason;
}

const isCreation = ({ method, path }: ApiCall) => method === 'POST' && path.length === 1;
const own = (number: FakeNumber, index = 0) => [...number.groupOfRequest.values()][index];
const request = (number: FakeNumber, index = 0) => [...number.groupOfRequest.keys()][index];

describe('a group that is asked for', () => {
	it.each([0, 100, 3_000, 12_000])('is found when it appears after %d ms', async (ms) => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: ms }] });
		const wish = wishFor(newSubject(), { description: 'What it is about' });
		const start = Date.now();
		const group = await create(number, wish);
		expect(group).toMatchObject({
			groupId: own(number),
			requestId: request(number),
			subject: wish.subject,
			description: 'What it is about',
			joinApprovalMode: 'auto_approve',
			createdAt: expect.stringMatching(/^2026-01-01T/),
		});
		expect(number.client.calls.filter(isCreation)).toHaveLength(1);
		expect(Date.now() - start).toBeLessThanOrEqual(LIMIT);
	});

	it.each([20_000, 27_500])('takes no longer than it may, found after %d ms', async (ms) => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: ms }] });
		const start = Date.now();
		await create(number, wishFor(newSubject()), LIMIT);
		expect(Date.now() - start).toBeLessThanOrEqual(LIMIT);
	});

	it('is watched for a while, for another one may be meant', async () => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: 4_000 }] });
		const start = Date.now();
		await create(number, wishFor(newSubject()));
		expect(Date.now() - start).toBeGreaterThanOrEqual(8_000);
	});

	it('is looked for less and less often', async () => {
		const times: number[] = [];
		const start = Date.now();
		const number = fakeNumber({
			plans: [{ appearsAfterMs: 25_000 }],
			onCall: () => times.push(Date.now() - start),
		});
		await create(number, wishFor(newSubject()), 60_000);
		expect(number.client.calls.length).toBeLessThan(30);
		expect(times.filter((time) => time > 0 && time <= 1_000).length).toBeGreaterThan(1);
	});

	it('is not the one that had the subject before', async () => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: 2_000 }] });
		const subject = newSubject();
		number.add({ subject });
		expect((await create(number, wishFor(subject))).groupId).toBe(own(number));
	});

	it.each<[string, Partial<GroupWish>, object]>([
		['description', { description: 'Mine' }, { description: 'Yours' }],
		['description, none here', {}, { description: 'Yours' }],
		['description, none there', { description: 'Mine' }, {}],
		[
			'approval mode',
			{ joinApprovalMode: 'approval_required' },
			{ join_approval_mode: 'auto_approve' },
		],
		['subject', {}, { subject: 'Somewhat like it' }],
	])('is not one with another %s that comes at the same time', async (_, mine, other) => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: 3_000 }] });
		const subject = newSubject();
		number.add({ subject, afterMs: 500, ...other });
		const group = await create(number, wishFor(subject, mine));
		expect(group.groupId).toBe(own(number));
	});

	it('is known even though WhatsApp trims texts and composes characters', async () => {
		const number = fakeNumber({ plans: [{}] });
		const subject = newSubject();
		const id = number.add({
			subject: `${subject} Cafe\u0301`,
			description: 'a  b ',
			afterMs: 1_000,
		});
		const wish = wishFor(` ${subject} Caf\u00e9 `, { description: ' a b' });
		expect((await create(number, wish)).groupId).toBe(id);
	});

	it('can not be told from another one that fits, and says so', async () => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: 3_000 }] });
		const subject = newSubject();
		const other = number.add({ subject, afterMs: 2_000 });
		const words = await wordsOf(begin(number, wishFor(subject)));
		expect(words.message).toContain(subject);
		expect(words.message).toContain('told apart');
		for (const id of [other, own(number), request(number)]) expect(words.howToFix).toContain(id);
	});

	it('that is there at once is still watched for a second', async () => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: 0 }] });
		const subject = newSubject();
		const other = number.add({ subject, afterMs: 900 });
		expect((await wordsOf(begin(number, wishFor(subject)))).howToFix).toContain(other);
	});

	it('that does not come in time is given up, with what to look for', async () => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: 40_000 }] });
		const subject = newSubject();
		const start = Date.now();
		const words = await wordsOf(begin(number, wishFor(subject), 12_000));
		expect(words.message).toContain(subject);
		expect(words.message).toContain('12 s');
		expect(words.howToFix).toContain(request(number));
		expect(words.howToFix).toContain("'Time Limit'");
		expect(Date.now() - start).toBeGreaterThanOrEqual(12_000);
		expect(Date.now() - start).toBeLessThan(13_000);
	});

	it('is given when it is there at the very end of the time', async () => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: 4_900 }] });
		expect((await create(number, wishFor(newSubject()), 5_000)).groupId).toBe(own(number));
	});

	it('is not disturbed by another that is gone before one can look at it', async () => {
		const subject = newSubject();
		const number = fakeNumber({
			plans: [{ appearsAfterMs: 3_000 }],
			onCall({ path: [, id] }) {
				if (id === 'brief') number.remove('brief');
			},
		});
		number.add({ id: 'brief', subject, afterMs: 500 });
		expect((await create(number, wishFor(subject))).groupId).toBe(own(number));
	});
});

describe('the answer', () => {
	it.each(['id of the group', 'group_id'] as const)(
		'that has the %s ends the wait as soon as the group is there',
		async (answer) => {
			const number = fakeNumber({ plans: [{ appearsAfterMs: 8_000, answer }] });
			const start = Date.now();
			expect((await create(number, wishFor(newSubject()))).groupId).toBe(own(number));
			expect(Date.now() - start).toBeLessThan(13_000);
		},
	);

	it('that has the group ID tells it from another one that fits', async () => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: 1_000, answer: 'group_id' }] });
		const subject = newSubject();
		number.add({ subject, afterMs: 1_000 });
		expect((await create(number, wishFor(subject))).groupId).toBe(own(number));
	});

	it('that has the request ID as id leads to the group, too', async () => {
		const number = fakeNumber({
			plans: [{ appearsAfterMs: 2_000, answer: 'id of the request' }],
		});
		const group = await create(number, wishFor(newSubject()));
		expect(group).toMatchObject({ groupId: own(number), requestId: request(number) });
	});

	it('whose id is that of some other group is not believed', async () => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: 2_000, answer: 'id of the request' }] });
		const subject = newSubject();
		const created = begin(number, wishFor(subject));
		await advance(100);
		number.add({ id: request(number), subject: 'Another one' });
		expect((await finish(created)).groupId).toBe(own(number));
	});
});

describe('with a reference in the description', () => {
	it.each([undefined, 'What it is about', '\u{1F600}'.repeat(2_048)])(
		'a group is found without a watch, and then gets its own description',
		async (description) => {
			const number = fakeNumber({ plans: [{ appearsAfterMs: 8_000 }] });
			const start = Date.now();
			const group = await finish(
				begin(number, wishFor(newSubject(), { description }), LIMIT, true),
			);
			expect(group).toMatchObject({ groupId: own(number), requestId: request(number) });
			expect(Date.now() - start).toBeLessThan(13_000);
			expect(number.descriptionOf(own(number))).toBe(description);
			const [creation] = number.client.calls.filter(isCreation);
			const asked = String(creation?.json?.description);
			expect(asked).toMatch(/n8n-[0-9a-f]{12}$/);
			expect([...asked].length).toBeLessThanOrEqual(2_048);
		},
	);

	it('none is mistaken for another one, whoever creates it', async () => {
		const subject = newSubject();
		const number = fakeNumber({ plans: [{ appearsAfterMs: 4_000 }, { appearsAfterMs: 9_000 }] });
		number.add({ subject, afterMs: 500 });
		number.add({ subject, afterMs: 4_000 });
		const created = [1, 2].map(() => begin(number, wishFor(subject), LIMIT, true));
		const groups = await finish(Promise.all(created));
		expect(groups.map(({ groupId }) => groupId)).toEqual([own(number, 0), own(number, 1)]);
	});

	it('none is a riddle because of one that may still come', async () => {
		const subject = newSubject();
		const number = fakeNumber({ plans: [{ appearsAfterMs: 8_000 }, { appearsAfterMs: 5_000 }] });
		await wordsOf(begin(number, wishFor(subject), 2_000));
		const group = await finish(begin(number, wishFor(subject), LIMIT, true));
		expect(group.groupId).toBe(own(number, 1));
	});

	it('the ID is not lost when nobody knows whether the description was set right', async () => {
		const number = fakeNumber({
			onCall({ method, path }) {
				const isUpdate = method === 'POST' && path.length > 1;
				if (isUpdate) throw new ApiError({ kind: 'interrupted', isWrite: true });
			},
		});
		const created = begin(number, wishFor(newSubject()), LIMIT, true);
		const { doneBefore } = await finish(failureOf(created));
		expect(doneBefore).toContain(own(number));
	});

	it('a refusal to take the reference out leaves it, and says so in the description', async () => {
		const number = fakeNumber({
			onCall({ method, path }) {
				if (method === 'POST' && path.length > 1) throw refusal({ code: 100, isWrite: true });
			},
		});
		const { groupId, description } = await finish(
			begin(number, wishFor(newSubject()), LIMIT, true),
		);
		expect(groupId).toBe(own(number));
		expect(description).toMatch(/n8n-[0-9a-f]{12}$/);
	});
});

describe('when things go wrong', () => {
	it('a refusal is passed on, and leaves nothing behind', async () => {
		let refuses = true;
		const number = fakeNumber({
			onCall(call) {
				if (isCreation(call) && refuses) throw refusal({ code: 131211, isWrite: true });
			},
		});
		const subject = newSubject();
		expect(await finish(failureOf(begin(number, wishFor(subject))))).toMatchObject({
			code: 131211,
		});
		refuses = false;
		expect((await create(number, wishFor(subject))).groupId).toBe(own(number));
	});

	it('nothing is created when the groups can not be listed', async () => {
		const number = fakeNumber({
			onCall() {
				throw refusal({ httpStatus: 401 });
			},
		});
		const failure = await finish(failureOf(begin(number, wishFor(newSubject()))));
		expect(failure).toMatchObject({ httpStatus: 401 });
		expect(number.client.calls.filter(isCreation)).toEqual([]);
	});

	it('a wait that is stopped ends at once, and looks no further', async () => {
		const controller = new AbortController();
		const number = fakeNumber({ plans: [{}], signal: controller.signal });
		const created = begin(number, wishFor(newSubject()));
		await advance(5_000);
		const calls = number.client.calls.length;
		controller.abort();
		expect(await failureOf(created)).toMatchObject({ kind: 'cancelled', isWrite: true });
		expect(number.client.calls).toHaveLength(calls);
	});

	it('nobody is invited to create it again when looking for it does not work', async () => {
		let isCreated = false;
		const number = fakeNumber({
			onCall(call) {
				if (isCreated && call.method === 'GET') {
					throw new ApiError({ kind: 'interrupted', httpStatus: 502, isWrite: false });
				}
				isCreated ||= isCreation(call);
			},
		});
		const [end] = await finish(Promise.allSettled([begin(number, wishFor(newSubject()))]));
		if (end.status === 'fulfilled') throw new Error('It went well, although it should not');
		const error: unknown = end.reason;
		const isRetryable = error instanceof ApiError && explain(error.failure).retryable;
		expect(isRetryable).toBe(false);
	});
});

describe('a group that comes late', () => {
	/** A first creation that is given up; its group comes after `lateMs`, the one of the second after 1 s. */
	async function giveUp(subject: string, lateMs: number, plan: CreationPlan = {}) {
		const number = fakeNumber({
			plans: [{ appearsAfterMs: lateMs, ...plan }, { appearsAfterMs: 20_000 }],
		});
		const [end] = await finish(Promise.allSettled([begin(number, wishFor(subject), 5_000)]));
		expect(end.status).toBe('rejected');
		return number;
	}

	it('is never taken for the next one', async () => {
		const subject = newSubject();
		const number = await giveUp(subject, 8_000);
		const { groupId, description } = await create(number, wishFor(subject));
		expect(groupId).toBe(own(number, 1));
		expect(description).toBeUndefined();
		expect(number.descriptionOf(groupId)).toBeFalsy();
	});

	it('is not taken for one after the next, either', async () => {
		const subject = newSubject();
		const number = await giveUp(subject, 60_000);
		expect((await create(number, wishFor(subject))).groupId).toBe(own(number, 1));
		expect((await create(number, wishFor(subject))).groupId).toBe(own(number, 2));
	});

	it('is no riddle any more once it is there', async () => {
		const subject = newSubject();
		const number = await giveUp(subject, 8_000);
		await advance(10_000);
		expect((await create(number, wishFor(subject))).groupId).toBe(own(number, 1));
	});

	it('is not expected for ever', async () => {
		const subject = newSubject();
		const number = await giveUp(subject, 1_000 * MINUTE);
		await advance(10 * MINUTE);
		expect((await create(number, wishFor(subject))).groupId).toBe(own(number, 1));
	});

	it('is never taken for the next one after an answer that was lost', async () => {
		const subject = newSubject();
		const number = await giveUp(subject, 8_000, { isLost: true });
		const [end] = await finish(Promise.allSettled([begin(number, wishFor(subject))]));
		const taken = end.status === 'fulfilled' ? end.value.groupId : 'none';
		expect(taken).not.toBe(own(number, 0));
	});

	it('is never taken for the next one after the execution was stopped', async () => {
		const subject = newSubject();
		const controller = new AbortController();
		const number = fakeNumber({
			plans: [{ appearsAfterMs: 8_000 }, { appearsAfterMs: 20_000 }],
			signal: controller.signal,
		});
		const first = begin(number, wishFor(subject));
		await advance(1_000);
		controller.abort();
		expect(await failureOf(first)).toMatchObject({ kind: 'cancelled' });
		const next = { ...number, client: { ...number.client, signal: undefined } };
		const [end] = await finish(Promise.allSettled([begin(next, wishFor(subject))]));
		expect(end.status === 'fulfilled' ? end.value.groupId : 'none').not.toBe(own(number, 0));
	});

	it('is not confused by groups of another number', async () => {
		const subject = newSubject();
		const number = await giveUp(subject, 8_000);
		const other = fakeNumber();
		other.add({ subject });
		expect((await create(other, wishFor(subject))).groupId).toBe(own(other));
		const [end] = await finish(Promise.allSettled([begin(number, wishFor(subject))]));
		expect(end.status === 'fulfilled' ? end.value.groupId : 'none').not.toBe(own(number, 0));
	});
});

describe('creations at the same time', () => {
	it.each([
		['composed characters', 'Caf\u00e9', 'Cafe\u0301'],
		['blanks', 'Order 1', 'Order  1'],
	])('are never mixed up when their subjects differ only in %s', async (_, first, second) => {
		const subject = newSubject();
		const number = fakeNumber({ plans: [{ appearsAfterMs: 1_000 }, { appearsAfterMs: 8_000 }] });
		const wishes = [wishFor(`${subject} ${first}`), wishFor(`${subject} ${second}`)];
		const ends = await finish(Promise.allSettled(wishes.map((wish) => begin(number, wish))));
		for (const end of ends) {
			if (end.status === 'rejected') continue;
			const { groupId, requestId = '' } = end.value;
			expect(groupId).toBe(number.groupOfRequest.get(requestId));
		}
	});

	it('with other subjects do not wait for each other', async () => {
		const number = fakeNumber({ plans: [{ appearsAfterMs: 5_000 }] });
		const start = Date.now();
		const created = [1, 2, 3].map(() => begin(number, wishFor(newSubject())));
		const groups = await finish(Promise.all(created));
		expect(new Set(groups.map(({ groupId }) => groupId)).size).toBe(3);
		expect(Date.now() - start).toBeLessThan(15_000);
	});

	const plan: fc.Arbitrary<CreationPlan> = fc.record({
		appearsAfterMs: fc.oneof(
			{ arbitrary: fc.integer({ min: 0, max: 8_000 }), weight: 4 },
			{ arbitrary: fc.integer({ min: 8_000, max: 90_000 }), weight: 2 },
			{ arbitrary: fc.constant(undefined), weight: 1 },
		),
		answer: fc.constantFrom('request_id', 'request_id', 'id of the request'),
	});
	const story = fc.record({
		plans: fc.array(plan, { minLength: 2, maxLength: 3 }),
		starts: fc.array(fc.nat(12_000), { minLength: 3, maxLength: 3 }),
		limits: fc.array(fc.integer({ min: 1_000, max: 20_000 }), { minLength: 3, maxLength: 3 }),
		latencies: fc.array(fc.nat(400), { minLength: 1, maxLength: 7 }),
		sharesLister: fc.boolean(),
	});

	it('with the same subject never get the ID of another one', async () => {
		let successes = 0;
		await fc.assert(
			fc.asyncProperty(story, async ({ plans, starts, limits, latencies, sharesLister }) => {
				const wish = wishFor(newSubject());
				const number = fakeNumber({
					plans,
					latencyMs: (index) => latencies[index % latencies.length] ?? 0,
				});
				const shared = createGroupLister(number.client);
				const ends = await finish(
					Promise.allSettled(
						plans.map(async (_, index) => {
							await new Promise((resolve) => setTimeout(resolve, starts[index]));
							const lister = sharesLister ? shared : createGroupLister(number.client);
							const limitMs = limits[index] ?? LIMIT;
							const waiting = { limitMs, withReference: false };
							return await createAndWait(number.client, lister, wish, waiting);
						}),
					),
				);
				for (const end of ends) {
					if (end.status === 'rejected') {
						expect(end.reason).toBeInstanceOf(ExplainedError);
						continue;
					}
					successes++;
					const { groupId, requestId = '' } = end.value;
					expect(groupId).toBe(number.groupOfRequest.get(requestId));
				}
			}),
			{ numRuns: 150 },
		);
		expect(successes).toBeGreaterThan(30);
	});

	it('with the same subject all get their own when WhatsApp is quick enough', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(5_000), { minLength: 2, maxLength: 3 }),
				fc.array(fc.nat(300), { minLength: 1, maxLength: 7 }),
				async (delays, latencies) => {
					const wish = wishFor(newSubject());
					const number = fakeNumber({
						plans: delays.map((appearsAfterMs) => ({ appearsAfterMs })),
						latencyMs: (index) => latencies[index % latencies.length] ?? 0,
					});
					const groups = await finish(Promise.all(delays.map(() => begin(number, wish))));
					expect(groups.map(({ groupId }) => groupId)).toEqual([...number.groupOfRequest.values()]);
				},
			),
			{ numRuns: 50 },
		);
	});
});

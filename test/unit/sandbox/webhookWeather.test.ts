import fc from 'fast-check';
import { checkRecorded } from '../../contract/answers';
import { violations } from '../../contract/schemas';
import { startSandbox } from '../../sandbox';
import type { Conditions, RecordedDelivery, Sandbox } from '../../sandbox/types';
import { WebhookReceiver } from './receiver';
import { ada, need, useSandbox } from './support';
import { elementsOf, entriesOf } from './told';

const used = useSandbox({ webhookRetryDelaysMs: [60_000, 60_000] });
let receiver: WebhookReceiver;

beforeAll(async () => {
	receiver = await WebhookReceiver.start();
});

beforeEach(() => {
	used.sandbox.configureWebhook({ url: receiver.url });
});

afterEach(() => {
	receiver.clear();
});

afterAll(async () => {
	await receiver.close();
});

/** Makes so many events happen at once. Out: the ids of their groups, in order. */
function happen(times: number): string[] {
	const ids = used.sandbox.seedGroups(times).map(({ id }) => id);
	for (const id of ids) used.sandbox.suspend(id, true);
	return ids;
}

/** The groups that the bodies tell of, body by body. */
function arrived(): string[][] {
	return receiver.received.map(({ body }) =>
		elementsOf(body).map((one) =>
			String(Reflect.get(Object(Reflect.get(Object(one), 'element')), 'group_id')),
		),
	);
}

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('webhooks out of order', () => {
	it('arrive after the one that follows', async () => {
		used.sandbox.conditions.webhookReorder = 1;

		const ids = happen(8);
		await used.sandbox.settled();

		const order = arrived().flat();
		expect([...order].sort()).toEqual([...ids].sort());
		for (let index = 0; index < ids.length; index += 2) {
			const [held, next] = [need(ids[index]), need(ids[index + 1])];
			expect(order.indexOf(held)).toBeGreaterThan(order.indexOf(next));
		}
	});

	it('arrive even if none follows', async () => {
		used.sandbox.conditions.webhookReorder = 1;

		const ids = happen(1);
		await used.sandbox.settled();

		expect(arrived()).toEqual([ids]);
	});

	it('arrive after the next one has been answered, however long that takes', async () => {
		used.sandbox.conditions.webhookReorder = 1;
		let answered = false;
		const order: boolean[] = [];
		receiver.treat = (count) => {
			order.push(answered);
			if (count === 1) answered = true;
			return 200;
		};

		happen(2);
		await used.sandbox.settled();

		expect(order).toEqual([false, true]);
	});
});

describe('webhooks put together', () => {
	it('come in fewer bodies of several shapes, and each once', async () => {
		used.sandbox.conditions.webhookBatch = 4;

		const ids = happen(60);
		await used.sandbox.settled();

		const bodies = arrived();
		expect(bodies.flat().sort()).toEqual([...ids].sort());
		expect(bodies.length).toBeLessThan(60);
		expect(new Set(bodies.map(({ length }) => length))).toEqual(new Set([1, 2, 3, 4]));
		const entries = receiver.received.map(({ body }) => entriesOf(body));
		const changes = entries.flat().map((entry) => entry.changes);
		expect(Math.max(...entries.map(({ length }) => length))).toBeGreaterThan(1);
		expect(Math.max(...changes.map(({ length }) => length))).toBeGreaterThan(1);
		const elements = changes.flat().map(({ value }) => value.groups?.length ?? 0);
		expect(Math.max(...elements)).toBeGreaterThan(1);
	});

	it('say in the log who travelled together, and in which body', async () => {
		used.sandbox.conditions.webhookBatch = 100;

		happen(30);
		await used.sandbox.settled();

		const { webhooks } = used.sandbox;
		const crowded = webhooks.all().filter(({ attempts }) => attempts[0]?.together);
		expect(crowded).not.toEqual([]);
		for (const { number, payload, attempts } of crowded) {
			const { together = [], body, status } = need(attempts[0]);
			const numbers = [number, ...together].sort((a, b) => a - b);
			const all = numbers.map((one) => need(webhooks.all().find((other) => other.number === one)));
			expect(elementsOf(body)).toEqual(all.flatMap((one) => elementsOf(one.payload)));
			expect(elementsOf(payload)).toHaveLength(1);
			expect(status).toBe(200);
			expect(receiver.received.map((one) => one.body)).toContainEqual(body);
		}
	});

	it('stay together when they are sent again, and in the copies for extra destinations', async () => {
		const sandbox = await startSandbox({
			webhookRetryDelaysMs: [1],
			readings: { multiWebhook: 'available' },
			conditions: { webhookBatch: 100 },
		});
		sandbox.configureWebhook({ url: receiver.url });
		sandbox.configureMultiWebhook([{ name: 'extra', url: `${receiver.url}/extra`, headers: {} }]);
		const refused = new Set<string>();
		receiver.treat = () => {
			const { path, text } = need(receiver.received.at(-1));
			if (refused.has(path + text)) return 200;
			refused.add(path + text);
			return 500;
		};

		for (const { id } of sandbox.seedGroups(20)) sandbox.suspend(id, true);
		await sandbox.settled();

		const main = receiver.received.filter(({ path }) => path === '/hook');
		const texts = new Set(main.map(({ text }) => text));
		expect(main).toHaveLength(texts.size * 2);
		const extra = receiver.received.filter(({ path }) => path === '/hook/extra');
		expect(new Set(extra.map(({ text }) => text))).toEqual(texts);
		expect(sandbox.webhooks.count({ destination: 'extra', state: 'delivered' })).toBe(20);
		await sandbox.close();
	});

	it('leave alone what is no webhook', async () => {
		used.sandbox.conditions.webhookBatch = 100;

		for (const payload of ['no JSON', { other: 'things' }, ['list']]) used.sandbox.deliver(payload);
		happen(5);
		await used.sandbox.settled();

		const texts = receiver.received.map(({ text }) => text);
		expect(texts).toEqual(expect.arrayContaining(['no JSON', '{"other":"things"}', '["list"]']));
	});

	it.each([0, 1])('stay single with the number %d', async (webhookBatch) => {
		used.sandbox.conditions.webhookBatch = webhookBatch;

		happen(10);
		await used.sandbox.settled();

		expect(arrived().map(({ length }) => length)).toEqual(new Array(10).fill(1));
	});
});

describe('webhooks that come again in company', () => {
	/** Out: the group and the delivery of a webhook that was refused and waits for long. */
	async function refused(): Promise<[string, RecordedDelivery]> {
		used.sandbox.conditions.webhookRebatch = 1;
		receiver.treat = (count) => (count === 1 ? 500 : 200);
		const [group] = happen(1);
		const delivery = need(used.sandbox.webhooks.last());
		await until(() => delivery.nextAttemptAt !== undefined);
		return [need(group), delivery];
	}

	it('travel with a newer one', async () => {
		const [first, old] = await refused();

		used.sandbox.retryNow(old.number);
		const [second] = happen(1);
		await used.sandbox.settled();

		expect(arrived()).toEqual([[first], [first, second]]);
		const young = need(used.sandbox.webhooks.last());
		expect(old.attempts).toMatchObject([{ status: 500 }, { together: [young.number] }]);
		expect(young.attempts).toMatchObject([{ status: 200, together: [old.number] }]);
	});

	it('come alone in the end if there is no newer one', async () => {
		const [only, old] = await refused();

		used.sandbox.retryNow(old.number);
		await used.sandbox.settled();

		expect(arrived()).toEqual([[only], [only]]);
	});

	it('go their own ways when that body is refused', async () => {
		const [first, old] = await refused();
		receiver.treat = (count) => (count < 3 ? 500 : 200);

		used.sandbox.retryNow(old.number);
		const [second] = happen(1);
		const young = need(used.sandbox.webhooks.last());
		await until(() => young.nextAttemptAt !== undefined);
		used.sandbox.retryNow(young.number);
		await until(() => young.state === 'delivered');

		expect(arrived()).toEqual([[first], [first, second], [second]]);
		expect(old).toMatchObject({ state: 'waiting', nextAttemptAt: expect.any(Number) });
	});

	it('may be duplicates', async () => {
		Object.assign(used.sandbox.conditions, { webhookRebatch: 1, webhookDuplicates: 1 });

		const [first] = happen(1);
		const [second] = happen(1);
		await used.sandbox.settled();

		expect(arrived()).toHaveLength(3);
		expect(arrived()).toEqual(expect.arrayContaining([[first], [first, second], [second]]));
	});

	it('are alone when they are sent by hand', async () => {
		happen(1);
		await used.sandbox.settled();
		used.sandbox.conditions.webhookRebatch = 1;
		receiver.treat = (count) => (count === 2 ? 500 : 200);

		used.sandbox.redeliver(need(used.sandbox.webhooks.last()).number);
		const again = need(used.sandbox.webhooks.last());
		await until(() => again.nextAttemptAt !== undefined);
		used.sandbox.retryNow(again.number);
		happen(1);
		await used.sandbox.settled();

		expect(again.attempts.map(({ status, together }) => [status, together])).toEqual([
			[500, undefined],
			[200, undefined],
		]);
	});
});

describe('a webhook sent by hand', () => {
	it('takes no other along', async () => {
		const [first] = happen(1);
		await used.sandbox.settled();
		used.sandbox.conditions.webhookRebatch = 1;
		receiver.treat = (count) => (count === 2 ? 500 : 200);
		const [second] = happen(1);
		const old = need(used.sandbox.webhooks.last());
		await until(() => old.nextAttemptAt !== undefined);

		used.sandbox.retryNow(old.number);
		used.sandbox.redeliver(old.number - 1);
		await used.sandbox.settled();

		expect(arrived()).toEqual([[first], [second], [first], [second]]);
	});
});

describe('all weather at once', () => {
	async function bodiesWith(seed: number, conditions: Partial<Conditions>): Promise<string[]> {
		const sandbox = await startSandbox({ seed, conditions, webhookConcurrency: 1 });
		sandbox.configureWebhook({ url: receiver.url });
		receiver.clear();
		for (const { id } of sandbox.seedGroups(40)) sandbox.suspend(id, true);
		await sandbox.settled();
		await sandbox.close();
		return arrived().map((ids) => ids.join());
	}

	it('is the same with the same seed', async () => {
		const conditions = { webhookBatch: 5 };

		const first = await bodiesWith(3, conditions);
		expect(await bodiesWith(3, conditions)).toEqual(first);
		expect((await bodiesWith(4, conditions)).length).not.toBe(first.length);
	});

	/** Makes many kinds of events happen. */
	function live(sandbox: Sandbox): void {
		for (let times = 0; times < 6; times++) {
			const group = sandbox.addGroup({
				subject: `Group ${times}`,
				joinApprovalMode: 'auto_approve',
			});
			sandbox.openLink(group.inviteLink, ada);
			sandbox.writeMessage(group.id, ada.waId, 'Hello');
			sandbox.leave(group.id, ada.waId);
			sandbox.suspend(group.id, true);
		}
	}

	const chance = fc.constantFrom(0, 0.3, 1);
	const weather = fc.record({
		webhookDuplicates: chance,
		webhookReorder: chance,
		webhookRebatch: chance,
		webhookBatch: fc.constantFrom(0, 2, 6),
		webhookJitterMs: fc.constantFrom(0, 15),
	});

	it('loses nothing, invents nothing and breaks no contract', async () => {
		await fc.assert(
			fc.asyncProperty(weather, fc.integer({ min: 1, max: 999 }), async (conditions, seed) => {
				const sandbox = await startSandbox({
					seed,
					conditions,
					webhookRetryDelaysMs: new Array(12).fill(1),
				});
				sandbox.configureWebhook({ url: receiver.url });
				sandbox.readings.multiWebhook = 'available';
				const url = `${receiver.url}/extra`;
				sandbox.configureMultiWebhook([{ name: 'extra', url, headers: {} }]);
				receiver.clear();
				receiver.treat = (count) => (count % 5 === seed % 5 ? 500 : 200);

				live(sandbox);
				await sandbox.settled();

				const log = sandbox.webhooks.all();
				checkRecorded(sandbox);
				await sandbox.close();
				expect(log.filter(({ state }) => state !== 'delivered')).toEqual([]);
				const happened = new Set(
					log.flatMap(({ payload }) => elementsOf(payload)).map((one) => JSON.stringify(one)),
				);
				expect(happened.size).toBe(24);
				for (const path of ['/hook', '/hook/extra']) {
					const bodies = receiver.received.filter((one) => one.path === path);
					for (const { body } of bodies) expect(violations('webhook', body)).toEqual([]);
					const told = bodies
						.flatMap(({ body }) => elementsOf(body))
						.map((one) => JSON.stringify(one));
					expect(new Set(told)).toEqual(happened);
				}
			}),
			{ numRuns: 15 },
		);
	});
});

describe('resetting', () => {
	it('forgets what has just happened', async () => {
		happen(3);
		used.sandbox.reset();
		used.sandbox.configureWebhook({ url: receiver.url });
		await new Promise((resolve) => setTimeout(resolve, 50));

		expect(receiver.received).toEqual([]);
	});

	it.each([
		['held back', { webhookReorder: 1 }, 0],
		['gathering', { webhookBatch: 9 }, 0],
		['waiting for company', { webhookDuplicates: 1, webhookRebatch: 1 }, 1],
	])('forgets what is %s', async (_name, conditions, mostSent) => {
		Object.assign(used.sandbox.conditions, conditions);
		happen(1);
		await new Promise((resolve) => setTimeout(resolve, 5));

		used.sandbox.reset();
		await used.sandbox.settled();
		expect(used.sandbox.webhooks.count()).toBe(0);
		used.sandbox.configureWebhook({ url: receiver.url });
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(receiver.received.length).toBeLessThanOrEqual(mostSent);

		receiver.clear();
		Object.assign(used.sandbox.conditions, conditions);
		const ids = happen(2);
		await used.sandbox.settled();
		expect(new Set(arrived().flat())).toEqual(new Set(ids));
	});
});

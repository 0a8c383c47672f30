import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import axios, { type AxiosInstance } from 'axios';
import { startSandbox } from '../../sandbox';
import { WebhookReceiver } from './receiver';
import { need, useSandbox } from './support';

const used = useSandbox({ webhookRetryDelaysMs: [60_000, 60_000] });
let receiver: WebhookReceiver;
let control: AxiosInstance;

beforeAll(async () => {
	receiver = await WebhookReceiver.start();
	control = axios.create({
		baseURL: `${used.sandbox.url}/_sandbox/webhooks`,
		proxy: false,
		validateStatus: () => true,
	});
});

beforeEach(() => {
	used.sandbox.configureWebhook({ url: receiver.url, headers: { 'X-Secret': 's' } });
});

afterEach(() => {
	receiver.clear();
});

afterAll(async () => {
	await receiver.close();
});

/** Out: the number of a webhook that was delivered, or was refused and now waits. */
async function happen(status = 200): Promise<number> {
	receiver.treat = () => status;
	used.sandbox.suspend(used.sandbox.addGroup({ subject: 'Eventful' }).id, true);
	const { number } = need(used.sandbox.webhooks.last());
	await attempted(number);
	return number;
}

function delivery(number: number) {
	return need(used.sandbox.webhooks.all().find((one) => one.number === number));
}

async function attempted(number: number, times = 1): Promise<void> {
	// A copy for an extra destination may not be on record yet.
	const attempts = () => used.sandbox.webhooks.all().find((one) => one.number === number)?.attempts;
	while ((attempts()?.length ?? 0) < times) {
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

describe('a webhook that was refused', () => {
	it('says when it comes again', async () => {
		const before = Date.now();
		const number = await happen(500);

		const { state, nextAttemptAt = 0, attempts } = delivery(number);
		expect([state, attempts.length]).toEqual(['waiting', 1]);
		expect(nextAttemptAt).toBeGreaterThanOrEqual(before + 60_000);
		expect(nextAttemptAt).toBeLessThanOrEqual(Date.now() + 60_000);
	});

	it('comes at once when it is told to', async () => {
		const number = await happen(500);
		receiver.treat = () => 200;

		used.sandbox.retryNow(number);
		await used.sandbox.settled();

		expect(delivery(number).attempts.map(({ status }) => status)).toEqual([500, 200]);
		expect(delivery(number).state).toBe('delivered');
		expect(delivery(number)).not.toHaveProperty('nextAttemptAt');
		expect(() => used.sandbox.retryNow(number)).toThrow(/not waiting/);
	});

	it('is given up when the last attempt was hurried and failed', async () => {
		const number = await happen(500);

		used.sandbox.retryNow(number);
		await attempted(number, 2);
		used.sandbox.retryNow(number);
		await used.sandbox.settled();

		expect(delivery(number).state).toBe('given_up');
		expect(delivery(number)).not.toHaveProperty('nextAttemptAt');
	});
});

describe('sending again by hand', () => {
	it('makes a delivery of its own with the same body and headers', async () => {
		const number = await happen();

		const again = used.sandbox.redeliver(number);
		await used.sandbox.settled();

		expect(again).toBe(number + 1);
		expect(receiver.received).toHaveLength(2);
		expect(receiver.received[1]?.text).toBe(receiver.received[0]?.text);
		expect(receiver.received[1]?.headers['x-secret']).toBe('s');
		const { field, type, groupId, payload } = delivery(number);
		expect(delivery(again)).toMatchObject({
			...{ field, type, groupId, payload },
			redelivery: true,
			copyOf: number,
			state: 'delivered',
		});
		expect(delivery(number)).toMatchObject({ redelivery: false, attempts: [{ status: 200 }] });
	});

	it('works for what was given up, what still waits, and what had no address', async () => {
		const waiting = await happen(500);
		receiver.treat = () => 200;
		used.sandbox.configureWebhook(undefined);
		used.sandbox.suspend(used.sandbox.addGroup({ subject: 'Unheard' }).id, true);
		const unheard = need(used.sandbox.webhooks.last()).number;
		expect(() => used.sandbox.redeliver(unheard)).toThrow(/No webhook address/);
		used.sandbox.retryNow(waiting);
		await used.sandbox.settled();
		expect(delivery(waiting).state).toBe('given_up');
		used.sandbox.configureWebhook({ url: receiver.url });

		const numbers = [waiting, unheard].map((number) => used.sandbox.redeliver(number));
		await used.sandbox.settled();

		expect(numbers.map((number) => delivery(number).state)).toEqual(['delivered', 'delivered']);
		expect(delivery(waiting).state).toBe('given_up');
	});

	it('can be repeated at once, a hundred times', async () => {
		const number = await happen();

		for (let times = 0; times < 100; times++) used.sandbox.redeliver(number);
		await used.sandbox.settled();

		expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
		expect(receiver.received).toHaveLength(101);
	});

	it('is copied to extra destinations if the main one never had it', async () => {
		const extra = { name: 'extra', url: receiver.url, headers: {} };
		const delivered = await happen();
		used.sandbox.readings.multiWebhook = 'available';
		used.sandbox.configureMultiWebhook([extra]);
		used.sandbox.redeliver(delivered);
		await used.sandbox.settled();
		expect(used.sandbox.webhooks.count({ destination: 'extra' })).toBe(0);

		const refused = await happen(500);
		receiver.treat = () => 200;
		used.sandbox.redeliver(refused);
		await attempted(refused + 1);
		await attempted(refused + 2);

		expect(used.sandbox.webhooks.find({ destination: 'extra' })).toMatchObject([
			{ copyOf: refused + 1, state: 'delivered' },
		]);
	});

	it('needs a webhook on record', () => {
		expect(() => used.sandbox.redeliver(12345)).toThrow('There is no webhook 12345 on record');
	});
});

const samples = join(__dirname, '../../contract/samples');

describe('playing back', () => {
	it.each(readdirSync(samples))('%s arrives as it is, and is understood', async (file) => {
		const text = readFileSync(join(samples, file), 'utf8');
		const number = used.sandbox.deliver(JSON.parse(text));
		await used.sandbox.settled();

		expect(receiver.received[0]?.body).toEqual(JSON.parse(text));
		expect(receiver.received[0]?.headers['x-secret']).toBe('s');
		const [field = ''] = file.split('.');
		expect(delivery(number)).toMatchObject({ field, playedBack: true, state: 'delivered' });
		expect(text).toContain(`"type": "${delivery(number).type}"`);
		expect(text).toContain(`"${delivery(number).groupId}"`);
	});

	it.each([
		['statuses', { recipient_id: 'g', recipient_type: 'group', status: 'read' }, 'read', 'g'],
		['statuses', { recipient_id: '16505551234', status: 'sent' }, 'sent', undefined],
		['messages', { type: 'image', group_id: 'g' }, 'image', 'g'],
		['messages', {}, 'unknown', undefined],
	])('knows %s %j as %s', async (list, element, type, groupId) => {
		const changes = [{ field: 'messages', value: { [list]: [element] } }];

		const number = used.sandbox.deliver({ entry: [{ changes }] });

		expect(delivery(number)).toMatchObject({ field: 'messages', type });
		expect(delivery(number).groupId).toBe(groupId);
		await used.sandbox.settled();
	});

	it.each([['{"broken'], [''], ['5'], ['null'], ['[]'], ['{"entry":{}}'], ['{"entry":[null]}']])(
		'the text %j arrives as it is',
		async (text) => {
			const number = used.sandbox.deliver(text);
			await used.sandbox.settled();

			expect(receiver.received.map((one) => one.text)).toEqual([text]);
			expect(delivery(number)).toMatchObject({ field: 'unknown', type: 'unknown' });
		},
	);

	it.each([[null], [5], [[1]], [{}], [{ entry: [{ changes: [{ field: 7 }] }] }]])(
		'%j arrives as JSON',
		async (payload) => {
			used.sandbox.deliver(payload);
			await used.sandbox.settled();

			expect(receiver.received.map(({ text }) => text)).toEqual([JSON.stringify(payload)]);
		},
	);

	it('keeps what was given, whatever becomes of the original', async () => {
		const payload = { entry: ['as given'] };
		used.sandbox.deliver(payload);
		payload.entry.push('changed');
		await used.sandbox.settled();

		expect(receiver.received[0]?.body).toEqual({ entry: ['as given'] });
		expect(() => used.sandbox.deliver(undefined)).toThrow(/no body/);
	});
});

describe('the signature', () => {
	const secret = 'platform secret';

	it('is not there without a secret', async () => {
		await happen();

		expect(receiver.received[0]?.headers).not.toHaveProperty('x-360dialog-signature');
	});

	it.each([
		['none', ''],
		['sha256', 'sha256='],
	] as const)('is over the raw body, with the prefix %s', async (reading, prefix) => {
		used.sandbox.conditions.signingSecret = secret;
		used.sandbox.readings.signaturePrefix = reading;
		used.sandbox.deliver('{ "odd":  "ü" }');
		await happen();
		await used.sandbox.settled();

		expect(receiver.received).toHaveLength(2);
		for (const { headers, text } of receiver.received) {
			const hex = createHmac('sha256', secret).update(text, 'utf8').digest('hex');
			expect(headers['x-360dialog-signature']).toBe(prefix + hex);
		}
	});

	it('may be wanted from the start, and comes back with a reset', async () => {
		const signing = await startSandbox({ signingSecret: secret });
		signing.conditions.signingSecret = '';
		signing.reset();

		expect(signing.conditions.signingSecret).toBe(secret);
		await signing.close();
	});
});

describe('the number of webhooks under way', () => {
	it.each([1, 3])('is at most %d, also after a reset', async (webhookConcurrency) => {
		const narrow = await startSandbox({ webhookConcurrency });
		narrow.configureWebhook({ url: receiver.url });
		receiver.treat = () => 'hang';
		for (let times = 0; times < 9; times++) narrow.deliver({});
		while (receiver.received.length < webhookConcurrency) {
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(receiver.received).toHaveLength(webhookConcurrency);

		narrow.reset();
		narrow.configureWebhook({ url: receiver.url });
		await new Promise((resolve) => setTimeout(resolve, 50));
		receiver.received.length = 0;
		for (let times = 0; times < 9; times++) narrow.deliver({});
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(receiver.received).toHaveLength(webhookConcurrency);
		await narrow.close();
	});
});

describe('the control over HTTP', () => {
	it('delivers, sends again and hurries', async () => {
		receiver.treat = () => 500;
		const { data } = await control.post('/deliver', { a: 1 });
		await attempted(data.number);
		receiver.treat = () => 200;

		expect((await control.post(`/${data.number}/retry`)).status).toBe(204);
		await used.sandbox.settled();
		const again = await control.post(`/${data.number}/redeliver`);
		await used.sandbox.settled();

		expect(again.data).toEqual({ number: data.number + 1 });
		expect(receiver.received.map(({ text }) => text)).toEqual(new Array(3).fill('{"a":1}'));
	});

	it.each([
		['/deliver', 400],
		['/99999/redeliver', 404],
		['/99999/retry', 404],
		['/none/redeliver', 404],
	])('POST %s without more is %d', async (url, status) => {
		const response = await control.post(url);

		expect([response.status, response.data]).toEqual([status, { error: expect.any(String) }]);
	});

	it('finds webhooks by destination', async () => {
		await happen();

		expect((await control.get('', { params: { destination: 'main' } })).data.total).toBe(1);
		expect((await control.get('', { params: { destination: 'extra' } })).data.total).toBe(0);
	});
});

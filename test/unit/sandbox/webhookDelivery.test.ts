import { startSandbox } from '../../sandbox';
import { WebhookReceiver } from './receiver';
import { groupIn, need, useSandbox } from './support';

const used = useSandbox({ webhookRetryDelaysMs: [1, 2, 4] });
let receiver: WebhookReceiver;

beforeAll(async () => {
	receiver = await WebhookReceiver.start();
});

afterEach(() => {
	receiver.clear();
});

afterAll(async () => {
	await receiver.close();
});

async function configure(headers?: Record<string, string>, url = receiver.url) {
	return await used.client.post('/v1/configs/webhook', { url, headers });
}

/** Makes one event happen and waits until its webhook is delivered or given up. */
async function happen(): Promise<void> {
	const { id } = used.sandbox.addGroup({ subject: 'Eventful' });
	used.sandbox.suspend(id, true);
	await used.sandbox.settled();
}

describe('the webhook configuration', () => {
	it('is not found until it is set, and is then echoed', async () => {
		expect((await used.client.get('/v1/configs/webhook')).status).toBe(404);

		const config = { url: 'https://example.org/hook', headers: { 'X-Secret': 's3' } };
		expect((await used.client.post('/v1/configs/webhook', config)).data).toEqual(config);
		expect((await used.client.get('/v1/configs/webhook')).data).toEqual(config);
		expect(used.sandbox.webhookConfig()).toEqual(config);
	});

	it('is replaced without a word', async () => {
		await configure({ 'X-Old': 'old' });
		await configure(undefined, 'https://example.org/new');

		expect(used.sandbox.webhookConfig()).toEqual({ url: 'https://example.org/new', headers: {} });
	});

	it.each([
		['no address', { url: 'hook' }],
		['another scheme', { url: 'ftp://example.org' }],
		['nothing', {}],
		['headers that are no texts', { url: 'https://example.org', headers: { a: 1 } }],
	])('refuses %s', async (_name, config) => {
		expect((await used.client.post('/v1/configs/webhook', config)).status).toBe(400);
		expect(used.sandbox.webhookConfig()).toBeUndefined();
	});

	it.each(['http://example.org/hook', 'https://example.org:8443/hook', 'https://my_host.org/hook'])(
		'refuses %s when it is strict',
		async (url) => {
			expect((await configure(undefined, url)).status).toBe(200);

			used.sandbox.readings.webhookUrls = 'strict';
			expect((await configure(undefined, url)).status).toBe(400);
		},
	);
});

describe('a webhook', () => {
	it('arrives with the configured headers', async () => {
		await configure({ 'X-Secret': 's3', Authorization: 'Bearer b' });

		await happen();

		const [webhook] = receiver.received;
		expect(receiver.received).toHaveLength(1);
		expect(webhook?.path).toBe('/hook');
		expect(webhook?.headers).toMatchObject({
			'content-type': 'application/json',
			'x-secret': 's3',
			authorization: 'Bearer b',
		});
		const delivery = need(used.sandbox.webhooks.last());
		expect(webhook?.body).toEqual(delivery.payload);
		expect(groupIn(webhook?.body)).toMatchObject({ type: 'group_suspend' });
		expect(delivery).toMatchObject({
			field: 'group_status_update',
			type: 'group_suspend',
			state: 'delivered',
			duplicate: false,
			attempts: [{ status: 200, url: receiver.url }],
		});
	});

	it.each([500, 204, 302])('is sent again after the status %d', async (status) => {
		await configure();
		receiver.treat = (count) => (count < 3 ? status : 200);

		await happen();

		expect(receiver.received).toHaveLength(3);
		expect(used.sandbox.webhooks.last()?.state).toBe('delivered');
		expect(used.sandbox.webhooks.last()?.attempts.map((attempt) => attempt.status)).toEqual([
			status,
			status,
			200,
		]);
	});

	it('is sent again when the connection breaks', async () => {
		await configure();
		receiver.treat = (count) => (count === 1 ? 'reset' : 200);

		await happen();

		const { attempts, state } = need(used.sandbox.webhooks.last());
		expect(state).toBe('delivered');
		expect(attempts).toHaveLength(2);
		expect(attempts[0]?.status).toBeUndefined();
		expect(attempts[0]?.error).toMatch(/ECONNRESET|hang up/);
	});

	it('is cut off when no answer comes in time, and sent again though it arrived', async () => {
		const hasty = await startSandbox({ webhookTimeoutMs: 300, webhookRetryDelaysMs: [1] });
		hasty.configureWebhook({ url: receiver.url });
		receiver.treat = (count) => (count === 1 ? 'hang' : 200);

		hasty.suspend(hasty.addGroup({ subject: 'Waiting' }).id, true);
		await hasty.settled();

		const { attempts } = need(hasty.webhooks.last());
		await hasty.close();
		expect(attempts.map(({ error }) => error)).toEqual(['no answer within 300 ms', undefined]);
		expect(receiver.received).toHaveLength(2);
		expect(receiver.received[0]?.body).toEqual(receiver.received[1]?.body);
	});

	it('is given up after the last wait', async () => {
		await configure();
		receiver.treat = () => 503;

		await happen();

		expect(receiver.received).toHaveLength(4);
		expect(used.sandbox.webhooks.last()?.state).toBe('given_up');
	});

	it('never hurts the sandbox, whatever the address and headers', async () => {
		await configure({ 'X-Broken': 'line\nbreak' });
		await happen();
		await configure({ 'bad name': 'x' });
		await happen();
		await configure(undefined, 'http://127.0.0.1:1/closed');
		await happen();

		expect(used.sandbox.webhooks.count({ state: 'given_up' })).toBe(3);
		expect((await used.client.get('/health_status')).status).toBe(200);
	});

	it('goes to the address that is configured when it is sent', async () => {
		await configure(undefined, 'http://127.0.0.1:1/closed');
		const { id } = used.sandbox.addGroup({ subject: 'Moved' });
		used.sandbox.suspend(id, true);
		await configure();
		await used.sandbox.settled();

		expect(receiver.received).toHaveLength(1);
	});

	it('is on record when no address is configured, and is not sent', async () => {
		await happen();

		expect(used.sandbox.webhooks.last()).toMatchObject({ state: 'no_url', attempts: [] });
	});

	it('may be sent twice', async () => {
		await configure();
		used.sandbox.conditions.webhookDuplicates = 1;

		await happen();

		expect(receiver.received).toHaveLength(2);
		expect(receiver.received[0]?.body).toEqual(receiver.received[1]?.body);
		expect(used.sandbox.webhooks.all().map(({ duplicate }) => duplicate)).toEqual([false, true]);
	});

	it('may arrive out of order', async () => {
		await configure();
		used.sandbox.conditions.webhookJitterMs = 80;
		const groups = used.sandbox.seedGroups(12);

		for (const { id } of groups) used.sandbox.suspend(id, true);
		await used.sandbox.settled();

		const order = receiver.received.map(({ body }) => groupIn(body).group_id);
		const sent = groups.map(({ id }) => id);
		expect([...order].sort()).toEqual([...sent].sort());
		expect(order).not.toEqual(sent);
	});

	it('is one of hundreds, and all arrive', async () => {
		await configure();

		for (const { id } of used.sandbox.seedGroups(300)) used.sandbox.suspend(id, true);
		await used.sandbox.settled();

		expect(receiver.received).toHaveLength(300);
		expect(used.sandbox.webhooks.count({ state: 'delivered' })).toBe(300);
	});
});

describe('resetting', () => {
	it('stops what is under way; nobody waits for it any longer', async () => {
		await configure();
		receiver.treat = () => 'hang';
		const { id } = used.sandbox.addGroup({ subject: 'Stuck' });
		used.sandbox.suspend(id, true);

		used.sandbox.reset();
		await used.sandbox.settled();

		expect(used.sandbox.webhooks.count()).toBe(0);
		expect(used.sandbox.webhookConfig()).toBeUndefined();
	});
});

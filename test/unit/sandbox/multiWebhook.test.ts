import type { RecordedDelivery, WebhookDestination } from '../../sandbox/types';
import { WebhookReceiver } from './receiver';
import { need, useSandbox } from './support';

const used = useSandbox({ webhookRetryDelaysMs: [1, 2], readings: { multiWebhook: 'available' } });
const url = '/multi_webhook';
const started = { message: 'Operation started successfully' };

function destination(name: string, rest: Partial<WebhookDestination> = {}): WebhookDestination {
	return { name, url: `https://${name}.example.org/`, headers: {}, ...rest };
}

function present(): WebhookDestination[] {
	return used.sandbox.multiWebhook().destinations;
}

async function enable(...destinations: WebhookDestination[]) {
	return await used.client.post(url, { enabled: true, destinations });
}

describe('/multi_webhook', () => {
	it.each(['GET', 'POST', 'PUT', 'PATCH'])(
		'answers %s with 404 where it is absent',
		async (method) => {
			used.sandbox.readings.multiWebhook = 'absent';
			const data = { enabled: true, name: 'a', destinations: [destination('a')] };

			expect((await used.client.request({ method, url, data })).status).toBe(404);
			expect(used.sandbox.multiWebhook()).toEqual({ enabled: false, destinations: [] });
		},
	);

	it.each(['GET', 'POST', 'PUT', 'PATCH'])('answers %s with 401 to a wrong key', async (method) => {
		const headers = { 'D360-API-KEY': 'wrong' };

		expect((await used.client.request({ method, url, headers, data: {} })).status).toBe(401);
	});

	it('is absent unless the sandbox is told otherwise', async () => {
		used.sandbox.reset();
		expect(used.sandbox.readings.multiWebhook).toBe('available');
		const { data } = await used.client.get('/_sandbox/readings');

		expect(data.choices.multiWebhook[0]).toBe('absent');
	});

	it('shows what was set, byte for byte', async () => {
		const headers = { 'X-SeCret': '  s3 ü', Authorization: 'Basic YTpi==', 'x-empty': '' };
		const first = destination('First', { url: 'https://EXAMPLE.org/a//b?x=%20&Y#z', headers });

		expect((await used.client.get(url)).data).toEqual({ enabled: false, destinations: [] });
		expect((await enable(first)).data).toEqual(started);

		const { data } = await used.client.get(url);
		expect(JSON.stringify(data)).toBe(JSON.stringify({ enabled: true, destinations: [first] }));
	});

	it('may refuse to show what is not enabled', async () => {
		used.sandbox.readings.multiWebhookGetWhenDisabled = '409';

		const { status, data } = await used.client.get(url);
		expect([status, data]).toEqual([409, { message: expect.any(String) }]);
		await enable();
		expect((await used.client.get(url)).status).toBe(200);
	});

	it('is enabled once, and then refuses or replaces', async () => {
		await enable(destination('a'), destination('b'));

		const again = await enable(destination('c'));
		expect([again.status, again.data]).toEqual([409, { message: expect.stringMatching(/PUT/) }]);
		expect(present().map(({ name }) => name)).toEqual(['a', 'b']);

		used.sandbox.readings.multiWebhookPostWhenEnabled = 'replaces';
		expect((await enable(destination('c'))).status).toBe(200);
		expect(present().map(({ name }) => name)).toEqual(['c']);
	});

	it('forgets the destinations when it is disabled', async () => {
		await enable(destination('a'));

		expect((await used.client.post(url, { enabled: false })).data).toEqual(started);
		expect(used.sandbox.multiWebhook()).toEqual({ enabled: false, destinations: [] });
		await enable();
		expect(present()).toEqual([]);
	});

	it('appends with PUT, names being told apart by case', async () => {
		await enable(destination('a'));

		expect((await used.client.put(url, { destinations: [destination('A')] })).data).toEqual(
			started,
		);
		expect(present()).toEqual([destination('a'), destination('A')]);
	});

	it('changes with PATCH what it is told to, and nothing else', async () => {
		await enable(destination('a', { headers: { x: 'y' } }), destination('b'));

		await used.client.patch(url, { name: 'a', url: 'https://new.example.org/' });
		expect(present()[0]).toEqual({
			...destination('a'),
			url: 'https://new.example.org/',
			headers: { x: 'y' },
		});
		await used.client.patch(url, { name: 'a', headers: { z: '1' } });
		expect(present()).toEqual([
			{ name: 'a', url: 'https://new.example.org/', headers: { z: '1' } },
			destination('b'),
		]);
	});

	const put = 'PUT';
	it.each([
		['no enabled', 'POST', {}, 400],
		['enabled as a text', 'POST', { enabled: 'true' }, 400],
		['a name that is there', put, { destinations: [destination('there')] }, 409],
		[
			'one name twice',
			put,
			{ destinations: [destination('n'), destination('n', { url: 'https://o.org/' })] },
			409,
		],
		['the name of the main one', put, { destinations: [destination('main')] }, 409],
		['no name', put, { destinations: [{ url: 'https://a.org/' }] }, 400],
		['an empty name', put, { destinations: [destination(' ')] }, 400],
		['no address', put, { destinations: [{ name: 'n' }] }, 400],
		['a wrong address', put, { destinations: [destination('n', { url: 'ftp://a.org' })] }, 400],
		['wrong headers', put, { destinations: [{ ...destination('n'), headers: { a: 1 } }] }, 400],
		['one right, one wrong', put, { destinations: [destination('n'), { name: 'x' }] }, 400],
		['no list', put, { destinations: destination('n') }, 400],
		['an empty list', put, { destinations: [] }, 400],
		['a list of texts', put, { destinations: ['n'] }, 400],
		['no body', put, undefined, 400],
		[
			'too many addresses',
			put,
			{ destinations: ['a', 'b', 'c'].map((name) => destination(name)) },
			409,
		],
		['a name that is not there', 'PATCH', { name: 'n', url: 'https://a.org/' }, 404],
		['a name of another case', 'PATCH', { name: 'There', url: 'https://a.org/' }, 404],
		['no name', 'PATCH', { url: 'https://a.org/' }, 400],
		['a wrong address', 'PATCH', { name: 'there', url: 'a' }, 400],
	])('refuses %s with %s, and changes nothing', async (_name, method, data, status) => {
		await enable(destination('there'));

		expect((await used.client.request({ method, url, data })).status).toBe(status);
		expect(used.sandbox.multiWebhook()).toEqual({
			enabled: true,
			destinations: [destination('there')],
		});
	});

	it.each([
		['PUT', { destinations: [destination('a')] }],
		['PATCH', { name: 'a', headers: {} }],
	])('must be enabled before %s', async (method, data) => {
		const response = await used.client.request({ method, url, data });

		expect([response.status, response.data]).toEqual([409, { message: expect.any(String) }]);
	});

	it.each(['http://a.org/', 'https://a.org:8443/', 'https://a_b.org/'])(
		'refuses %s where addresses are strict',
		async (address) => {
			expect((await enable(destination('a', { url: address }))).status).toBe(200);
			used.sandbox.configureMultiWebhook(undefined);
			used.sandbox.readings.webhookUrls = 'strict';

			expect((await enable(destination('a', { url: address }))).status).toBe(400);
			await enable(destination('a'));
			expect((await used.client.patch(url, { name: 'a', url: address })).status).toBe(400);
		},
	);

	it.each([
		['with_main', ['a', 'b'], 200],
		['with_main', ['a', 'b', 'c'], 409],
		['without_main', ['a', 'b', 'c'], 200],
		['without_main', ['a', 'b', 'c', 'd'], 409],
	] as const)('counts addresses %s: %j is %d', async (reading, names, status) => {
		used.sandbox.readings.multiWebhookLimit = reading;
		used.sandbox.configureWebhook({ url: 'https://main.example.org/' });

		expect((await enable(...names.map((name) => destination(name)))).status).toBe(status);
	});

	it('counts an address once', async () => {
		used.sandbox.configureWebhook({ url: 'https://a.example.org/' });
		const second = destination('b', { url: 'https://a.example.org/' });

		expect((await enable(destination('a'), second, destination('c'))).status).toBe(200);
		const all = [destination('d'), destination('e')];
		expect((await used.client.put(url, { destinations: all })).status).toBe(409);
		expect(
			(await used.client.patch(url, { name: 'b', url: 'https://b.example.org/' })).status,
		).toBe(200);
		expect(
			(await used.client.patch(url, { name: 'a', url: 'https://f.example.org/' })).status,
		).toBe(409);
	});
});

describe('extra destinations', () => {
	let main: WebhookReceiver;
	let extra: WebhookReceiver;
	let other: WebhookReceiver;

	beforeAll(async () => {
		[main, extra, other] = await Promise.all([
			WebhookReceiver.start(),
			WebhookReceiver.start(),
			WebhookReceiver.start(),
		]);
	});

	afterEach(() => {
		for (const receiver of [main, extra, other]) receiver.clear();
	});

	afterAll(async () => {
		await Promise.all([main, extra, other].map(async (receiver) => await receiver.close()));
	});

	async function configure(): Promise<void> {
		await used.client.post('/v1/configs/webhook', { url: main.url, headers: { 'X-Who': 'main' } });
		await enable(
			destination('extra', { url: extra.url, headers: { 'X-Who': 'extra' } }),
			destination('other', { url: other.url }),
		);
	}

	async function happen(): Promise<void> {
		used.sandbox.suspend(used.sandbox.addGroup({ subject: 'Eventful' }).id, true);
		await used.sandbox.settled();
	}

	function to(name: string): RecordedDelivery[] {
		return used.sandbox.webhooks.find({ destination: name });
	}

	it('get a copy with their own headers', async () => {
		await configure();

		await happen();

		expect([main, extra, other].map(({ received }) => received.length)).toEqual([1, 1, 1]);
		expect(extra.received[0]?.text).toBe(main.received[0]?.text);
		expect(main.received[0]?.headers['x-who']).toBe('main');
		expect(extra.received[0]?.headers['x-who']).toBe('extra');
		expect(other.received[0]?.headers['x-who']).toBeUndefined();
		const [first] = to('main');
		expect(to('extra')).toMatchObject([
			{ copyOf: first?.number, state: 'delivered', duplicate: false, redelivery: false },
		]);
	});

	it('get it only after the main one has answered 200', async () => {
		await configure();
		const extraHadThen: number[] = [];
		main.treat = (count) => {
			extraHadThen.push(extra.received.length);
			return count < 3 ? 500 : 200;
		};

		await happen();

		expect(extraHadThen).toEqual([0, 0, 0]);
		expect(extra.received).toHaveLength(1);
	});

	it.each([204, 500])('get nothing when the main one answers %d for good', async (status) => {
		await configure();
		main.treat = () => status;

		await happen();

		expect(to('main')).toMatchObject([{ state: 'given_up' }]);
		expect(used.sandbox.webhooks.count()).toBe(1);
		expect(extra.received).toHaveLength(0);
	});

	it('get nothing where there is no main one', async () => {
		await configure();
		used.sandbox.configureWebhook(undefined);

		await happen();

		expect(used.sandbox.webhooks.all()).toMatchObject([{ state: 'no_url', destination: 'main' }]);
		expect(extra.received).toHaveLength(0);
	});

	it('have attempts and retries of their own', async () => {
		await configure();
		extra.treat = (count) => (count < 3 ? 503 : 200);
		other.treat = () => 'reset';

		await happen();

		expect(to('main')).toMatchObject([{ state: 'delivered', attempts: [{ status: 200 }] }]);
		expect(to('extra')[0]?.attempts.map(({ status }) => status)).toEqual([503, 503, 200]);
		expect(to('extra')).toMatchObject([{ state: 'delivered' }]);
		expect(to('other')[0]?.attempts).toHaveLength(3);
		expect(to('other')).toMatchObject([{ state: 'given_up' }]);
		expect([main.received.length, extra.received.length]).toEqual([1, 3]);
	});

	it('get the second copy of a duplicated webhook as well', async () => {
		await configure();
		used.sandbox.conditions.webhookDuplicates = 1;

		await happen();

		expect(to('extra').map(({ duplicate }) => duplicate)).toEqual([false, true]);
		expect(extra.received).toHaveLength(2);
	});

	it.each([
		['it is disabled', async () => await used.client.post(url, { enabled: false })],
		['the number has none', () => void (used.sandbox.readings.multiWebhook = 'absent')],
	])('get nothing any more when %s', async (_name, change) => {
		await configure();
		await change();

		await happen();

		expect(main.received).toHaveLength(1);
		expect(extra.received).toHaveLength(0);
	});

	it('get no retry once they are gone', async () => {
		await configure();
		extra.treat = () => {
			used.sandbox.configureMultiWebhook([]);
			return 500;
		};

		await happen();

		expect(to('extra')).toMatchObject([{ state: 'given_up', attempts: [{ status: 500 }] }]);
	});

	it('are forgotten by a reset', async () => {
		await configure();
		used.sandbox.reset();

		expect(used.sandbox.multiWebhook()).toEqual({ enabled: false, destinations: [] });
	});

	it('may be sent a webhook again, without the main one', async () => {
		await configure();
		await happen();

		const number = used.sandbox.redeliver(need(to('extra')[0]).number);
		await used.sandbox.settled();

		expect(used.sandbox.webhooks.last()).toMatchObject({
			number,
			destination: 'extra',
			redelivery: true,
			state: 'delivered',
		});
		expect([main.received.length, extra.received.length]).toEqual([1, 2]);
		used.sandbox.configureMultiWebhook([]);
		expect(() => used.sandbox.redeliver(number)).toThrow(/no destination called "extra"/);
	});
});

describe('the webhook of the number', () => {
	const config = { url: 'https://example.org/hook', headers: { 'X-Secret': 's3' } };
	const main = '/v1/configs/webhook';

	it.each([
		['empty_url', 200, 403],
		['delete', 400, 204],
		['impossible', 400, 405],
	] as const)('%s: an empty address is %d, DELETE is %d', async (reading, empty, deletion) => {
		used.sandbox.readings.webhookRemoval = reading;
		const isGone = () => used.sandbox.webhookConfig() === undefined;

		used.sandbox.configureWebhook(config);
		expect((await used.client.post(main, { url: '' })).status).toBe(empty);
		expect(isGone()).toBe(empty < 300);
		used.sandbox.configureWebhook(config);
		expect((await used.client.delete(main)).status).toBe(deletion);
		expect(isGone()).toBe(deletion < 300);
		expect((await used.client.get(main)).status).toBe(deletion < 300 ? 404 : 200);
	});

	it('is echoed byte for byte', async () => {
		const odd = {
			url: 'https://EXAMPLE.org/a//b?x=%7e',
			headers: { 'X-B': ' ü=\t', Authorization: 'B==', 'x-a': '' },
		};
		expect(JSON.stringify((await used.client.post(main, odd)).data)).toBe(JSON.stringify(odd));
		expect(JSON.stringify((await used.client.get(main)).data)).toBe(JSON.stringify(odd));
	});
});

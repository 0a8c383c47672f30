import { clientOf, jpeg, sendPicture } from '../../contract/client';
import { startSandbox } from '../../sandbox';
import { ada, codeOf, need, useSandbox } from './support';

const used = useSandbox({ readings: { createdAt: 'integer' }, conditions: { latencyMs: 1 } });

describe('the key', () => {
	const messages = {
		string: (message: string) => ({ error: message }),
		object: (message: string) => ({
			error: expect.objectContaining({ code: 190, message: `(#190) ${message}` }),
		}),
		message: (message: string) => ({ message }),
		errors: (message: string) => ({ errors: [{ code: 1, message }] }),
		meta: (message: string) => ({
			meta: { success: false, http_code: 401, developer_message: message },
		}),
		meta_camel_case: (message: string) => ({
			meta: { success: false, httpCode: 404, developerMessage: message },
		}),
	};

	it.each(Object.keys(messages))('is refused in the form of the reading %s', async (reading) => {
		Object.assign(used.sandbox.readings, { nativeErrors: reading });
		const expected = need(Object.entries(messages).find(([name]) => name === reading))[1];
		const get = async (key: string | null) =>
			await used.client.get('/groups', { headers: { 'D360-API-KEY': key } });

		const wrong = await get('wrong');
		const missing = await get(null);

		expect([wrong.status, wrong.data]).toEqual([401, expected('Invalid API key')]);
		expect([missing.status, missing.data]).toEqual([401, expected('Missing API key')]);
	});

	it('is needed for changes as well, and nothing happens without', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Safe' });

		await used.client.delete(`/groups/${id}`, { headers: { 'D360-API-KEY': 'wrong' } });

		expect(used.sandbox.group(id)?.subject).toBe('Safe');
	});
});

describe('paths', () => {
	it.each([
		['GET', '/v1/groups'],
		['POST', '/groups/1/participants'],
		['DELETE', '/groups/1/invite_link'],
		['PUT', '/groups/1'],
		['DELETE', '/v1/configs/webhook'],
	])('%s %s is blocked', async (method, url) => {
		expect((await used.client.request({ method, url })).status).toBe(403);
	});

	it('must be paths', async () => {
		const { status, data } = await used.client.get('/groups/%zz');

		expect([status, data]).toEqual([400, { error: expect.stringContaining('%zz') }]);
	});

	it('may hold any group id, however it is written', async () => {
		const id = 'a/b?c d&é'.repeat(30);

		const response = await used.client.get(`/groups/${encodeURIComponent(id)}`);

		expect(codeOf(response)).toBe(131041);
		expect(used.sandbox.requests.last()?.route).toBe('/groups/:groupId');
	});
});

describe('bodies', () => {
	it.each([
		['broken JSON', '{"messaging_product":', 'application/json'],
		['a list', '[]', 'application/json'],
		['a form', 'messaging_product=whatsapp', 'application/x-www-form-urlencoded'],
		['nothing', '', 'application/json'],
	])('%s is refused with Meta’s envelope', async (_name, text, type) => {
		const response = await used.client.post('/groups', Buffer.from(text), {
			headers: { 'content-type': type },
		});

		expect([response.status, codeOf(response)]).toEqual([400, 100]);
	});

	it('a broken multipart body is refused, and the server lives on', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'One' });

		const response = await used.client.post(`/groups/${id}`, Buffer.from('--x\r\nbroken'), {
			headers: { 'content-type': 'multipart/form-data; boundary=x' },
		});

		expect(response.status).toBe(400);
		expect((await used.client.get('/health_status')).status).toBe(200);
	});
});

describe('the record of requests', () => {
	it('has everything but the key', async () => {
		await used.client.post(
			'/groups?a=1',
			{ messaging_product: 'whatsapp', subject: 'Seen' },
			{ headers: { 'X-Trace': 't' } },
		);

		const record = need(used.sandbox.requests.last());
		expect(record).toMatchObject({
			method: 'POST',
			path: '/groups',
			route: '/groups',
			query: { a: '1' },
			key: 'valid',
			body: { messaging_product: 'whatsapp', subject: 'Seen' },
			parts: [],
			status: 200,
			handledStatus: 200,
			answer: { messaging_product: 'whatsapp', request_id: expect.any(String) },
		});
		expect(record.headers).toMatchObject({ 'd360-api-key': 'valid', 'x-trace': 't' });
		expect(JSON.stringify(record)).not.toContain(used.sandbox.apiKey);
	});

	it('does not keep a wrong key either', async () => {
		await used.client.get('/groups', { headers: { 'D360-API-KEY': 'hunter2' } });

		expect(JSON.stringify(used.sandbox.requests.all())).not.toContain('hunter2');
		expect(used.sandbox.requests.last()?.key).toBe('invalid');
	});

	it('has the parts of a multipart body without the bytes', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Seen' });
		const bytes = jpeg(200);

		await sendPicture(used.client, id, { bytes });

		expect(used.sandbox.requests.last()?.parts).toEqual([
			{ name: 'messaging_product', kind: 'field', type: 'text/plain', bytes: 8, value: 'whatsapp' },
			{
				name: 'file',
				kind: 'file',
				type: 'image/jpeg',
				filename: 'picture.jpg',
				bytes: bytes.length,
			},
		]);
	});

	it('can be filtered, counted and cleared', async () => {
		await used.client.get('/groups');
		await used.client.get('/groups/none');
		await used.client.post('/groups', {});
		const { requests } = used.sandbox;

		expect(requests.count()).toBe(3);
		expect(requests.count({ method: 'GET' })).toBe(2);
		expect(requests.count({ path: '/groups' })).toBe(2);
		expect(requests.count({ path: /^\/groups/, status: 400 })).toBe(2);
		expect(requests.find({ path: /none/ }).map(({ number }) => number)).toEqual([
			need(requests.last()).number - 1,
		]);
		requests.clear();
		expect(requests.all()).toEqual([]);
	});

	it('keeps the newest only', async () => {
		const small = await startSandbox({ logSize: 3 });
		for (let limit = 1; limit <= 8; limit++) await clientOf(small).get(`/groups?limit=${limit}`);

		expect(small.requests.all().map(({ query, number }) => [query.limit, number])).toEqual([
			['6', 6],
			['7', 7],
			['8', 8],
		]);
		await small.close();
	});
});

describe('the sandbox', () => {
	it('goes back to how it started', async () => {
		const { sandbox, client } = used;
		sandbox.seedGroups(2);
		sandbox.readings.createdAt = 'string';
		sandbox.readings.partialSuccess = '200';
		sandbox.conditions.rateLimitPerSecond = 1;
		sandbox.faults.add({ path: 'nowhere', effect: { kind: 'dropAfter' } });
		sandbox.failNextCreation();
		sandbox.configureWebhook({ url: 'http://127.0.0.1:1/' });
		await client.get('/groups');

		sandbox.reset();

		expect(sandbox.groups()).toEqual([]);
		expect(sandbox.readings).toMatchObject({ createdAt: 'integer', partialSuccess: '206' });
		expect(sandbox.conditions).toMatchObject({ rateLimitPerSecond: 0, latencyMs: 1 });
		expect(sandbox.faults.list()).toEqual([]);
		expect(sandbox.requests.count()).toBe(0);
		expect(sandbox.webhookConfig()).toBeUndefined();
		await client.post('/groups', { messaging_product: 'whatsapp', subject: 'Works' });
		await sandbox.settled();
		expect(sandbox.groups()).toHaveLength(1);
	});

	it('gives copies of its state away, not the state', () => {
		const group = used.sandbox.addGroup({ subject: 'Own', members: [ada] });
		group.subject = 'Stolen';
		group.members.length = 0;

		expect(used.sandbox.group(group.id)).toMatchObject({ subject: 'Own', members: [ada] });
	});

	it('says so when the port is taken', async () => {
		const port = Number(new URL(used.sandbox.url).port);

		await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
	});

	it('makes the same ids from the same seed', async () => {
		const [one, two, other] = await Promise.all([
			startSandbox({ seed: 5 }),
			startSandbox({ seed: 5 }),
			startSandbox({ seed: 6 }),
		]);
		const ids = [one, two, other].map((sandbox) => sandbox.addGroup({ subject: 'Same' }).id);

		expect(ids[0]).toBe(ids[1]);
		expect(ids[0]).not.toBe(ids[2]);
		await Promise.all([one.close(), two.close(), other.close()]);
	});

	it('approves a thousand people in 125 groups without effort', async () => {
		const pending = Array.from({ length: 8 }, (_, n) => ({ waId: String(12025550200 + n) }));
		const specs = Array.from({ length: 125 }, (_, n) => ({ subject: `Group ${n}`, pending }));
		used.sandbox.conditions.latencyMs = 0;

		for (const { id, pending: requests } of used.sandbox.seedGroups(specs)) {
			await used.client.post(`/groups/${id}/join_requests`, {
				messaging_product: 'whatsapp',
				join_requests: requests.map((request) => request.id),
			});
		}

		const members = used.sandbox.groups().flatMap((group) => group.members);
		expect(members).toHaveLength(1000);
	});
});

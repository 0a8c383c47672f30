import { readdirSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import axios, { type AxiosInstance } from 'axios';
import { ada, ben, need, useSandbox, waIds } from './support';

const used = useSandbox();
let control: AxiosInstance;

beforeAll(() => {
	control = axios.create({
		baseURL: `${used.sandbox.url}/_sandbox`,
		proxy: false,
		validateStatus: () => true,
	});
});

describe('the control over HTTP', () => {
	it('makes groups and plays people', async () => {
		const { data: group } = await control.post('/groups', { subject: 'Far', pending: [ben] });
		const link = { link: group.inviteLink, person: ada };

		expect((await control.post('/links/open', link)).data).toMatchObject({ outcome: 'requested' });
		await control.post(`/groups/${group.id}/withdraw`, { waId: ada.waId });
		await control.post(`/groups/${group.id}/ask-to-join`, ada);
		await control.post(`/groups/${group.id}/suspend`, { suspended: true });

		expect((await control.get(`/groups/${group.id}`)).data).toEqual(used.sandbox.group(group.id));
		expect(used.sandbox.group(group.id)).toMatchObject({
			subject: 'Far',
			suspended: true,
			pending: [{ person: ben }, { person: ada }],
		});
	});

	it('lets a member leave', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Left', members: [ada, ben] });

		const { status } = await control.post(`/groups/${id}/leave`, { waId: ada.waId });

		expect(status).toBe(204);
		expect(waIds(used.sandbox.group(id))).toEqual([ben.waId]);
	});

	it('lets a member write', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Chatty', members: [ada] });

		const { data } = await control.post(`/groups/${id}/write`, { waId: ada.waId, text: 'Hi' });

		expect(data).toEqual({ messageId: expect.stringMatching(/^wamid\./) });
		expect(JSON.stringify(used.sandbox.webhooks.last()?.payload)).toContain(data.messageId);
	});

	it('seeds groups, and finds them by a part of their name', async () => {
		const { data } = await control.post('/groups/seed', { count: 120 });
		expect(data.ids).toEqual(used.sandbox.groups().map(({ id }) => id));
		await control.post('/groups/seed', { groups: [{ subject: 'Watches', members: [ada] }] });

		const all = (await control.get('/groups')).data;
		expect([all.total, all.groups.length]).toEqual([121, 100]);
		const found = (await control.get('/groups', { params: { search: 'wATCH' } })).data;
		expect(found).toEqual({
			total: 1,
			creating: [],
			groups: [
				{
					id: expect.any(String),
					subject: 'Watches',
					suspended: false,
					joinApprovalMode: 'approval_required',
					memberCount: 1,
					pendingCount: 0,
				},
			],
		});
		const full = (await control.get('/groups', { params: { offset: 120, full: 1 } })).data;
		expect(full.groups).toEqual(used.sandbox.groups().slice(120));
	});

	it('throws switches', async () => {
		await control.patch('/readings', { writeAnswer: 'empty', partialSuccess: '200' });
		await control.patch('/conditions', { rateLimitPerSecond: 5 });

		expect(used.sandbox.readings).toMatchObject({ writeAnswer: 'empty', partialSuccess: '200' });
		expect(used.sandbox.conditions.rateLimitPerSecond).toBe(5);
		expect((await control.get('/readings')).data.choices.writeAnswer).toContain('empty');
	});

	it('changes the weather', async () => {
		const weather = {
			...{ webhookDuplicates: 0.5, webhookReorder: 1, webhookRebatch: 0.25, webhookBatch: 7 },
			...{ webhookJitterMs: 5, signingSecret: 's3' },
		};

		expect((await control.patch('/conditions', weather)).data).toMatchObject(weather);
		expect(used.sandbox.conditions).toMatchObject(weather);
		await control.patch('/conditions', { signingSecret: '' });
		expect(used.sandbox.conditions).toMatchObject({ ...weather, signingSecret: '' });
	});

	it('changes no weather if one of several conditions is wrong', async () => {
		const { status } = await control.patch('/conditions', { latencyMs: 5, webhookBatch: 1.5 });

		expect([status, used.sandbox.conditions.latencyMs]).toEqual([400, 0]);
	});

	it('changes nothing if one of several switches is wrong', async () => {
		const wrong = { writeAnswer: 'empty', partialSuccess: '207' };
		const { status, data } = await control.patch('/readings', wrong);

		expect(status).toBe(400);
		expect(data.error).toBe('Reading "partialSuccess" is one of 206, 200; got 207');
		expect(used.sandbox.readings.writeAnswer).toBe('success_true');
	});

	it('adds and clears faults', async () => {
		const rule = {
			method: 'GET',
			path: '^/groups',
			skip: 1,
			times: 2,
			effect: { kind: 'answer', status: 502, body: { a: 1 }, headers: { 'x-a': 'b' } },
		};
		const { data } = await control.post('/faults', rule);
		expect(used.sandbox.faults.list()).toEqual([{ ...rule, id: data.id, hits: 0 }]);

		await control.delete(`/faults/${data.id}`);
		await control.post('/faults/presets/dropAfter');
		expect(used.sandbox.faults.list()).toMatchObject([{ effect: { kind: 'dropAfter' }, times: 1 }]);
		await control.delete('/faults');
		expect((await control.get('/faults')).data.faults).toEqual([]);
	});

	it('plans failures', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Old' });
		await control.post('/fail-next-update', { times: 1, settings: ['subject'] });
		await control.post('/fail-next-deletion', {});
		await control.post('/fail-next-creation', { code: 131214 });
		const body = { messaging_product: 'whatsapp', subject: 'New' };

		await used.client.post(`/groups/${id}`, body);
		await used.client.delete(`/groups/${id}`);
		await used.client.post('/groups', body);
		await control.post('/settled');

		expect(used.sandbox.groups().map(({ subject }) => subject)).toEqual(['Old']);
		expect(used.sandbox.webhooks.count()).toBe(3);
	});

	it('shows what was recorded', async () => {
		await used.client.get('/groups', { params: { limit: 2 } });
		await used.client.get('/groups/none');
		const { id } = used.sandbox.addGroup({ subject: 'One' });
		used.sandbox.suspend(id, true);

		const brief = (await control.get('/requests', { params: { path: '/groups' } })).data;
		expect(brief).toMatchObject({ total: 1, requests: [{ query: { limit: '2' }, status: 200 }] });
		expect(brief.requests[0]).not.toHaveProperty('answer');
		const pattern = { pattern: '^/groups/', full: 1 };
		const full = (await control.get('/requests', { params: pattern })).data;
		expect(full.requests).toEqual(used.sandbox.requests.find({ path: /^\/groups\// }));
		const { number } = full.requests[0];
		expect((await control.get(`/requests/${number}`)).data).toEqual(full.requests[0]);
		const type = { type: 'group_suspend' };
		expect((await control.get('/webhooks', { params: type })).data).toEqual({
			total: 1,
			webhooks: used.sandbox.webhooks.all(),
			subjects: { [id]: 'One' },
		});
		await control.delete('/requests');
		await control.delete('/webhooks');
		expect([used.sandbox.requests.count(), used.sandbox.webhooks.count()]).toEqual([0, 0]);
	});

	it('reads, sets and clears the webhook address', async () => {
		expect((await control.get('/webhook-config')).data).toBeNull();

		await control.put('/webhook-config', { url: 'http://127.0.0.1:1/', headers: { a: 'b' } });
		expect(used.sandbox.webhookConfig()).toEqual({
			url: 'http://127.0.0.1:1/',
			headers: { a: 'b' },
		});
		await control.delete('/webhook-config');
		expect(used.sandbox.webhookConfig()).toBeUndefined();
	});

	it('reads, sets and clears the extra destinations', async () => {
		const none = { enabled: false, destinations: [] };
		expect((await control.get('/multi-webhook')).data).toEqual(none);

		const destinations = [{ name: 'a', url: 'http://127.0.0.1:1/', headers: { b: 'c' } }];
		const set = await control.put('/multi-webhook', { destinations });
		expect(set.data).toEqual({ enabled: true, destinations });
		expect(used.sandbox.multiWebhook()).toEqual(set.data);
		await control.delete('/multi-webhook');
		expect(used.sandbox.multiWebhook()).toEqual(none);
	});

	it('says where the API is', async () => {
		const { url, apiKey } = used.sandbox;

		expect((await control.get('/info')).data).toEqual({ url, apiKey });
	});

	it('keeps a list of people to play', async () => {
		const invented: unknown[] = (await control.get('/people')).data;
		expect(invented.length).toBeGreaterThan(2);

		await control.post('/people', { waId: '12025550199', name: 'New' });
		expect((await control.get('/people')).data).toHaveLength(invented.length + 1);
		await control.delete('/people/12025550199');
		expect((await control.get('/people')).data).toEqual(invented);
	});

	it('expires cursors and resets', async () => {
		used.sandbox.seedGroups(3);
		const { data } = await used.client.get('/groups', { params: { limit: 1 } });
		const params = { after: data.paging.cursors.after };
		await control.post('/expire-cursors');
		expect((await used.client.get('/groups', { params })).data.error.code).toBe(131059);

		await control.post('/reset');
		expect(used.sandbox.groups()).toEqual([]);
	});

	it.each([
		['POST', '/groups', { subject: 1 }, '"subject" must be a string'],
		['POST', '/groups', { subject: 'a', joinApprovalMode: 'x' }, /auto_approve or approval/],
		['POST', '/groups', { subject: 'a', members: {} }, /list of people/],
		['POST', '/groups', 'text', 'The body must be JSON'],
		['POST', '/groups', ['a'], 'A group must be a JSON object'],
		['POST', '/links/open', { link: 'a', person: {} }, '"waId" is missing'],
		['POST', '/people', { waId: 'abc' }, /digits without/],
		['PATCH', '/conditions', { weather: 1 }, 'There is no condition called "weather"'],
		['PATCH', '/conditions', { latencyMs: -1 }, /not negative/],
		['PATCH', '/conditions', { webhookDuplicates: 1.1 }, /"webhookDuplicates" must be from 0 to 1/],
		['PATCH', '/conditions', { webhookReorder: 2 }, /from 0 to 1/],
		['PATCH', '/conditions', { webhookRebatch: '1' }, /must be a number/],
		['PATCH', '/conditions', { webhookBatch: 2.5 }, /whole number/],
		['PATCH', '/conditions', { signingSecret: 5 }, /must be a string/],
		['PATCH', '/readings', { mood: 'x' }, 'There is no reading called "mood"'],
		['POST', '/faults', { effect: { kind: 'x' } }, /no effect of the kind "x"/],
		['POST', '/faults', { effect: { kind: 'answer', status: 99 } }, /from 200 to 599/],
		['POST', '/faults', { path: '(', effect: { kind: 'dropAfter' } }, /regular expression/],
		['POST', '/faults/presets/none', undefined, /no fault preset/],
		['POST', '/fail-next-update', { settings: ['colour'] }, /subject, description, picture/],
		['PUT', '/webhook-config', { url: 'x' }, /absolute/],
		['PUT', '/webhook-config', { url: 'https://a.org', headers: { a: 1 } }, /object of strings/],
		['PUT', '/multi-webhook', { destinations: [{ url: 'https://a.org' }] }, /needs a name/],
		['PUT', '/multi-webhook', {}, /must be a list/],
		['POST', '/groups/none/write', { waId: '1' }, '"text" is missing'],
		['POST', '/groups/none/write', { waId: '1', text: 'a' }, /no group with the id/],
		['POST', '/write-to-business', { person: ada }, '"text" is missing'],
		['POST', '/write-to-business', { person: ada, text: 'a', replyTo: 'b' }, /no message b/],
		['POST', '/messages/none/read', { waId: '1' }, /sent no message/],
		['POST', '/read-chat', { chat: '1' }, '"waId" is missing'],
		['POST', '/on-whatsapp', { waId: '1' }, '"onWhatsApp" is missing'],
		['GET', '/groups?limit=many', undefined, /whole number/],
	])('%s %s with %j is refused with a sentence', async (method, url, data, sentence) => {
		const response = await control.request({ method, url, data });

		expect(response.status).toBe(400);
		expect(response.data.error).toEqual(
			typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
		);
	});

	it.each([
		['GET', '/groups/none'],
		['GET', '/groups/none/messages'],
		['GET', '/requests/99999'],
		['GET', '/nothing'],
	])('%s %s is not there', async (method, url) => {
		expect((await control.request({ method, url })).status).toBe(404);
	});

	it('is never on record, right or wrong', async () => {
		await control.get('/readings');
		await control.get('/nothing');
		await control.post('/faults', {});

		expect(used.sandbox.requests.count()).toBe(0);
	});
});

describe('the page', () => {
	const folder = join(__dirname, '../../sandbox/page/public');
	const types = { html: 'text/html', css: 'text/css', js: 'javascript' };

	it.each(readdirSync(folder))('%s is served and brings nothing from outside', async (file) => {
		const path = file === 'index.html' ? '/' : `/_sandbox/page/${file}`;
		const { status, headers, data } = await axios.get(used.sandbox.url + path);

		expect(status).toBe(200);
		const type = Object.entries(types).find(([ending]) => file.endsWith(`.${ending}`))?.[1];
		expect(headers['content-type']).toContain(need(type));
		expect(headers['content-security-policy']).toContain("default-src 'none'");
		expect(String(data)).not.toMatch(/(src|href)="https?:|url\(['"]?https?:/);
		expect(String(data)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
	});

	it('is told of changes as they happen, many at a time', async () => {
		const text = await new Promise<string>((resolve, reject) => {
			const request = get(`${used.sandbox.url}/_sandbox/events`, (response) => {
				let seen = '';
				used.sandbox.seedGroups(50);
				used.sandbox.addGroup({ subject: 'Another' });
				response.on('data', (chunk: Buffer) => {
					seen += chunk.toString();
					if (!seen.includes('event: change')) return;
					request.destroy();
					resolve(seen);
				});
			});
			request.on('error', reject);
		});

		expect(need(text.match(/event: change/g) ?? undefined)).toHaveLength(1);
	});
});

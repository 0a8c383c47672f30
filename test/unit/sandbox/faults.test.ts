import axios from 'axios';
import { faultPresets } from '../../sandbox/faults';
import type { FaultEffect } from '../../sandbox/types';
import { codeOf, useSandbox } from './support';

const used = useSandbox();
const messaging_product = 'whatsapp';

async function rename(id: string, subject: string) {
	return await used.client.post(`/groups/${id}`, { messaging_product, subject });
}

function spoil(effect: FaultEffect): void {
	used.sandbox.faults.add({ times: 1, effect });
}

describe('a fault', () => {
	it('"dropAfter" carries the request out and never answers', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Before' });
		spoil({ kind: 'dropAfter' });

		await expect(rename(id, 'After')).rejects.toMatchObject({ code: 'ECONNRESET' });

		expect(used.sandbox.group(id)?.subject).toBe('After');
		expect(used.sandbox.webhooks.count({ type: 'group_settings_update' })).toBe(1);
		const record = used.sandbox.requests.last();
		expect(record).toMatchObject({ fault: 'dropAfter', handledStatus: 200 });
		expect(record).not.toHaveProperty('status');
	});

	it('"resetBefore" leaves the request undone', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Before' });
		spoil({ kind: 'resetBefore' });

		await expect(rename(id, 'After')).rejects.toMatchObject({ code: 'ECONNRESET' });

		expect(used.sandbox.group(id)?.subject).toBe('Before');
		const record = used.sandbox.requests.last();
		expect(record).toMatchObject({ fault: 'resetBefore', method: 'POST' });
		expect(record).not.toHaveProperty('handledStatus');
	});

	it('"emptyBody" carries the request out and answers with nothing', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Before' });
		spoil({ kind: 'emptyBody' });

		const { status, data, headers } = await rename(id, 'After');

		expect([status, data, headers['content-length']]).toEqual([200, '', '0']);
		expect(used.sandbox.group(id)?.subject).toBe('After');
	});

	it('"truncatedJson" carries the request out and answers with half of the JSON', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Before' });
		spoil({ kind: 'truncatedJson' });

		const { status, data } = await used.client.get(`/groups/${id}`, { responseType: 'text' });

		expect(status).toBe(200);
		expect(data).toMatch(/^\{"messaging_product"/);
		expect(() => JSON.parse(String(data))).toThrow(SyntaxError);
	});

	it('"answer" answers in the place of the API', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Before' });
		spoil({
			kind: 'answer',
			status: 503,
			headers: { 'retry-after': '7', 'content-type': 'text/html' },
			body: '<h1>Down</h1>',
		});

		const { status, data, headers } = await rename(id, 'After');

		expect([status, data]).toEqual([503, '<h1>Down</h1>']);
		expect(headers['retry-after']).toBe('7');
		expect(headers['content-type']).toBe('text/html');
		expect(used.sandbox.group(id)?.subject).toBe('Before');
	});

	it('"answer" sends JSON, or no body', async () => {
		spoil({ kind: 'answer', status: 409, body: { message: 'Conflict' } });
		expect((await used.client.get('/groups')).data).toEqual({ message: 'Conflict' });

		spoil({ kind: 'answer', status: 500 });
		expect((await used.client.get('/groups')).data).toBe('');
	});

	it('"delay" waits at least so long, then all is well', async () => {
		spoil({ kind: 'delay', ms: 40 });

		const { status } = await used.client.get('/groups');

		expect(status).toBe(200);
		expect(used.sandbox.requests.last()?.durationMs).toBeGreaterThanOrEqual(39);
	});

	it('"redirect" points elsewhere and leaves the request undone', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Before' });
		spoil({ kind: 'redirect', to: 'http://127.0.0.1:9/elsewhere' });

		const { status, headers } = await rename(id, 'After');

		expect([status, headers.location]).toEqual([302, 'http://127.0.0.1:9/elsewhere']);
		expect(used.sandbox.group(id)?.subject).toBe('Before');
	});

	it('hits before the key is looked at', async () => {
		spoil({ kind: 'answer', status: 502, body: 'Bad gateway' });

		const { status } = await axios.get(`${used.sandbox.url}/groups`, {
			validateStatus: () => true,
		});

		expect(status).toBe(502);
	});
});

describe('a rule', () => {
	async function statuses(count: number, url = '/groups'): Promise<number[]> {
		const seen: number[] = [];
		for (let i = 0; i < count; i++) seen.push((await used.client.get(url)).status);
		return seen;
	}

	const down: FaultEffect = { kind: 'answer', status: 500 };

	it('hits every request until it is cleared', async () => {
		const id = used.sandbox.faults.add({ effect: down });
		expect(await statuses(3)).toEqual([500, 500, 500]);
		expect(used.sandbox.faults.list()).toEqual([{ id, effect: down, hits: 3 }]);

		used.sandbox.faults.clear(id);
		expect(await statuses(1)).toEqual([200]);
	});

	it('lets some requests pass, then hits some', async () => {
		used.sandbox.faults.add({ skip: 2, times: 2, effect: down });

		expect(await statuses(6)).toEqual([200, 200, 500, 500, 200, 200]);
	});

	it('hits one method and one path', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'One' });
		used.sandbox.faults.add({ method: 'GET', path: '^/groups$', effect: down });

		expect(await statuses(1)).toEqual([500]);
		expect(await statuses(1, '/groups?limit=2')).toEqual([500]);
		expect(await statuses(1, `/groups/${id}`)).toEqual([200]);
		expect((await used.client.post('/groups', { messaging_product })).status).toBe(400);
	});

	it('gives way to an older one, and takes over when that is used up', async () => {
		used.sandbox.faults.add({ times: 1, effect: down });
		used.sandbox.faults.add({ times: 1, effect: { kind: 'answer', status: 502 } });

		expect(await statuses(3)).toEqual([500, 502, 200]);
	});

	it('is refused if its path is no expression', () => {
		expect(() => used.sandbox.faults.add({ path: '(', effect: down })).toThrow(SyntaxError);
		expect(used.sandbox.faults.list()).toEqual([]);
	});
});

describe('the presets', () => {
	it('answer as the real thing does', async () => {
		used.sandbox.faults.add(faultPresets.rateLimited);
		const limited = await used.client.get('/groups');
		expect([limited.status, codeOf(limited), limited.headers['retry-after']]).toEqual([
			429,
			131208,
			'1',
		]);

		used.sandbox.faults.add(faultPresets.endpointLimited);
		const endpoint = await used.client.get('/groups');
		expect(endpoint.status).toBe(400);
		expect(endpoint.data.error).toMatch(/^You have exceeded the limit of 1 request every \* sec/);

		used.sandbox.faults.add(faultPresets.badGateway);
		const gateway = await used.client.get('/groups');
		expect([gateway.status, gateway.headers['content-type']]).toEqual([502, 'text/html']);
	});
});

describe('conditions', () => {
	it('let so many group requests pass within a second', async () => {
		used.sandbox.conditions.rateLimitPerSecond = 3;

		const answers = await Promise.all(Array.from({ length: 5 }, () => used.client.get('/groups')));

		expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
		const refused = answers.find(({ status }) => status === 429);
		expect(refused && codeOf(refused)).toBe(131208);
		expect((await used.client.get('/health_status')).status).toBe(200);
	});

	it('make every answer slow', async () => {
		used.sandbox.conditions.latencyMs = 30;

		await used.client.get('/groups');

		expect(used.sandbox.requests.last()?.durationMs).toBeGreaterThanOrEqual(29);
	});
});

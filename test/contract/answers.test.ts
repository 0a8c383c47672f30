import { startSandbox } from '../sandbox';
import type { RecordedRequest, Sandbox } from '../sandbox/types';
import { answerViolations, checkRecorded } from './answers';
import { clientOf } from './client';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ creationDelayMs: 0 });
});

afterEach(() => {
	sandbox.reset();
});

afterAll(async () => {
	await sandbox.close();
});

async function record(method: string, url: string, data?: object): Promise<RecordedRequest> {
	await clientOf(sandbox).request({ method, url, data });
	const last = sandbox.requests.last();
	if (last === undefined) throw new Error('Nothing was recorded');
	return last;
}

describe('checkRecorded', () => {
	it('counts what it has checked', async () => {
		const group = sandbox.addGroup({ subject: 'One' });
		sandbox.askToJoin(group.id, { waId: '12025550111' });
		await record('GET', `/groups/${group.id}`);
		await record('GET', '/groups/none');

		expect(checkRecorded(sandbox)).toEqual({ answers: 2, webhooks: 1 });
	});

	it('throws for a wrong answer, and says which', async () => {
		const request = await record('GET', '/groups');
		request.answer = { data: [] };

		expect(() => checkRecorded(sandbox)).toThrow(/GET \/groups -> 200: .*data must be object/);
	});

	it('throws for a wrong refusal', async () => {
		const request = await record('GET', '/groups/none');
		request.handledStatus = 404;

		expect(() => checkRecorded(sandbox)).toThrow(/GET \/groups\/none -> 404/);
	});

	it('throws for a wrong webhook, and says which', () => {
		const { id } = sandbox.addGroup({ subject: 'One' });
		sandbox.suspend(id, true);
		const delivery = sandbox.webhooks.last();
		Object.assign(delivery ?? {}, { payload: { object: 'page' } });

		expect(() => checkRecorded(sandbox)).toThrow(/webhook group_suspend/);
	});

	it('leaves out what was played back', () => {
		sandbox.deliver({ object: 'page' });

		expect(checkRecorded(sandbox)).toEqual({ answers: 0, webhooks: 0 });
	});

	it('throws for a wrong body that webhooks were put together into', () => {
		const { id } = sandbox.addGroup({ subject: 'One' });
		sandbox.suspend(id, true);
		sandbox.suspend(id, false);
		const [first, second] = sandbox.webhooks.all();
		const attempt = { at: 0, durationMs: 0, url: '', together: [second?.number ?? 0] };
		first?.attempts.push({ ...attempt, body: first.payload });
		expect(checkRecorded(sandbox)).toEqual({ answers: 0, webhooks: 3 });

		first?.attempts.push({ ...attempt, body: { object: 'page' } });
		expect(() => checkRecorded(sandbox)).toThrow(/webhook group_suspend/);
	});

	it('checks what the API answered before a fault spoiled it, and not what a fault made up', async () => {
		sandbox.faults.add({ times: 1, effect: { kind: 'truncatedJson' } });
		await record('GET', '/groups');
		sandbox.faults.add({ times: 1, effect: { kind: 'answer', status: 200, body: 'odd' } });
		await record('GET', '/groups');

		expect(checkRecorded(sandbox)).toEqual({ answers: 1, webhooks: 0 });
	});
});

describe('an answer must belong to its request', () => {
	it('an endpoint that does not exist must not succeed', async () => {
		const request = await record('GET', '/health_status');
		request.path = '/health';

		expect(answerViolations(request)).toEqual(['there is no such endpoint, yet the status is 200']);
	});

	it('the message of an error names its code', async () => {
		const request = await record('GET', '/groups/none');
		const text = JSON.stringify(request.answer).replace('(#131041)', '(#131042)');
		request.answer = JSON.parse(text);

		expect(answerViolations(request)).toEqual([
			`the error's message does not begin with "(#131041) "`,
		]);
	});

	it('group info has the fields that were asked for', async () => {
		const { id } = sandbox.addGroup({ subject: 'One' });
		const request = await record('GET', `/groups/${id}?fields=subject`);
		request.query = { fields: 'suspended' };

		expect(answerViolations(request)).toEqual([
			'"subject" was not asked for',
			'"suspended" was asked for',
		]);
	});

	it('a page keeps to its limit', async () => {
		sandbox.seedGroups(3);
		const request = await record('GET', '/groups?limit=3');
		request.query = { limit: '2' };

		expect(answerViolations(request)).toEqual(['3 rows where the limit is 2']);
	});

	it('no two destinations have the same name', async () => {
		sandbox.readings.multiWebhook = 'available';
		const named = (name: string, url: string) => ({ name, url, headers: {} });
		const destinations = ['one', 'One', 'two'].map((name) => named(name, `https://${name}.org/`));
		sandbox.configureMultiWebhook(destinations);
		const request = await record('GET', '/multi_webhook');
		expect(answerViolations(request)).toEqual([]);
		destinations.push(named('two', 'https://three.org/'));
		request.answer = { enabled: true, destinations };

		expect(answerViolations(request)).toEqual(['there are several destinations called "two"']);
	});

	it('a message goes where it was sent, and a file is the one that was asked for', async () => {
		sandbox.readings.serviceWindow = 'ignored';
		const body = { messaging_product: 'whatsapp', to: '+1 202 555 0111', text: { body: 'Hi' } };
		const message = await record('POST', '/messages', body);
		expect(answerViolations(message)).toEqual([]);
		message.body = { ...body, to: '+1 202 555 0112' };
		expect(answerViolations(message)).toEqual([
			'the recipient of the answer is not that of the request',
		]);

		const form = new FormData();
		for (const [name, value] of Object.entries({ ...body, type: 'a' }))
			form.set(name, String(value));
		form.set('file', new Blob(['a'], { type: 'image/png' }), 'a.png');
		const { answer } = await record('POST', '/media', form);
		const file = await record('GET', `/${String(Reflect.get(Object(answer), 'id'))}`);
		expect(answerViolations(file)).toEqual([]);
		file.path = '/1';
		expect(answerViolations(file)).toEqual(['the file is not the one that was asked for']);
	});

	it('every join request comes back once', async () => {
		const group = sandbox.addGroup({ subject: 'One', pending: [{ waId: '12025550111' }] });
		const join_requests = group.pending.map(({ id }) => id);
		const url = `/groups/${group.id}/join_requests`;
		const request = await record('POST', url, { messaging_product: 'whatsapp', join_requests });
		expect(answerViolations(request)).toEqual([]);
		request.body = { join_requests: [...join_requests, 'another'] };

		expect(answerViolations(request)).toEqual([
			'the ids of the answer are not those of the request',
		]);
	});
});

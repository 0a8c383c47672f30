import { createHmac } from 'node:crypto';

import { Container } from '@n8n/di';
import * as fc from 'fast-check';
import { InstanceSettings } from 'n8n-core';
import type { ICredentialDataDecryptedObject, IDataObject, INodeParameters } from 'n8n-workflow';

import { forgetAll } from '../../nodes/Dialog360Groups/webhook/seenEvents';
import { secretOf } from '../../nodes/Dialog360Groups/webhook/secrets';
import { createTrigger, deliver, publish, startedWith } from '../helpers/triggerNode';
import type { TriggerOptions } from '../helpers/triggerNode';
import type { Received, TriggerHarness } from '../helpers/triggerHarness';
import { useSandbox } from '../helpers/useSandbox';
import joinRequest from '../contract/samples/group_participants_update.join_request_created.json';
import removal from '../contract/samples/group_participants_update.remove_partial_fail.json';

const sandbox = useSandbox();

/** A trigger that is published. */
async function published(
	parameters: INodeParameters = {},
	options: Partial<TriggerOptions> = {},
): Promise<TriggerHarness> {
	const trigger = createTrigger({ api: sandbox(), parameters, ...options });
	await publish(trigger);
	return trigger;
}

/** A request to join, by anybody at any time. */
function request(id: number | string, { at = 1_755_548_877, groupId = 'G1' } = {}) {
	return {
		timestamp: String(at),
		group_id: groupId,
		type: 'group_join_request_created',
		join_request_id: `request ${id}`,
		wa_id: '16505551234',
	};
}

/** A delivery with all of that. */
const delivery = (...groups: object[]) => ({
	object: 'whatsapp_business_account',
	entry: [{ id: '1', changes: [{ field: 'group_participants_update', value: { groups } }] }],
});

const idsOf = (items: readonly IDataObject[]) => items.map(({ joinRequestId }) => joinRequestId);

const once = async (trigger: TriggerHarness, body: unknown) =>
	startedWith(await deliver(trigger, sandbox(), body));

beforeEach(() => forgetAll());

/** The headers that the sandbox was given, as n8n shows them. */
function lowerCase(): Record<string, string> {
	const headers = Object.entries(sandbox().webhookConfig()?.headers ?? {});
	return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
}

describe('who may start the workflow', () => {
	const wrong: Array<[string, Record<string, string>]> = [
		['no header', {}],
		['another secret', { 'x-n8n-webhook-secret': 'A'.repeat(43) }],
		['an empty secret', { 'x-n8n-webhook-secret': '' }],
		['the fingerprint that n8n keeps', { 'x-n8n-webhook-secret': 'fingerprint' }],
	];

	it.each(wrong)('not who comes with %s: 401, and nothing starts', async (_case, headers) => {
		const trigger = await published();
		const print = String(trigger.staticData().registered);
		const given = Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name, value.replace('fingerprint', print)]),
		);
		const { response, result } = await trigger.receive({ body: joinRequest, headers: given });

		expect(response).toMatchObject({ statusCode: 401, body: { message: 'Unauthorized' } });
		expect(result).toEqual({ noWebhookResponse: true });
	});

	it('not who comes with the secret of the test webhook', async () => {
		const listening = createTrigger({ api: sandbox() });
		await publish(listening, { isTest: true });
		const live = createTrigger({ api: sandbox() });
		const { response } = await deliver(live, sandbox(), joinRequest);
		expect(response.statusCode).toBe(401);

		const tested = await deliver(listening, sandbox(), joinRequest, { isTest: true });
		expect(startedWith(tested)).toHaveLength(1);
	});

	it('who was registered, also after a restart in which n8n lost what it had kept', async () => {
		await published();
		const items = await once(createTrigger({ api: sandbox() }), joinRequest);

		expect(items).toMatchObject([{ event: 'joinRequest.created' }]);
	});

	describe('with a signing secret', () => {
		const signingSecret = 'partner secret';
		const rawBody = Buffer.from(JSON.stringify(joinRequest, null, '  '));
		const hex = createHmac('sha256', signingSecret).update(rawBody).digest('hex');

		it.each([
			['bare hexadecimal', hex, 200],
			['the prefix', `sha256=${hex}`, 200],
			['capitals', hex.toUpperCase(), 200],
			['another signature', createHmac('sha256', 'x').update(rawBody).digest('hex'), 401],
			['half a signature', hex.slice(0, 32), 401],
			['nothing in it', '', 401],
		])('%s', async (_case, signature, status) => {
			const trigger = await published({}, { credential: { signingSecret } });
			const headers = { ...lowerCase(), 'x-360dialog-signature': signature };
			const { response } = await trigger.receive({ body: joinRequest, rawBody, headers });

			expect(response.statusCode).toBe(status);
		});

		it('no header: 401, and so has a body that n8n did not keep', async () => {
			const trigger = await published({}, { credential: { signingSecret } });
			const without = await trigger.receive({ body: joinRequest, rawBody, headers: lowerCase() });
			const headers = { ...lowerCase(), 'x-360dialog-signature': hex };
			const unkept = await trigger.receive({ body: joinRequest, rawBody: null, headers });

			expect([without, unkept].map(({ response }) => response.statusCode)).toEqual([401, 401]);
		});
	});

	describe('set up manually', () => {
		const parameters = { setUp: 'manual' };

		it.each([
			['the secret of the credential', 'my own secret', 200],
			['another', 'my own secret ', 401],
			['none', '', 401],
		])('%s', async (_case, value, status) => {
			const trigger = await published(parameters, {
				credential: { webhookSecret: 'my own secret' },
			});
			const headers = { 'x-n8n-webhook-secret': value };
			const { response } = await trigger.receive({ body: joinRequest, headers });

			expect(response.statusCode).toBe(status);
		});

		it('a signature alone will do where there is no other secret', async () => {
			const trigger = await published(parameters, { credential: { signingSecret: 's' } });
			const rawBody = Buffer.from(JSON.stringify(joinRequest));
			const signature = createHmac('sha256', 's').update(rawBody).digest('hex');
			const headers = { 'x-360dialog-signature': signature };
			const signed = await trigger.receive({ body: joinRequest, rawBody, headers });
			const unsigned = await trigger.receive({ body: joinRequest, rawBody });

			expect([signed, unsigned].map(({ response }) => response.statusCode)).toEqual([200, 401]);
		});

		it('nobody, once the credential has no secret any more', async () => {
			const trigger = createTrigger({ api: sandbox(), parameters });
			const headers = { 'x-n8n-webhook-secret': '' };
			const { response } = await trigger.receive({ body: joinRequest, headers });

			expect(response.statusCode).toBe(401);
		});
	});

	it('nobody, when the credential has no key', async () => {
		await published();
		const keyless = createTrigger({ api: { ...sandbox(), apiKey: ' ' } });
		const { response } = await deliver(keyless, sandbox(), joinRequest);
		const guess = secretOf({
			apiKey: '',
			instanceId: Container.get(InstanceSettings).instanceId,
			triggerId: '6f1a4c9e-0d5b-4c7e-9a57-3f2f3e1b7a10',
			purpose: 'production',
		});
		const headers = { 'x-n8n-webhook-secret': guess };
		const guessed = await keyless.receive({ body: joinRequest, headers });

		expect([response.statusCode, guessed.response.statusCode]).toEqual([401, 401]);
	});

	it('nobody without signature, at most a minute after a signing secret was entered', async () => {
		const credential: ICredentialDataDecryptedObject = {};
		const trigger = await published({}, { credential });
		const status = async () => (await deliver(trigger, sandbox(), joinRequest)).response.statusCode;
		jest.useFakeTimers({ advanceTimers: true });
		const statuses = [await status()];
		credential.signingSecret = 'entered later';
		jest.setSystemTime(Date.now() + 59_000);
		statuses.push(await status());
		jest.setSystemTime(Date.now() + 2_000);
		statuses.push(await status());
		jest.useRealTimers();

		expect(statuses).toEqual([200, 200, 401]);
	});

	it('asks 360dialog to come again when the credential can not be used', async () => {
		const trigger = createTrigger({ api: { url: 'not an address', apiKey: 'secret key' } });
		const { response, result } = await trigger.receive({ body: joinRequest });

		const again = await trigger.receive({ body: joinRequest });
		expect([response, again.response].map(({ statusCode }) => statusCode)).toEqual([503, 503]);
		expect(result.workflowData).toBeUndefined();
		expect(JSON.stringify(response.body)).not.toContain('secret key');
	});
});

describe('one item for each thing that happened', () => {
	it('whatever is in the delivery, in its order', async () => {
		const items = await once(await published(), [delivery(request(1), request(2)), removal]);

		expect(items.map(({ event, participant }) => [event, participant])).toEqual([
			['joinRequest.created', { phoneNumber: '+16505551234', waId: '16505551234' }],
			['joinRequest.created', { phoneNumber: '+16505551234', waId: '16505551234' }],
			['participant.removed', { phoneNumber: '+16505551234', waId: '16505551234' }],
			['participant.removeFailed', { phoneNumber: '+447700900123', waId: '447700900123' }],
		]);
	});

	it.each([
		['early', true],
		['started', false],
	])('answered %s', async (acknowledge, isEarly) => {
		const trigger = await published({ options: { acknowledge } });
		const { response, result } = await deliver(trigger, sandbox(), joinRequest);

		expect(response.headersSent).toBe(isEarly);
		expect(response.statusCode).toBe(200);
		expect(result.noWebhookResponse).toBe(isEarly ? true : undefined);
		expect(result.workflowData).toHaveLength(1);
	});

	it.each([
		['nothing, as for a content type that n8n does not know', undefined],
		['a form', { [JSON.stringify(joinRequest)]: '' }],
		['text', JSON.stringify(joinRequest)],
	])('also where n8n made %s of the body', async (_case, body) => {
		const rawBody = Buffer.from(JSON.stringify(joinRequest));
		const trigger = await published();
		const headers = { ...lowerCase(), 'content-type': 'text/odd' };
		const received = await deliver(trigger, sandbox(), body, { rawBody, headers });

		expect(startedWith(received)).toHaveLength(1);
	});

	it('with what WhatsApp sent, if asked for', async () => {
		const [plain] = await once(await published(), joinRequest);
		const trigger = await published({ options: { includeRaw: true, oncePerEvent: false } });
		const [withRaw] = await once(trigger, joinRequest);

		expect(plain).not.toHaveProperty('raw');
		expect(withRaw).toEqual({
			...plain,
			raw: {
				field: 'group_participants_update',
				value: joinRequest.entry[0]?.changes[0]?.value,
			},
		});
	});

	it('always with it where nothing is known', async () => {
		const [item] = await once(await published(), delivery({ type: 'group_future', group_id: 'G' }));

		expect(item).toMatchObject({ event: 'unknown', groupId: 'G', raw: { value: {} } });
	});
});

describe('filters', () => {
	const filtered = async (parameters: INodeParameters, ...bodies: unknown[]) => {
		const trigger = await published(parameters);
		const started = [];
		for (const body of bodies) started.push(...(await once(trigger, body)));
		return started;
	};
	const group = (value: string) => ({
		groups: { group: [{ groupId: { __rl: true, mode: 'list', value } }] },
	});

	it('by event', async () => {
		const items = await filtered({ events: ['participant.removed'] }, joinRequest, removal);
		expect(items.map(({ event }) => event)).toEqual(['participant.removed']);
	});

	it('by group', async () => {
		const others = delivery(request(1), request(2, { groupId: 'G2' }));
		expect(idsOf(await filtered(group('G2'), others))).toEqual(['request 2']);
	});

	it('by who did it', async () => {
		const parameters = { options: { ignoreOwnChanges: true } };
		const items = await filtered(parameters, joinRequest, removal);
		expect(items.map(({ event }) => event)).toEqual(['joinRequest.created']);
	});

	it('by type of message', async () => {
		const parameters = { events: ['message.received'], options: { messageTypes: ['image'] } };
		const timestamp = '1755549300';
		const about = { group_id: 'G', from: '1', timestamp };
		const message = (type: string) => ({ id: type, ...about, type, [type]: {} });
		const messages = { messages: [message('image'), message('text')] };
		expect(await filtered(parameters, messages)).toMatchObject([{ messageId: 'image' }]);
	});

	it('leave nothing to start, and nothing to remember: 10,000 are all answered 200', async () => {
		const trigger = await published({ events: ['group.suspended'] });
		const before = JSON.stringify(trigger.staticData());
		const statuses = new Map<number, number>();
		let started = 0;
		for (let id = 0; id < 10_000; id++) {
			const { response, result } = await deliver(trigger, sandbox(), delivery(request(id)));
			statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1);
			if (result.workflowData) started++;
		}

		expect([...statuses]).toEqual([[200, 10_000]]);
		expect(started).toBe(0);
		expect(JSON.stringify(trigger.staticData())).toBe(before);
	});

	it.each([
		["'Events' is empty", { events: [] }],
		["'Group' is empty", group('')],
		['an invite link', group('https://chat.whatsapp.com/abc')],
	])('that make no sense stop publishing: %s', async (text, parameters) => {
		const trigger = createTrigger({ api: sandbox(), parameters });
		await expect(publish(trigger)).rejects.toThrow(text);
		expect(sandbox().webhookConfig()).toBeUndefined();
	});
});

describe('once per event', () => {
	/** n8n starts again: nothing in memory, and what is in the database. */
	function restart(trigger: TriggerHarness): TriggerHarness {
		forgetAll();
		const again = createTrigger({ api: sandbox() });
		Object.assign(again.staticData(), JSON.parse(JSON.stringify(trigger.staticData())));
		return again;
	}

	it('of 100 copies at the same moment', async () => {
		const trigger = await published();
		const copies = Array.from({ length: 100 }, async () => await once(trigger, joinRequest));

		expect((await Promise.all(copies)).flat()).toHaveLength(1);
	});

	it('of copies at the same moment right after a restart, with others that are new', async () => {
		const before = await published();
		await once(before, delivery(request(1)));
		const trigger = restart(before);
		const copies = Array.from(
			{ length: 20 },
			async () => await once(trigger, delivery(request(1), request(2))),
		);

		expect(idsOf((await Promise.all(copies)).flat())).toEqual(['request 2']);
	});

	it('in whatever batches it comes again, also after restarts', async () => {
		const ids = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });
		const story = fc.array(fc.record({ ids, restarts: fc.boolean() }), { maxLength: 15 });
		let run = 0;
		await fc.assert(
			fc.asyncProperty(story, async (deliveries) => {
				forgetAll();
				run++;
				let trigger = await published();
				const started: unknown[] = [];
				for (const { ids: batch, restarts } of deliveries) {
					if (restarts) trigger = restart(trigger);
					const requests = batch.map((id) => request(`${run}/${id}`));
					started.push(...idsOf(await once(trigger, delivery(...requests))));
				}
				const expected = new Set(deliveries.flatMap(({ ids: batch }) => batch));
				expect(started).toHaveLength(expected.size);
				expect(new Set(started).size).toBe(expected.size);
			}),
			{ numRuns: 60 },
		);
	});

	it('and asking again after having withdrawn is another event', async () => {
		const trigger = await published();
		const first = await once(trigger, delivery(request(1)));
		const again = await once(trigger, delivery(request(1, { at: 1_755_549_999 })));

		expect([...first, ...again]).toHaveLength(2);
	});

	it('remembers thousands of events in little space', async () => {
		const trigger = await published();
		const all = Array.from({ length: 6_000 }, (_, id) => id);
		for (const id of all) await once(trigger, delivery(request(id)));
		const repeated = await once(trigger, delivery(...all.map((id) => request(id))));
		const stored = JSON.stringify(trigger.staticData()).length;
		const late = restart(trigger);
		const newest = all.slice(-1_000).map((id) => request(id));

		expect(repeated).toEqual([]);
		expect(stored).toBeLessThan(10_000);
		expect(await once(late, delivery(...newest))).toEqual([]);
	});

	it('does not mix up two triggers', async () => {
		const one = await published();
		await once(one, joinRequest);
		sandbox().configureWebhook(undefined);
		const other = await published({}, { webhookId: 'other' });

		expect(await once(other, joinRequest)).toHaveLength(1);
	});

	it('can be switched off', async () => {
		const trigger = await published({ options: { oncePerEvent: false } });

		expect(await once(trigger, joinRequest)).toHaveLength(1);
		expect(await once(trigger, joinRequest)).toHaveLength(1);
	});

	it('shows each copy to whoever listens for a test event', async () => {
		const trigger = createTrigger({ api: sandbox() });
		await publish(trigger, { isTest: true });
		const listen = async () =>
			startedWith(await deliver(trigger, sandbox(), joinRequest, { isTest: true }));

		expect(await listen()).toHaveLength(1);
		expect(await listen()).toHaveLength(1);
	});

	it('is still once after the node was renamed and n8n restarted', async () => {
		const before = await published();
		await once(before, joinRequest);
		await before.hook('delete');
		const renamed = createTrigger({ api: sandbox(), name: 'Renamed' });
		await publish(renamed);

		expect(await once(restart(renamed), joinRequest)).toEqual([]);
	});

	describe('acknowledged when the execution has started', () => {
		const parameters = { options: { acknowledge: 'started' } };
		/** n8n answers itself, after the start. */
		const answered = (received: Received, status: number) => {
			received.response.status(status).end();
			return startedWith(received);
		};

		it('gives an event back that n8n could not start', async () => {
			const trigger = await published(parameters);
			const data = JSON.stringify(trigger.staticData());
			const failed = await deliver(trigger, sandbox(), joinRequest);
			expect(answered(failed, 500)).toHaveLength(1);
			// What n8n had in memory for that delivery is gone.
			delete trigger.staticData().seen;
			expect(JSON.stringify(trigger.staticData())).toBe(data);

			const repeated = await deliver(trigger, sandbox(), joinRequest);
			expect(answered(repeated, 200)).toHaveLength(1);
			expect(await once(trigger, joinRequest)).toEqual([]);
		});

		it('asks for a copy to be sent again while the first is about to start', async () => {
			const trigger = await published(parameters);
			const first = await deliver(trigger, sandbox(), joinRequest);
			delete trigger.staticData().seen;
			const copy = await deliver(trigger, sandbox(), joinRequest);
			expect(copy.response.statusCode).toBe(503);
			expect(answered(first, 200)).toHaveLength(1);
			const later = await deliver(trigger, sandbox(), joinRequest);

			expect(later.response.statusCode).toBe(200);
			expect(startedWith(later)).toEqual([]);
		});
	});
});

describe('garbage', () => {
	it('100,000 bodies of any kind: never an error, never an execution', async () => {
		const trigger = await published();
		const statuses = new Map<number, number>();
		let started = 0;
		const take = async (body: unknown, rawBody?: Buffer) => {
			const { response, result } = await deliver(
				trigger,
				sandbox(),
				body,
				rawBody === undefined ? {} : { rawBody },
			);
			statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1);
			if (result.workflowData) started++;
		};
		const json = fc.jsonValue({ maxDepth: 4 });
		const wrapped = fc.letrec((tie) => ({
			body: fc.oneof(
				json,
				fc.record({ object: json, entry: tie('body') }),
				fc.record({ changes: tie('body') }),
				fc.record({ value: tie('body') }),
				fc.array(tie('body'), { maxLength: 3 }),
			),
		})).body;
		for (const body of fc.sample(json, { numRuns: 60_000, seed: 1 })) await take(body);
		for (const body of fc.sample(wrapped, { numRuns: 20_000, seed: 2 })) await take(body);
		const broken = fc.oneof(
			fc.string(),
			fc.json().map((text) => text.slice(0, -1)),
		);
		for (const text of fc.sample(broken, { numRuns: 20_000, seed: 3 })) {
			// What n8n can't parse, or does not know the type of, reaches the node as nothing or as text.
			await take(undefined, Buffer.from(text));
		}
		await take('x'.repeat(5_000_000));
		await take({ entry: Array.from({ length: 100_000 }, () => ({ changes: [{}] })) });
		await take(undefined, Buffer.alloc(5_000_000, 0xff));
		await take(JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`), Buffer.from('deep'));

		expect([...statuses]).toEqual([[200, 100_004]]);
		expect(started).toBe(0);
	}, 120_000);
});

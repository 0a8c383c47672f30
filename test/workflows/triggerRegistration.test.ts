import type { INodeParameters } from 'n8n-workflow';

import { createTrigger, deliver, publish } from '../helpers/triggerNode';
import type { TriggerOptions } from '../helpers/triggerNode';
import type { TriggerHarness } from '../helpers/triggerHarness';
import { useSandbox } from '../helpers/useSandbox';
import { startSandbox } from '../sandbox';

const sandbox = useSandbox();

const OURS = 'https://n8n.example.org/webhook/6f1a4c9e-0d5b-4c7e-9a57-3f2f3e1b7a10/webhook';
const OUR_TEST = OURS.replace('/webhook/', '/webhook-test/');
/** Everything that a careless copy could change. */
const FOREIGN = {
	url: 'https://crm.example.com/hooks/whatsapp?key=a%20b&x=%C3%BC',
	headers: { Authorization: 'Bearer Zm9v+/==', 'x-lower': ' padded ', 'X-Empty': '', 'X-ü': 'ünï' },
};
const REPLACE: INodeParameters = { ifTaken: 'replace' };

const trigger = (options: Partial<TriggerOptions> = {}) =>
	createTrigger({ api: sandbox(), ...options });

/** Calls that change something at 360dialog. */
const writes = () =>
	sandbox()
		.requests.all()
		.filter(({ method, path }) => method !== 'GET' && /webhook/.test(path))
		.map(({ method, path }) => `${method} ${path}`);

const messageOf = async (promise: Promise<unknown>) => {
	const [settled] = await Promise.allSettled([promise]);
	if (settled.status === 'fulfilled') throw new Error('It went well');
	// All that n8n shows when publishing did not work.
	return String(settled.reason.message);
};

/** What n8n has after a restart: static data as it is in the database. */
function restarted(before: TriggerHarness, options: Partial<TriggerOptions> = {}): TriggerHarness {
	const after = trigger(options);
	Object.assign(after.staticData(), JSON.parse(JSON.stringify(before.staticData())));
	return after;
}

describe('with nothing registered', () => {
	it('registers its address with a secret header of its own', async () => {
		await publish(trigger());

		expect(sandbox().webhookConfig()).toEqual({
			url: OURS,
			headers: { 'X-N8n-Webhook-Secret': expect.stringMatching(/^[a-f0-9]{64}$/) },
		});
	});

	it('writes once, however often it is published', async () => {
		const published = trigger();
		for (let times = 0; times < 3; times++) await publish(published);
		await published.hook('create');

		expect(writes()).toEqual(['POST /v1/configs/webhook']);
	});

	it.each(['empty_url', 'delete'] as const)(
		'leaves nothing behind when it is unpublished (%s)',
		async (webhookRemoval) => {
			sandbox().readings.webhookRemoval = webhookRemoval;
			const published = trigger();
			await publish(published);
			await published.hook('delete');

			expect(sandbox().webhookConfig()).toBeUndefined();
		},
	);

	it('unpublishes without complaint where 360dialog offers no way to remove a webhook', async () => {
		sandbox().readings.webhookRemoval = 'impossible';
		const published = trigger();
		await publish(published);
		await published.hook('delete');

		expect(sandbox().webhookConfig()?.url).toBe(OURS);
		expect(JSON.stringify(sandbox().webhookConfig())).toContain('given-up');
		await publish(trigger({ webhookId: 'the-other' }), { isTest: true });
		await publish(published);
		await expect(published.hook('checkExists')).resolves.toBe(true);
	});

	it('gives each trigger, each n8n and each number another secret', async () => {
		const secrets = new Set<unknown>();
		const other = await startSandbox({ apiKey: 'another key' });
		const remember = (place = sandbox()) =>
			secrets.add(place.webhookConfig()?.headers['X-N8n-Webhook-Secret']);
		await publish(trigger());
		remember();
		sandbox().configureWebhook(undefined);
		await publish(trigger({ webhookId: 'another' }));
		remember();
		sandbox().configureWebhook(undefined);
		await publish(trigger(), { isTest: true });
		remember();
		await publish(trigger({ api: other }));
		remember(other);
		await other.close();

		expect(secrets.size).toBe(4);
		expect([...secrets]).not.toContain(undefined);
	});

	it('keeps nothing in n8n that opens the webhook', async () => {
		const published = trigger();
		await publish(published);
		const secret = sandbox().webhookConfig()?.headers['X-N8n-Webhook-Secret'];

		expect(secret).toBeDefined();
		expect(JSON.stringify(published.staticData())).not.toContain(secret);
		expect(JSON.stringify(published.staticData())).not.toContain(sandbox().apiKey);
	});
});

describe('with an old registration of its own', () => {
	it('moves to the new address of n8n', async () => {
		const before = trigger({ n8nUrl: 'https://old.example.org' });
		await publish(before);
		const after = restarted(before);
		await expect(after.hook('checkExists')).resolves.toBe(false);
		await publish(after);

		expect(sandbox().webhookConfig()?.url).toBe(OURS);
	});

	it('puts a lost header back', async () => {
		const published = trigger();
		await publish(published);
		const registered = sandbox().webhookConfig();
		sandbox().configureWebhook({ url: OURS });
		await publish(published);

		expect(sandbox().webhookConfig()).toEqual(registered);
	});

	it('recognises its header whatever the spelling of its name', async () => {
		const published = trigger();
		await publish(published);
		const headers = Object.entries(sandbox().webhookConfig()?.headers ?? {});
		const url = OURS;
		sandbox().configureWebhook({
			url,
			headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
		});

		await expect(published.hook('checkExists')).resolves.toBe(true);
	});

	it('does not take the webhook of a copy of the workflow in another n8n', async () => {
		await publish(trigger({ n8nUrl: 'https://staging.example.org' }));
		const staging = sandbox().webhookConfig();
		const headers = { 'X-N8n-Webhook-Secret': 'of another n8n with the same workflow' };
		sandbox().configureWebhook({ url: staging?.url ?? '', headers });

		expect(await messageOf(publish(trigger()))).toContain('staging.example.org');
		expect(sandbox().webhookConfig()).toEqual({ url: staging?.url, headers });
	});

	it('is still registered once after the node was renamed', async () => {
		const before = trigger();
		await publish(before);
		const registered = sandbox().webhookConfig();
		await before.hook('delete');
		await publish(trigger({ name: 'Renamed' }));

		expect(sandbox().webhookConfig()).toEqual(registered);
	});
});

describe("with another system's webhook", () => {
	beforeEach(() => sandbox().configureWebhook(FOREIGN));

	it('leaves it alone, says whose it is and what can be done', async () => {
		const message = await messageOf(publish(trigger()));

		expect(message).toContain(
			'Another system receives the webhook of this number: crm.example.com',
		);
		expect(message).toContain("'Replace It'");
		expect(message).not.toContain('key=');
		expect(message).not.toContain('Bearer');
		expect(writes()).toEqual([]);
		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
	});

	it('replaces it if the person wants that, and puts it back byte for byte', async () => {
		const published = trigger({ parameters: REPLACE });
		await publish(published);
		expect(sandbox().webhookConfig()?.url).toBe(OURS);
		await expect(published.hook('checkExists')).resolves.toBe(true);
		await published.hook('delete');

		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
	});

	it('puts it back although n8n lost everything it had kept', async () => {
		await publish(trigger({ parameters: REPLACE }));
		await trigger({ parameters: REPLACE }).hook('delete');

		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
	});

	it('puts it back although 360dialog dropped the header it is kept in', async () => {
		const published = trigger({ parameters: REPLACE });
		await publish(published);
		const secret = sandbox().webhookConfig()?.headers['X-N8n-Webhook-Secret'] ?? '';
		sandbox().configureWebhook({ url: OURS, headers: { 'X-N8n-Webhook-Secret': secret } });
		await published.hook('delete');

		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
	});

	it('puts it back after the address of n8n has changed', async () => {
		const before = trigger({ parameters: REPLACE, n8nUrl: 'https://old.example.org' });
		await publish(before);
		const after = restarted(before, { parameters: REPLACE });
		await publish(after);
		await after.hook('delete');

		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
	});

	it.each([
		['only unpublished', false],
		['published again first', true],
	])('puts it back after the API key was changed in the credential, %s', async (_case, again) => {
		const other = await startSandbox({ apiKey: 'the key that replaced the first' });
		const before = trigger({ parameters: REPLACE });
		await publish(before);
		other.configureWebhook(sandbox().webhookConfig());
		const after = restarted(before, { parameters: REPLACE, api: other });
		if (again) await publish(after);
		await after.hook('delete');
		const config = other.webhookConfig();
		await other.close();

		expect(config).toEqual(FOREIGN);
	});

	it('says so when it can not be put back, and leaves everything as it is', async () => {
		const other = await startSandbox({ apiKey: 'another key' });
		await publish(trigger({ parameters: REPLACE }));
		other.configureWebhook(sandbox().webhookConfig());
		const withoutMemory = trigger({ parameters: REPLACE, api: other });
		const message = await messageOf(withoutMemory.hook('delete'));
		const config = other.webhookConfig();
		await other.close();

		expect(message).toContain("can't be put back");
		expect(config).toEqual(sandbox().webhookConfig());
	});

	it('puts back nothing over a system that came later', async () => {
		const published = trigger({ parameters: REPLACE });
		await publish(published);
		const later = { url: 'https://later.example.com/hook', headers: { A: 'b' } };
		sandbox().configureWebhook(later);
		await published.hook('delete');

		expect(sandbox().webhookConfig()).toEqual(later);
	});

	it('hides what it has replaced from whoever sees deliveries or executions', async () => {
		const published = trigger({ parameters: REPLACE });
		await publish(published);
		const seen = JSON.stringify([sandbox().webhookConfig(), published.staticData()]);

		expect(seen).not.toContain('Zm9v');
		expect(seen).not.toContain('crm.example.com');
		expect(seen).not.toContain(Buffer.from('Bearer Zm9v').toString('base64').slice(0, 12));
	});

	it('does not replace another workflow of this n8n: who owns both can choose', async () => {
		sandbox().configureWebhook(undefined);
		await publish(trigger({ webhookId: 'the-other' }));
		const registered = sandbox().webhookConfig();
		for (const parameters of [{}, REPLACE]) {
			const message = await messageOf(publish(trigger({ parameters })));
			expect(message).toContain('Another trigger of this n8n');
		}

		expect(sandbox().webhookConfig()).toEqual(registered);
	});

	it('replaces a trigger in another n8n, and puts it back with what it has replaced itself', async () => {
		const elsewhere = { n8nUrl: 'https://other.example.org', webhookId: 'elsewhere' };
		const other = trigger({ parameters: REPLACE, ...elsewhere });
		await publish(other);
		const registered = sandbox().webhookConfig();
		const published = trigger({ parameters: REPLACE });
		await publish(published);
		await published.hook('delete');
		expect(sandbox().webhookConfig()).toEqual(registered);
		await other.hook('delete');

		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
	});

	it('takes nothing that it could not put back for certain', async () => {
		const long = { ...FOREIGN, headers: { Authorization: `Bearer ${'x'.repeat(6_000)}` } };
		sandbox().configureWebhook(long);
		const message = await messageOf(publish(trigger({ parameters: REPLACE })));

		expect(message).toContain('too long to be kept');
		expect(writes()).toEqual([]);
		expect(sandbox().webhookConfig()).toEqual(long);
	});

	it('takes nothing for free that it can not read', async () => {
		const body = { webhook: FOREIGN };
		const effect = { kind: 'answer', status: 200, body } as const;
		sandbox().faults.add({ method: 'GET', path: '^/v1/configs/webhook$', effect });
		expect(await messageOf(publish(trigger()))).toContain('gave no usable answer');

		expect(writes()).toEqual([]);
	});
});

describe('a copy of the whole n8n, with the same database', () => {
	it('can take the webhook over when it publishes, but takes nothing away when it unpublishes', async () => {
		await publish(trigger());
		const registered = sandbox().webhookConfig();
		await trigger({ n8nUrl: 'https://staging.example.org' }).hook('delete');

		expect(sandbox().webhookConfig()).toEqual(registered);
	});
});

describe('at the same moment', () => {
	it('two triggers of one number do not overlook each other', async () => {
		const triggers = [trigger(), trigger({ webhookId: 'the-second' })];
		const results = await Promise.allSettled(triggers.map(async (one) => await publish(one)));

		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(writes()).toHaveLength(1);
	});

	it('publishing goes before listening for a test event', async () => {
		const listening = trigger();
		const published = trigger();
		await Promise.allSettled([
			publish(listening, { isTest: true }),
			publish(published),
			publish(trigger({ webhookId: 'another' }), { isTest: true }),
		]);
		await listening.hook('delete', { isTest: true });

		expect(sandbox().webhookConfig()?.url).toBe(OURS);
	});

	it('another system that registers in between is noticed', async () => {
		const later = { url: 'https://later.example.com/hook', headers: {} };
		const path = '^/v1/configs/webhook$';
		const effect = { kind: 'answer', status: 200, body: later } as const;
		sandbox().faults.add({ method: 'GET', path, skip: 2, times: 3, effect });

		expect(await messageOf(publish(trigger()))).toContain('at the same moment');
	});
});

describe('when calls go wrong', () => {
	const toWebhook = { method: 'POST', path: '^/v1/configs/webhook$' };

	it('registers although the answer was lost', async () => {
		sandbox().faults.add({ ...toWebhook, times: 1, effect: { kind: 'dropAfter' } });
		const published = trigger();
		await publish(published);

		expect(sandbox().webhookConfig()?.url).toBe(OURS);
		await expect(published.hook('checkExists')).resolves.toBe(true);
	});

	it('puts the other system back when n8n gives up after a lost answer', async () => {
		sandbox().configureWebhook(FOREIGN);
		sandbox().faults.add({ ...toWebhook, times: 4, effect: { kind: 'dropAfter' } });
		const published = trigger({ parameters: REPLACE });
		expect(await messageOf(publish(published))).toContain('360dialog gave no usable answer');

		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
	});

	it('lets n8n know when it could not unregister, so that n8n repeats it', async () => {
		const published = trigger();
		await publish(published);
		const effect = { kind: 'answer', status: 401, body: { error: 'Invalid API key' } } as const;
		sandbox().faults.add({ effect });
		expect(await messageOf(published.hook('delete'))).toContain('does not accept the API key');
		sandbox().faults.clear();
		await published.hook('delete');

		expect(sandbox().webhookConfig()).toBeUndefined();
	});

	it('needs no headers in what 360dialog shows, only that it sends them', async () => {
		sandbox().configureWebhook(FOREIGN);
		const published = trigger({ parameters: REPLACE });
		const effect = { kind: 'answer', status: 200, body: { url: OURS } } as const;
		sandbox().faults.add({ method: 'GET', path: '^/v1/configs/webhook$', skip: 2, effect });
		await publish(published);
		expect(sandbox().webhookConfig()?.headers).toHaveProperty('X-N8n-Webhook-Secret');
		await published.hook('delete');
		sandbox().faults.clear();

		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
	});

	it('tries all ways to remove the webhook, whatever an undocumented one is answered with', async () => {
		const published = trigger();
		await publish(published);
		const body = '<h1>Not implemented</h1>';
		sandbox().faults.add({ method: 'DELETE', effect: { kind: 'answer', status: 501, body } });
		await published.hook('delete');

		expect(sandbox().webhookConfig()).toBeUndefined();
	}, 30_000);

	it("shows nothing of another system's headers, should an answer repeat them", async () => {
		sandbox().configureWebhook(FOREIGN);
		const published = trigger({ parameters: REPLACE });
		await publish(published);
		const body = { error: `Bad header ${FOREIGN.headers.Authorization} for ${FOREIGN.url}` };
		sandbox().faults.add({ method: 'POST', effect: { kind: 'answer', status: 400, body } });
		const message = await messageOf(published.hook('delete'));

		expect(message).toContain('Bad header *** for ***');
		expect(message).not.toContain('key=');
	});

	it('takes a rate limit for no answer about extra destinations', async () => {
		sandbox().configureWebhook(FOREIGN);
		const body = { error: 'You have exceeded the limit of 1 request every 5 seconds' };
		sandbox().faults.add({
			path: '^/multi_webhook$',
			times: 1,
			effect: { kind: 'answer', status: 400, body },
		});
		sandbox().readings.multiWebhook = 'available';
		await publish(trigger());

		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
	});
});

describe('addresses that 360dialog can not deliver to', () => {
	it.each([
		['http://n8n.example.org', 'is not https'],
		['https://n8n.example.org:8443', 'has a port (8443)'],
		['https://my_n8n.example.org', 'has an underscore'],
		['https://192.168.1.20', 'is only known in your own network'],
		['https://n8n', 'is only known in your own network'],
		['https://n8n.local', 'is only known in your own network'],
	])('%s', async (n8nUrl, reason) => {
		const message = await messageOf(publish(trigger({ n8nUrl })));

		expect(message).toContain(reason);
		expect(message).toContain('WEBHOOK_URL');
		expect(writes()).toEqual([]);
	});

	it.each(['http://localhost:5678', 'http://127.0.0.1:5678', 'http://[::1]:5678'])(
		'%s, unless the API is on this machine as well',
		async (n8nUrl) => {
			await publish(trigger({ n8nUrl }));
			expect(sandbox().webhookConfig()?.url).toContain(n8nUrl);

			const api = { url: 'https://waba-v2.360dialog.io', apiKey: 'key' };
			const message = await messageOf(createTrigger({ api, n8nUrl }).hook('create'));
			expect(message).toContain('is only known on this machine');
		},
	);
});

describe('set up manually', () => {
	const parameters = { setUp: 'manual' };

	it('asks 360dialog nothing', async () => {
		const published = trigger({ parameters, credential: { webhookSecret: 'long and random' } });
		await publish(published);
		await published.hook('delete');

		expect(sandbox().requests.all()).toEqual([]);
	});

	it('is not published without a secret', async () => {
		expect(await messageOf(publish(trigger({ parameters })))).toContain("'Webhook Secret'");
	});
});

describe('listening for a test event', () => {
	it('uses the free webhook and gives it back', async () => {
		const listening = trigger();
		await publish(listening, { isTest: true });
		expect(sandbox().webhookConfig()?.url).toBe(OUR_TEST);
		await listening.hook('delete', { isTest: true });

		expect(sandbox().webhookConfig()).toBeUndefined();
	});

	it.each([['leave'], ['replace']])(
		'never takes the webhook of the published workflow (%s)',
		async (ifTaken) => {
			await publish(trigger());
			const registered = sandbox().webhookConfig();
			const message = await messageOf(
				publish(trigger({ parameters: { ifTaken } }), { isTest: true }),
			);

			expect(message).toContain('would take the webhook from the published workflow');
			expect(sandbox().webhookConfig()).toEqual(registered);
			expect(writes()).toHaveLength(1);
		},
	);

	it('never takes the webhook of another system, whatever is chosen for publishing', async () => {
		sandbox().configureWebhook(FOREIGN);
		const message = await messageOf(publish(trigger({ parameters: REPLACE }), { isTest: true }));

		expect(message).toContain('crm.example.com');
		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
		expect(writes()).toEqual([]);
	});

	it('gives way to the workflow when that is published meanwhile', async () => {
		const listening = trigger();
		await publish(listening, { isTest: true });
		const published = trigger();
		await publish(published);
		await listening.hook('delete', { isTest: true });

		expect(sandbox().webhookConfig()?.url).toBe(OURS);
		await expect(published.hook('checkExists')).resolves.toBe(true);
	});

	it('does not stand in the way of publishing when n8n stopped while it listened', async () => {
		await publish(trigger(), { isTest: true });
		const published = trigger();
		await publish(published);
		await published.hook('delete');

		expect(sandbox().webhookConfig()).toBeUndefined();
	});
});

describe('where the number has multiple webhooks', () => {
	beforeEach(() => {
		sandbox().readings.multiWebhook = 'available';
	});

	const extras = () => sandbox().multiWebhook();

	it.each([['leave'], ['replace']])(
		"takes a place beside another system's webhook (%s), and gives it back",
		async (ifTaken) => {
			sandbox().configureWebhook(FOREIGN);
			const published = trigger({ parameters: { ifTaken } });
			await publish(published);
			await publish(published);

			expect(sandbox().webhookConfig()).toEqual(FOREIGN);
			expect(extras()).toMatchObject({ enabled: true, destinations: [{ url: OURS }] });
			await published.hook('delete');
			expect(sandbox().webhookConfig()).toEqual(FOREIGN);
			expect(extras()).toEqual({ enabled: false, destinations: [] });
		},
	);

	it('listens for a test event beside the published workflow', async () => {
		const published = trigger();
		await publish(published);
		const registered = sandbox().webhookConfig();
		const listening = trigger();
		await publish(listening, { isTest: true });
		expect(sandbox().webhookConfig()).toEqual(registered);
		expect(extras()).toMatchObject({ enabled: true, destinations: [{ url: OUR_TEST }] });
		await listening.hook('delete', { isTest: true });

		expect(sandbox().webhookConfig()).toEqual(registered);
		expect(extras().destinations).toEqual([]);
	});

	const beside = { name: 'bi', url: 'https://bi.example.com/in', headers: { 'X-Key': 'k' } };

	it('leaves destinations of others as they are', async () => {
		sandbox().readings.multiWebhookPostWhenEnabled = 'replaces';
		sandbox().configureWebhook(FOREIGN);
		sandbox().configureMultiWebhook([beside]);
		const published = trigger();
		await publish(published);
		expect(extras().destinations).toEqual([beside, expect.objectContaining({ url: OURS })]);
		await published.hook('delete');

		expect(extras()).toEqual({ enabled: true, destinations: [beside] });
	});

	it('never interrupts others to remove its own: it says that it stays, and uses it again', async () => {
		sandbox().configureWebhook(FOREIGN);
		sandbox().configureMultiWebhook([beside]);
		const published = trigger();
		await publish(published);
		const before = extras();
		expect(await messageOf(published.hook('delete'))).toContain('is still registered at 360dialog');

		expect(extras()).toEqual(before);
		await publish(published);
		expect(extras()).toEqual(before);
	});

	it('does not switch on what others have switched off', async () => {
		sandbox().configureWebhook(FOREIGN);
		const body = { enabled: false, destinations: [beside] };
		const effect = { kind: 'answer', status: 200, body } as const;
		sandbox().faults.add({ method: 'GET', path: '^/multi_webhook$', effect });
		expect(await messageOf(publish(trigger()))).toContain('Another system');

		expect(writes()).toEqual([]);
	});

	it('replaces, if wanted, only when no place is free', async () => {
		const others = [beside, { ...beside, name: 'log', url: 'https://log.example.com/in' }];
		sandbox().configureWebhook(FOREIGN);
		sandbox().configureMultiWebhook(others);
		expect(await messageOf(publish(trigger()))).toContain('Another system');
		const published = trigger({ parameters: REPLACE });
		await publish(published);
		expect(sandbox().webhookConfig()?.url).toBe(OURS);
		await published.hook('delete');

		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
		expect(extras()).toEqual({ enabled: true, destinations: others });
	});

	it('leaves the webhook to another trigger that would get nothing without it', async () => {
		const first = trigger();
		await publish(first);
		const second = trigger({ webhookId: 'the-second' });
		await publish(second);
		const [destination] = extras().destinations;
		await first.hook('delete');

		expect(sandbox().webhookConfig()).toEqual({
			url: destination?.url,
			headers: destination?.headers,
		});
		expect(extras().destinations).toEqual([]);
		await expect(second.hook('checkExists')).resolves.toBe(true);
		await second.hook('delete');
		expect(sandbox().webhookConfig()).toBeUndefined();
	});

	it('does not make another system the webhook of the number', async () => {
		const published = trigger();
		await publish(published);
		sandbox().configureMultiWebhook([beside]);
		await published.hook('delete');

		expect(sandbox().webhookConfig()).toBeUndefined();
		expect(extras()).toEqual({ enabled: true, destinations: [beside] });
	});

	it('takes a free place also where 360dialog answers 409 until the first is there', async () => {
		sandbox().readings.multiWebhookGetWhenDisabled = '409';
		sandbox().configureWebhook(FOREIGN);
		await publish(trigger({ parameters: REPLACE }));

		expect(sandbox().webhookConfig()).toEqual(FOREIGN);
		expect(extras().destinations).toMatchObject([{ url: OURS }]);
	});

	it('changes nothing about destinations that it can not read', async () => {
		sandbox().configureWebhook(FOREIGN);
		const published = trigger();
		await publish(published);
		const before = extras();
		const [own] = before.destinations;
		const body = { enabled: true, destinations: [own, { name: 'bi', webhook_url: 'x' }] };
		const effect = { kind: 'answer', status: 200, body } as const;
		sandbox().faults.add({ method: 'GET', path: '^/multi_webhook$', effect });

		expect(await messageOf(published.hook('delete'))).toContain('gave no usable answer');
		expect(extras()).toEqual(before);
	});

	it('says so when its place can not be given back', async () => {
		sandbox().configureWebhook(FOREIGN);
		const published = trigger();
		await publish(published);
		const effect = { kind: 'answer', status: 400, body: { error: 'no' } } as const;
		sandbox().faults.add({ method: 'POST', path: '^/multi_webhook$', effect });

		expect(await messageOf(published.hook('delete'))).toContain('is still registered at 360dialog');
	});

	it('takes along what listening for a test event had to leave behind', async () => {
		const published = trigger();
		await publish(published);
		await publish(trigger(), { isTest: true });
		expect(extras().destinations).toHaveLength(1);
		await published.hook('delete');

		expect(extras()).toEqual({ enabled: false, destinations: [] });
		expect(sandbox().webhookConfig()).toBeUndefined();
	});

	it('moves its place to the new address of n8n', async () => {
		sandbox().configureWebhook(FOREIGN);
		const before = trigger({ n8nUrl: 'https://old.example.org' });
		await publish(before);
		await publish(restarted(before));

		expect(extras().destinations).toMatchObject([{ url: OURS }]);
	});
});

describe('while the secret changes', () => {
	const join = {
		groups: [{ type: 'group_suspend', group_id: 'G', timestamp: '1755549200' }],
	};

	it('deliveries on their way with the earlier one are still taken', async () => {
		const other = await startSandbox({ apiKey: 'the key that replaced the first' });
		const before = trigger();
		await publish(before);
		const onItsWay = sandbox().webhookConfig()?.headers ?? {};
		other.configureWebhook(sandbox().webhookConfig());
		const after = restarted(before, { api: other });
		const statuses = [(await deliver(after, sandbox(), join)).response.statusCode];
		await publish(after);
		const { headers: registered = {} } = other.webhookConfig() ?? {};
		await other.close();
		statuses.push((await deliver(after, sandbox(), join)).response.statusCode);

		expect(registered).not.toEqual(onItsWay);
		expect(statuses).toEqual([200, 200]);
	});
});

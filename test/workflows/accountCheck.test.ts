import { asObjects } from '../../nodes/Dialog360Groups/api/wire';
import { startFakeN8n, type FakeN8n } from '../helpers/fakeN8n';
import { itemsOf, runNode, type NodeRun } from '../helpers/groupsNode';
import { createTrigger, publish } from '../helpers/triggerNode';
import { useSandbox } from '../helpers/useSandbox';
import type { FaultRule, Sandbox } from '../sandbox';
import type { TemplateSpec } from '../sandbox/types';

const sandbox = useSandbox({ webhookRetryDelaysMs: [] });
const elsewhere = 'https://n8n.example.org';

let n8n: FakeN8n;
beforeAll(async () => {
	n8n = await startFakeN8n();
});
afterEach(() => {
	n8n.published = true;
	n8n.asked.splice(0);
});
afterAll(async () => await n8n.close());

interface CheckUp {
	healthy?: unknown;
	summary?: unknown;
	findings: Array<Record<string, unknown>>;
	canSend?: unknown;
	groupsAvailable?: unknown;
	webhook?: unknown;
}

async function check(more: Partial<NodeRun> = {}): Promise<CheckUp> {
	const { items, error } = await runNode({
		api: sandbox(),
		parameters: { resource: 'account', operation: 'check' },
		n8nUrl: n8n.url,
		...more,
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(items[0]?.json.findings).toBeInstanceOf(Array);
	const { findings, ...rest } = items[0]?.json ?? {};
	return { ...rest, findings: asObjects(findings).map((finding) => ({ ...finding })) };
}

const invite = {
	name: 'group_invite',
	components: [
		{
			type: 'BODY',
			text: 'Join us: {{1}}',
			example: { body_text: [['https://chat.whatsapp.com/abc']] },
		},
	],
} as const;

/** A number as it should be: a published trigger of this n8n has the webhook, and people can be invited. */
async function setUp(trigger: Partial<Parameters<typeof createTrigger>[0]> = {}): Promise<void> {
	const api = sandbox();
	if (api.templates().length === 0) api.addTemplate(invite);
	await publish(createTrigger({ api, n8nUrl: n8n.url, ...trigger }));
}

const answer = (path: string, status: number, body: object): FaultRule => ({
	method: 'GET',
	path,
	effect: { kind: 'answer', status, body },
});

describe('a healthy set-up', () => {
	it('has no finding, and nothing is written to find that out', async () => {
		await setUp();
		sandbox().requests.clear();
		expect(await check({ input: itemsOf([{}, {}, {}]) })).toEqual({
			healthy: true,
			summary: 'Everything is set up',
			findings: [],
			canSend: 'AVAILABLE',
			groupsAvailable: true,
			webhook: [{ origin: n8n.url, receiver: 'thisN8n' }],
			inviteTemplates: [{ name: 'group_invite', language: 'en_US', status: 'approved' }],
		});
		const asked = sandbox().requests.all();
		expect(asked.length).toBeGreaterThan(3);
		expect(new Set(asked.map(({ method }) => method))).toEqual(new Set(['GET']));
		expect(n8n.asked).toEqual([expect.stringMatching(/^GET \/webhook\//)]);
	});

	it('may have its trigger at an extra destination', async () => {
		const { readings } = sandbox();
		readings.multiWebhook = 'available';
		sandbox().configureWebhook({ url: 'https://crm.example.com/whatsapp' });
		await setUp();
		const { healthy, findings, webhook } = await check();
		expect(findings).toEqual([]);
		expect(healthy).toBe(true);
		expect(webhook).toEqual([
			{ origin: 'https://crm.example.com', receiver: 'otherSystem' },
			{ name: expect.stringMatching(/^n8n-/), origin: n8n.url, receiver: 'thisN8n' },
		]);
	});

	it.each(['einladung', 'convite_do_grupo', 'invitacion'])(
		'may have an invite template with a name of another language: %s',
		async (name) => {
			const components = [{ type: 'BODY' as const, text: 'Link: {{1}} :)' }];
			sandbox().addTemplate({ name, components });
			await setUp();
			expect((await check()).findings).toEqual([]);
		},
	);

	it('may have n8n below a path', async () => {
		const n8nUrl = `${n8n.url}/n8n`;
		await setUp({ n8nUrl });
		expect((await check({ n8nUrl })).findings).toEqual([]);
	});

	it('may have been registered by hand', async () => {
		const webhookSecret = 'by-hand';
		sandbox().addTemplate(invite);
		sandbox().configureWebhook({
			url: `${n8n.url}/webhook/1/webhook`,
			headers: { 'x-n8n-webhook-secret': webhookSecret },
		});
		expect((await check({ credential: { webhookSecret } })).findings).toEqual([]);
	});
});

interface Misconfiguration {
	name: string;
	/** In place of the approved invite template. */
	templates?: readonly TemplateSpec[];
	/** Begins with a healthy set-up. */
	break: (sandbox: Sandbox) => void | Promise<void>;
	run?: () => Partial<NodeRun>;
	severity: 'problem' | 'warning' | 'info';
	area: string;
	message: RegExp;
	howToFix?: RegExp;
}

const registered =
	(url: string, headers: Record<string, string> = {}) =>
	(target: Sandbox): void =>
		target.configureWebhook({ url, headers });

const misconfigurations: Misconfiguration[] = [
	{
		name: 'the API key is wrong',
		break: () => undefined,
		run: () => ({ api: { url: sandbox().url, apiKey: 'no-key' } }),
		severity: 'problem',
		area: 'apiKey',
		message: /does not accept the API key/,
		howToFix: /Check the key in the credential/,
	},
	{
		name: 'the base URL has a path that is not of the API',
		break: () => undefined,
		run: () => ({ api: { url: `${sandbox().url}/v9`, apiKey: sandbox().apiKey } }),
		severity: 'problem',
		area: 'apiKey',
		message: /does not allow this for your number/,
		howToFix: /'Base URL'/,
	},
	{
		name: 'nothing answers at the base URL',
		break: () => undefined,
		run: () => ({ api: { url: 'http://127.0.0.1:9', apiKey: 'key' } }),
		severity: 'problem',
		area: 'apiKey',
		message: /can't be reached/,
		howToFix: /'Base URL'/,
	},
	{
		name: 'the number may not use groups',
		break: (target) => {
			const error = { message: '(#131215) Phone number not eligible', code: 131215 };
			target.faults.add(answer('^/groups$', 400, { error }));
		},
		severity: 'problem',
		area: 'groups',
		message: /may not use groups/,
		howToFix: /Official Business Account/,
	},
	{
		name: 'the number is blocked',
		break: (target) => void (target.readings.health = 'BLOCKED'),
		severity: 'problem',
		area: 'number',
		message: /blocked this number/,
	},
	{
		name: 'the number is limited',
		break: (target) => void (target.readings.health = 'LIMITED'),
		severity: 'warning',
		area: 'number',
		message: /limits what this number can send/,
	},
	{
		name: 'no webhook is registered',
		break: (target) => target.configureWebhook(undefined),
		severity: 'warning',
		area: 'webhook',
		message: /No webhook is registered/,
		howToFix: /Publish a workflow/,
	},
	{
		name: 'another system has the webhook',
		break: registered('https://crm.example.com/hook?token=crm-secret', { 'X-Key': 'crm-secret' }),
		severity: 'warning',
		area: 'webhook',
		message: /another system, at https:\/\/crm\.example\.com$/,
		howToFix: /Replace It/,
	},
	{
		name: 'another system on the same host has the webhook',
		break: (target) => registered(`${n8n.url}/crm/hook`)(target),
		run: () => ({ n8nUrl: `${n8n.url}/n8n` }),
		severity: 'warning',
		area: 'webhook',
		message: /another system/,
	},
	{
		name: 'another n8n has the webhook',
		break: registered(`${elsewhere}/webhook/1/webhook`, { 'X-N8n-Webhook-Secret': 'f'.repeat(64) }),
		severity: 'warning',
		area: 'webhook',
		message: /Trigger in another n8n, at https:\/\/n8n\.example\.org$/,
	},
	{
		name: 'this n8n has moved',
		break: async (target) => {
			target.configureWebhook(undefined);
			await setUp({ n8nUrl: elsewhere });
		},
		severity: 'problem',
		area: 'webhook',
		message: /https:\/\/n8n\.example\.org, where this n8n is not any more/,
		howToFix: /publish it again/,
	},
	{
		name: 'the workflow with the trigger is not published',
		break: () => void (n8n.published = false),
		severity: 'problem',
		area: 'webhook',
		message: /trigger of this n8n that is not published/,
	},
	{
		name: 'the header of the trigger is lost',
		break: (target) => registered(target.webhookConfig()?.url ?? '')(target),
		severity: 'problem',
		area: 'webhook',
		message: /without the secret/,
		howToFix: /publish it again/,
	},
	{
		name: 'the listening for a test event was left registered',
		break: async (target) => {
			target.configureWebhook(undefined);
			const api = sandbox();
			await publish(createTrigger({ api, n8nUrl: n8n.url }), { isTest: true });
		},
		severity: 'warning',
		area: 'webhook',
		message: /listening for a test event/,
	},
	{
		name: 'the number has extra destinations without a webhook of its own',
		break: (target) => {
			target.readings.multiWebhook = 'available';
			target.configureMultiWebhook([{ name: 'crm', url: 'https://crm.example.com/', headers: {} }]);
			target.configureWebhook(undefined);
		},
		severity: 'problem',
		area: 'webhook',
		message: /no webhook of its own/,
	},
	{
		name: 'this n8n has moved, and had an extra destination',
		break: async (target) => {
			target.readings.multiWebhook = 'available';
			registered('https://crm.example.com/hook')(target);
			await setUp({ n8nUrl: elsewhere });
		},
		severity: 'problem',
		area: 'webhook',
		message: /https:\/\/n8n\.example\.org, where this n8n is not any more/,
		howToFix: /publish it again/,
	},
	{
		name: 'the trigger at an extra destination has another secret now',
		break: (target) => {
			target.readings.multiWebhook = 'available';
			registered('https://crm.example.com/hook')(target);
			const headers = { 'X-N8n-Webhook-Secret': 'of an older key' };
			target.configureMultiWebhook([{ name: 'n8n', url: `${n8n.url}/webhook/1/webhook`, headers }]);
		},
		severity: 'problem',
		area: 'webhook',
		message: /without the secret/,
		howToFix: /publish it again/,
	},
	{
		name: 'an extra destination waits for a webhook that does not answer any more',
		break: async (target) => {
			target.readings.multiWebhook = 'available';
			const url = target.webhookConfig()?.url ?? '';
			const headers = { ...target.webhookConfig()?.headers };
			target.configureWebhook(undefined);
			await setUp({ n8nUrl: elsewhere, webhookId: 'another' });
			target.configureMultiWebhook([{ name: 'n8n', url, headers }]);
		},
		severity: 'problem',
		area: 'webhook',
		message: /https:\/\/n8n\.example\.org, where this n8n is not any more/,
	},
	{
		name: 'the address of the listening was registered by hand',
		break: (target) =>
			registered(`${n8n.url}/webhook-test/1/webhook`, { 'X-N8n-Webhook-Secret': 'by-hand' })(
				target,
			),
		run: () => ({ credential: { webhookSecret: 'by-hand' } }),
		severity: 'warning',
		area: 'webhook',
		message: /listening for a test event/,
		howToFix: /Production URL/,
	},
	{
		name: 'the workflow with a trigger that was registered by hand is not published',
		break: (target) => {
			n8n.published = false;
			registered(`${n8n.url}/webhook/1/webhook`, { 'X-N8n-Webhook-Secret': 'by-hand' })(target);
		},
		run: () => ({ credential: { webhookSecret: 'by-hand' } }),
		severity: 'problem',
		area: 'webhook',
		message: /trigger of this n8n that is not published/,
	},
	{
		name: 'there is no template for invitations',
		templates: [{ name: 'hello_world' }],
		break: () => undefined,
		severity: 'warning',
		area: 'templates',
		message: /No template for invitations was found/,
		howToFix: /under another name.*'Create Invite'/,
	},
	{
		name: 'the invite template waits for approval',
		templates: [{ ...invite, status: 'pending' }],
		break: () => undefined,
		severity: 'warning',
		area: 'templates',
		message: /not approved the invite template 'group_invite' yet/,
		howToFix: /24 hours/,
	},
	{
		name: 'the invite template was rejected',
		templates: [{ ...invite, status: 'rejected', rejectedReason: 'TAG_CONTENT_MISMATCH' }],
		break: () => undefined,
		severity: 'warning',
		area: 'templates',
		message: /'group_invite' can't be used: it is rejected/,
		howToFix: /TAG_CONTENT_MISMATCH/,
	},
	{
		name: 'every place for a webhook is taken',
		break: (target) => {
			target.readings.multiWebhook = 'available';
			target.configureMultiWebhook(
				['one', 'two'].map((name) => ({ name, url: `https://${name}.example.com/`, headers: {} })),
			);
		},
		severity: 'info',
		area: 'webhook',
		message: /All 3 webhooks/,
	},
];

describe('a misconfiguration is found, and nothing else', () => {
	it.each(misconfigurations)('$name', async (one) => {
		for (const template of one.templates ?? []) sandbox().addTemplate(template);
		await setUp();
		await one.break(sandbox());
		const { healthy, findings } = await check(one.run?.());
		expect(findings).toEqual([
			{
				severity: one.severity,
				area: one.area,
				message: expect.stringMatching(one.message),
				meaning: expect.stringMatching(/\w.*\.$/),
				howToFix: expect.stringMatching(one.howToFix ?? /\w.*\.$/),
			},
		]);
		expect(healthy).toBe(one.severity === 'info');
		expect(JSON.stringify(findings)).not.toContain('crm-secret');
	});
});

describe('a faulty address', () => {
	it.each([
		['http://n8n.example.org/webhook/1/webhook', /http:\/\/n8n\.example\.org: it is not https$/],
		['https://n8n.example.org:8443/hook', /has a port \(8443\)/],
		['https://my_n8n.example.org/hook', /has an underscore/],
		['https://192.168.1.20/hook', /only known in your own network/],
		['https://n8n.local/hook', /only known in your own network/],
	])('%s is found beside whose it is', async (url, message) => {
		sandbox().addTemplate(invite);
		registered(url)(sandbox());
		const { findings } = await check();
		expect(findings.map(({ severity }) => severity)).toEqual(['problem', 'warning']);
		expect(findings[0]?.message).toMatch(message);
		expect(findings[1]?.message).toMatch(/another system/);
	});

	it('of this n8n is found before a trigger is published', async () => {
		sandbox().addTemplate(invite);
		const { findings } = await check({ n8nUrl: 'http://n8n.example.org:5678' });
		expect(findings.map(({ message }) => message)).toEqual([
			'No webhook is registered for this number',
			"360dialog can't deliver to this n8n: its address http://n8n.example.org:5678 is not https",
		]);
		expect(findings[1]?.howToFix).toContain('WEBHOOK_URL');
	});

	it.each(['n8n.example.org:5678', 'localhost:5678'])(
		'of this n8n is found where its scheme was forgotten: %s',
		async (n8nUrl) => {
			await setUp();
			const { findings } = await check({ n8nUrl });
			expect(findings.at(-1)?.message).toBe(
				`360dialog can't deliver to this n8n: its address ${n8nUrl} is not a web address`,
			);
		},
	);
});

it('does not say that triggers get nothing where extra destinations can not be read', async () => {
	await setUp();
	registered('https://crm.example.com/hook')(sandbox());
	sandbox().faults.add({ ...answer('^/multi_webhook$', 200, { destinations: 'odd' }) });
	const { findings } = await check();
	expect(findings).toMatchObject([
		{
			severity: 'warning',
			area: 'webhook',
			message: '360dialog gave no usable answer',
			meaning: 'Whether triggers of this n8n get events through an extra destination is not known.',
		},
	]);
});

it.each<[string, number, object, boolean | undefined]>([
	['is refused for this number', 400, { error: { message: 'No', code: 131215 } }, false],
	['finds no answer', 200, [], undefined],
	[
		'is not possible for an unknown reason',
		400,
		{ error: { message: 'No', code: 131000 } },
		undefined,
	],
])('where listing groups %s', async (_, status, body, available) => {
	await setUp();
	sandbox().faults.add(answer('^/groups$', status, body));
	expect((await check()).groupsAvailable).toBe(available);
});

it('goes on where one question finds no answer', async () => {
	await setUp();
	sandbox().faults.add(answer('^/health_status$', 400, { error: 'Lack of payment' }));
	const { findings, groupsAvailable, webhook } = await check();
	expect(findings).toMatchObject([
		{
			area: 'number',
			message: '360dialog has stopped your number because something is not paid',
			meaning: 'The health of the number is not known.',
		},
	]);
	expect(groupsAvailable).toBe(true);
	expect(webhook).toHaveLength(1);
});

import { fillIn, formAddress, readExample } from '../n8n/examples';
import type { StoredWorkflow } from '../n8n/answers';
import { asObject, type JsonObject } from '../n8n/json';
import type { Group, Person, SandboxOptions } from '../sandbox/types';
import { rowsAfter, rowsOf } from './support/dataTables';
import { type CompletionPage, fillInForm } from './support/form';
import { redeliverAll, together } from './support/redelivery';
import { openSession, type Session } from './support/session';

const TABLE = 'Onboarded customers';

const ADA: Person = { waId: '12025550111', name: 'Ada, the customer' };
const BEN: Person = { waId: '447700900123', name: 'Ben, a colleague' };
const CARLA: Person = { waId: '12025550142', name: 'Carla, a colleague' };

const INVITATION = {
	name: 'group_invite',
	components: [{ type: 'BODY', text: 'Join us: {{1}}' }],
} as const;
const WELCOME = {
	name: 'group_welcome',
	components: [{ type: 'BODY', text: 'Welcome to our group!' }],
} as const;

/** A published copy of the example with a sandbox of its own. */
interface Published extends Session {
	workflow: StoredWorkflow;
	form: string;
}

let example: Published;
/** How many executions the workflow must have had by now: by the form, and by what happened in groups. */
let started = 0;
let seed = 200;

/** @param welcome the template that welcomes, if the user has one */
async function publish(welcome?: string, options: SandboxOptions = {}): Promise<void> {
	seed += 1;
	const session = await openSession(`Onboard ${seed}`, { seed, ...options });
	const { client, credential, sandbox } = session;
	sandbox.addTemplate(INVITATION);
	sandbox.addTemplate(WELCOME);
	const file = fillIn(readExample('onboard-a-customer.json'), {
		...{ credential, group: { id: '', subject: '' } },
		templates: {
			'Invite them': INVITATION.name,
			...(welcome !== undefined && { 'Welcome with a template': welcome }),
		},
	});
	const workflow = await client.importWorkflow({ ...file, name: `Test: ${file.name}` });
	await client.publish(workflow);
	example = { ...session, workflow, form: String(formAddress(file, client.url)) };
	started = 0;
}

async function unpublish(): Promise<void> {
	await example.client.unpublish(example.workflow.id);
	await example.close();
}

const FIELDS = {
	Customer: 'Green Valley Farm',
	'Phone number of the customer': '001 (202) 555-0111',
	'Phone numbers of the colleagues': '07700 900123, +1 202 555 0142',
};

async function submit(changes: Partial<typeof FIELDS> = {}): Promise<CompletionPage> {
	started += 1;
	return await fillInForm(example.form, { ...FIELDS, ...changes });
}

function newestGroup(): Group {
	const group = example.sandbox.groups().at(-1);
	if (!group) throw new Error('There is no group');
	return group;
}

function join(person: Person, { inviteLink } = newestGroup()): void {
	started += 1;
	expect(example.sandbox.openLink(inviteLink, person).outcome).toBe('joined');
}

function write({ waId }: Person, text: string): void {
	started += 1;
	example.sandbox.writeMessage(newestGroup().id, waId, text);
}

const messagesTo = (recipient: string) =>
	example.sandbox.messages().filter(({ to }) => to === recipient);

/** The row of the newest group, once every execution has ended well. */
async function rowNow(): Promise<JsonObject> {
	return ofGroup(await rowsAfter(example, started, TABLE), newestGroup().id);
}

function ofGroup(rows: JsonObject[], id: string): JsonObject {
	const [row, ...others] = rows.filter(({ groupId }) => groupId === id);
	expect(others).toEqual([]);
	return asObject(row, 'a row');
}

const filled = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);

describe('the form', () => {
	beforeAll(async () => await publish(WELCOME.name));
	afterAll(unpublish);

	it('makes a group and invites the customer and the colleagues', async () => {
		const page = await submit();

		const { id, inviteLink, subject, members } = newestGroup();
		expect(subject).toBe('Green Valley Farm and our team');
		expect(members).toEqual([]);
		const sent = example.sandbox.messages();
		expect(sent.map(({ to }) => to).sort()).toEqual([ADA, CARLA, BEN].map(({ waId }) => waId));
		expect(sent.map(({ text }) => text)).toEqual(sent.map(() => `Join us: ${inviteLink}`));
		expect(page).toEqual({
			title: 'The group is there',
			message: 'An invitation went to +12025550111, +447700900123, +12025550142.',
		});
		expect(ofGroup(await rowsOf(example.client, TABLE), id)).toMatchObject({
			customer: 'Green Valley Farm',
			phoneNumbers: Object.values(FIELDS).slice(1).join(', '),
			welcomedAt: null,
		});
	});

	it('writes to nobody twice who is named twice', async () => {
		const before = example.sandbox.messages().length;

		await submit({ 'Phone numbers of the colleagues': '+1 202-555-0111, +44 7700 900123' });

		const sent = example.sandbox.messages().slice(before);
		expect(sent.map(({ to }) => to).sort()).toEqual([ADA.waId, BEN.waId]);
	});

	it('says who could not be invited, and invites the others', async () => {
		const before = example.sandbox.messages().length;

		const page = await submit({ 'Phone numbers of the colleagues': 'Ben, +1 202 555 0142' });

		expect(page.title).toBe('The group is there, but not everybody is invited');
		expect(page.message).toContain('An invitation went to +12025550111, +12025550142.');
		expect(page.message).toContain("'Ben' is not a phone number");
		const sent = example.sandbox.messages().slice(before);
		expect(sent.map(({ to }) => to).sort()).toEqual([ADA.waId, CARLA.waId]);
	});

	it('says why there is no group, and invites nobody', async () => {
		const { client, sandbox } = example;
		const [groups, messages] = [sandbox.groups().length, sandbox.messages().length];
		const rows = await rowsOf(client, TABLE);
		const body = { error: { code: 131214, message: 'Not now' } };
		const effect = { kind: 'answer', status: 400, body } as const;
		sandbox.faults.add({ method: 'POST', path: '/groups$', times: 1, effect });

		const page = await submit();

		expect(page.title).toBe('There is no group yet');
		expect(page.message).toContain('WhatsApp has paused creating groups for your number');
		expect(page.message).toContain('The pause ends by itself');
		expect([sandbox.groups().length, sandbox.messages().length]).toEqual([groups, messages]);
		expect(await rowsOf(client, TABLE)).toEqual(rows);
	});

	it('ends every run without an error', async () => {
		const { status } = await example.client.lastExecution(example.workflow.id);

		expect(status).toBe('success');
	});
});

describe('the welcome by template', () => {
	beforeAll(async () => await publish(WELCOME.name));
	afterAll(unpublish);

	const welcomes = (id = newestGroup().id) => messagesTo(id).map(({ type, text }) => [type, text]);
	const once = [['template', 'Welcome to our group!']];

	it('is sent when the first one joins', async () => {
		await submit();
		join(BEN);

		expect(await rowNow()).toMatchObject({ welcomedAt: filled, problem: '' });
		expect(welcomes()).toEqual(once);
	});

	it('is not sent again when others join, somebody writes, or deliveries come again', async () => {
		const { sandbox } = example;
		join(ADA);
		await rowNow();
		write(ADA, 'Hello!');
		await rowNow();
		await redeliverAll(sandbox);
		write(BEN, 'Hello Ada!');
		await rowNow();

		expect(welcomes()).toEqual(once);
	});

	it('is sent once when two join at the same moment', async () => {
		const { sandbox } = example;
		await submit();
		const webhook = sandbox.webhookConfig();
		// While there is no webhook, what happens is on record but sent nowhere.
		sandbox.configureWebhook(undefined);
		join(ADA);
		join(BEN);
		const delivery = together(sandbox.webhooks.find({ groupId: newestGroup().id }).slice(-2));
		sandbox.configureWebhook(webhook);
		sandbox.deliver(delivery);
		started -= 1;
		await rowNow();
		write(BEN, 'Hello!');

		await rowNow();
		expect(welcomes()).toEqual(once);
	});

	it('has nothing to do with groups that were not made here', async () => {
		const other = example.sandbox.addGroup({
			subject: 'Market Day Helpers',
			joinApprovalMode: 'auto_approve',
		});
		const before = await rowsOf(example.client, TABLE);
		join(ADA, other);

		expect(await rowsAfter(example, started, TABLE)).toEqual(before);
		expect(messagesTo(other.id)).toEqual([]);
	});

	it('is tried again when it could not be sent, and a text as soon as somebody writes', async () => {
		const { sandbox } = example;
		sandbox.decideTemplate(WELCOME.name, 'en_US', 'rejected');
		await submit();
		const { id } = newestGroup();
		join(ADA);
		expect(await rowNow()).toMatchObject({
			welcomedAt: null,
			problem: expect.stringContaining('WhatsApp has rejected the template'),
		});
		write(ADA, 'Hello?');

		expect(await rowNow()).toMatchObject({ welcomedAt: filled, problem: '' });
		expect(messagesTo(id).map(({ type }) => type)).toEqual(['text']);
	});
});

describe('the welcome without a template', () => {
	beforeAll(async () => await publish());
	afterAll(unpublish);

	it('is the answer to the first message', async () => {
		await submit();
		const { id } = newestGroup();
		join(BEN);
		expect(await rowNow()).toMatchObject({
			welcomedAt: null,
			problem: 'Waits until somebody writes',
		});
		join(ADA);
		await rowNow();
		expect(messagesTo(id)).toEqual([]);

		write(ADA, 'Hello, is anybody here?');
		expect(await rowNow()).toMatchObject({ welcomedAt: filled, problem: '' });
		write(BEN, 'Hello Ada!');
		await rowNow();

		expect(messagesTo(id)).toEqual([
			expect.objectContaining({
				type: 'text',
				text: expect.stringContaining('everything about Green Valley Farm'),
			}),
		]);
	});

	it('is not repeated when it may have been sent', async () => {
		const { sandbox } = example;
		await submit();
		const { id } = newestGroup();
		join(BEN);
		await rowNow();
		sandbox.faults.add({ path: '/messages$', times: 1, effect: { kind: 'dropAfter' } });
		write(BEN, 'Hello!');
		expect(await rowNow()).toMatchObject({
			welcomedAt: filled,
			problem: expect.stringContaining('may have been sent'),
		});
		write(BEN, 'Is anybody here?');
		await rowNow();

		expect(messagesTo(id)).toHaveLength(1);
	});

	it('is tried again at the next message when it was refused', async () => {
		const { sandbox } = example;
		await submit();
		const { id } = newestGroup();
		join(BEN);
		await rowNow();
		const body = { error: { code: 131000, message: 'no' } };
		const effect = { kind: 'answer', status: 400, body } as const;
		sandbox.faults.add({ path: '/messages$', times: 1, effect });
		write(BEN, 'Hello!');
		expect(await rowNow()).toMatchObject({ welcomedAt: null });
		write(BEN, 'Is anybody here?');

		expect(await rowNow()).toMatchObject({ welcomedAt: filled, problem: '' });
		expect(messagesTo(id)).toHaveLength(1);
	});
});

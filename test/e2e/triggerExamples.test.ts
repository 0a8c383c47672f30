import type { Browser, Page } from 'playwright-core';
import type { StoredWorkflow } from '../n8n/answers';
import { GUARDED_GROUP, seedDemo, setUpDemo } from '../n8n/demo';
import { fillIn, readExample } from '../n8n/examples';
import { asObject, type JsonObject, parseJson } from '../n8n/json';
import { startSandbox } from '../sandbox';
import type { Group, Person, Sandbox } from '../sandbox/types';
import { launchBrowser, openEditor, takePicture } from './support/browser';
import { rowsAfter, rowsOf } from './support/dataTables';
import { redeliverAll, together } from './support/redelivery';
import { openSession, type Session } from './support/session';
import { n8nUrl, OWNER } from './support/sharedN8n';
import { actionNode, byId, chain, MANUAL_TRIGGER } from './support/workflows';

const STICKY = 'n8n-nodes-base.stickyNote';

const ADA: Person = { waId: '12025550111', name: 'Ada, on the list' };
const BEN: Person = { waId: '447700900123', name: 'Ben, on the list' };
const CARLA: Person = { waId: '12025550142', name: 'Carla, on the list' };
const EMMA: Person = { waId: '12025550178', name: 'Emma, not on the list' };
const HIDDEN: Person = {
	waId: '447700900456',
	username: '@dmitri.wolf',
	userId: 'GB.13491208655302741918',
};

/** One workflow that was imported from an example, with what it works on. */
interface Imported extends Session {
	group: Group;
	workflow: StoredWorkflow;
}

/** Imports an example as a user does, who then chooses a credential and a group. */
async function importExample(fileName: string, mode: Group['joinApprovalMode']): Promise<Imported> {
	const session = await openSession(`Example ${fileName}`, {
		// A number that is hidden is shown to nobody.
		readings: { usernameWaId: 'absent' },
	});
	const { client, credential, sandbox } = session;
	const group = sandbox.addGroup({ subject: 'Sourdough Club', joinApprovalMode: mode });
	const file = fillIn(readExample(fileName), { credential, group });
	// Under another name, so that the demo does not take it for its own.
	const workflow = await client.importWorkflow({ ...file, name: `Test: ${file.name}` });
	return { ...session, group, workflow };
}

describe('approve or reject on request', () => {
	const TABLE = 'Join decisions';
	let example: Imported;

	beforeAll(async () => {
		example = await importExample('approve-or-reject-on-request.json', 'approval_required');
	});

	afterAll(async () => {
		await example.client.unpublish(example.workflow.id);
		await example.close();
	});

	const waIds = (people: Person[]) => people.map(({ waId }) => waId);
	const group = () => {
		const {
			sandbox,
			group: { id },
		} = example;
		const found = sandbox.group(id);
		if (!found) throw new Error('The group is gone');
		return found;
	};
	const outcomeOf = (person: Person) =>
		group().joinRequests.find((request) => request.person.waId === person.waId)?.status;
	const decisionCalls = (method: 'POST' | 'DELETE') =>
		example.sandbox.requests.count({ method, path: /join_requests$/ });

	it('decides about everybody in one delivery, each in their own way', async () => {
		const { client, sandbox, workflow } = example;
		// Nothing is registered yet, so the requests are on record but sent nowhere.
		for (const person of [ADA, EMMA, HIDDEN, BEN]) sandbox.openLink(group().inviteLink, person);
		sandbox.withdraw(group().id, BEN.waId);
		const delivery = together(sandbox.webhooks.all());
		sandbox.webhooks.clear();
		await client.publish(workflow);

		sandbox.deliver(delivery);
		const rows = await rowsAfter(example, 1, TABLE);

		expect(waIds(group().members)).toEqual([ADA.waId]);
		expect([ADA, EMMA, HIDDEN, BEN].map(outcomeOf)).toEqual([
			'approved',
			'rejected',
			'pending',
			'withdrawn',
		]);
		expect(rows).toHaveLength(4);
		const common = { groupId: group().id, askedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) };
		expect(rows).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					...common,
					person: 'Ada Brooks',
					phoneNumber: '+12025550111',
					decision: 'approved',
					why: 'On the list',
				}),
				expect.objectContaining({
					...common,
					person: '',
					phoneNumber: '+12025550178',
					decision: 'rejected',
					why: 'Not on the list',
				}),
				expect.objectContaining({
					...common,
					person: '@dmitri.wolf',
					phoneNumber: '',
					decision: 'left waiting',
					why: 'WhatsApp does not show the phone number',
				}),
				expect.objectContaining({
					...common,
					person: 'Ben Okafor',
					phoneNumber: '+447700900123',
					decision: 'failed',
					why: 'This join request does not exist any more',
				}),
			]),
		);
		const ids = group().joinRequests.map(({ id }) => id);
		expect(rows.map(({ joinRequestId }) => joinRequestId).sort()).toEqual(ids.sort());
		expect([decisionCalls('POST'), decisionCalls('DELETE')]).toEqual([1, 1]);
	});

	it('changes nothing when deliveries come again', async () => {
		const before = await rowsOf(example.client, TABLE);
		await redeliverAll(example.sandbox);

		// A request after them shows that none of them is still on its way.
		example.sandbox.openLink(group().inviteLink, CARLA);
		const rows = await rowsAfter(example, 2, TABLE);

		expect(rows.slice(0, before.length)).toEqual(before);
		expect(rows.slice(before.length)).toEqual([
			expect.objectContaining({ person: 'Carla Mendes', decision: 'approved' }),
		]);
		expect(waIds(group().members)).toEqual([ADA.waId, CARLA.waId]);
		expect(decisionCalls('DELETE')).toBe(1);
	});

	it('has nothing to do when people leave, withdraw, or ask to join another group', async () => {
		const { sandbox } = example;
		const other = sandbox.addGroup({ subject: 'Market Day Helpers' });
		sandbox.leave(group().id, CARLA.waId);
		sandbox.withdraw(group().id, HIDDEN.waId);
		sandbox.openLink(other.inviteLink, ADA);
		await sandbox.settled();

		sandbox.openLink(group().inviteLink, { waId: '447700900999' });
		const rows = await rowsAfter(example, 3, TABLE);

		expect(rows.slice(5)).toEqual([expect.objectContaining({ phoneNumber: '+447700900999' })]);
		expect(outcomeOf(HIDDEN)).toBe('withdrawn');
		expect(sandbox.group(other.id)?.pending).toHaveLength(1);
	});

	it('writes down what did not work, and leaves the person waiting', async () => {
		const { sandbox } = example;
		const effect = { kind: 'answer', status: 401, body: { error: 'x' } } as const;
		sandbox.faults.add({ method: 'POST', path: 'join_requests$', times: 1, effect });

		sandbox.openLink(group().inviteLink, BEN);
		const rows = await rowsAfter(example, 4, TABLE);

		expect(rows.slice(6)).toEqual([
			expect.objectContaining({
				person: 'Ben Okafor',
				decision: 'failed',
				why: expect.stringContaining('key'),
			}),
		]);
		expect(waIds(group().pending.map(({ person }) => person))).toEqual([BEN.waId]);
	});
});

describe('the list of approve or reject on request', () => {
	/** What somebody writes on a list, the number that WhatsApp shows, and whether it is the same person. */
	const listed: Array<[onTheList: string, waId: string, isSame: boolean]> = [
		['+49 (0) 171 1234567', '491711234567', true],
		['0049 171-123 45 67', '491711234567', true],
		['+52 1 55 1234 5678', '525512345678', true],
		['+52 55 1234 5678', '5215512345678', true],
		['+54 9 11 1234-5678', '541112345678', true],
		['+55 11 91234-5678', '551112345678', true],
		['+55 11 1234-5678', '5511912345678', true],
		['', '491711234567', false],
		['171 1234567', '491711234567', false],
		['+1 202 555 0111', '442025550111', false],
	];

	it('knows numbers in every form, and nobody by a part of one', async () => {
		const { client, close } = await openSession('The list');
		const { nodes } = readExample('approve-or-reject-on-request.json');
		const lookUp = nodes.find(({ name }) => name === 'Look up the number');
		if (!lookUp) throw new Error('There is no such node');
		const names: string[] = [];
		const steps = listed.flatMap(([onTheList, waId], index) => {
			const [asks, list, found] = [`Asks ${index}`, `List ${index}`, `Found ${index}`];
			names.push(found);
			const set = (name: string, fields: JsonObject) => ({
				name,
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput: JSON.stringify(fields) },
			});
			const text = JSON.stringify(lookUp.parameters).replaceAll('Somebody asks to join', asks);
			const parameters = asObject(parseJson(text), 'parameters');
			return [
				set(asks, { participant: { phoneNumber: `+${waId}` } }),
				set(list, { Somebody: onTheList }),
				{ ...lookUp, id: undefined, name: found, parameters },
			];
		});
		const { id } = await client.importWorkflow(chain('The list', ...steps));

		const { nodes: ran, error } = await client.run(id, MANUAL_TRIGGER);
		await close();

		expect(error).toBeUndefined();
		expect(names.map((name) => ran[name]?.outputs[0]?.[0]?.customer)).toEqual(
			listed.map(([, , isSame]) => (isSame ? 'Somebody' : '')),
		);
	});
});

describe('welcome and farewell', () => {
	const TABLE = 'Group comings and goings';
	let example: Imported;

	beforeAll(async () => {
		example = await importExample('welcome-and-farewell.json', 'auto_approve');
		await example.client.publish(example.workflow);
	});

	afterAll(async () => {
		await example.client.unpublish(example.workflow.id);
		await example.close();
	});

	it('writes down who comes, also when two come at the same moment and there is no table yet', async () => {
		const { sandbox, group } = example;
		sandbox.openLink(group.inviteLink, ADA);
		sandbox.openLink(group.inviteLink, HIDDEN);
		const rows = await rowsAfter(example, 2, TABLE);

		const common = {
			groupName: 'Sourdough Club',
			groupId: group.id,
			what: 'joined',
			happenedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		};
		expect(rows).toHaveLength(2);
		expect(rows).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					...common,
					person: '+12025550111',
					message: 'Welcome to Sourdough Club, +12025550111!',
				}),
				expect.objectContaining({
					...common,
					person: '@dmitri.wolf',
					message: 'Welcome to Sourdough Club, @dmitri.wolf!',
				}),
			]),
		);
	});

	it('writes down who leaves, and whom the business removes', async () => {
		const { client, credential, sandbox, group } = example;
		sandbox.openLink(group.inviteLink, BEN);
		await rowsAfter(example, 3, TABLE);
		sandbox.leave(group.id, ADA.waId);
		await rowsAfter(example, 4, TABLE);
		const removal = chain(
			'Remove Ben',
			actionNode(
				'Remove',
				{
					resource: 'participant',
					operation: 'remove',
					groupId: byId(group.id),
					participants: `+${BEN.waId}`,
				},
				credential,
			),
		);
		const { id } = await client.importWorkflow(removal);
		await client.run(id, MANUAL_TRIGGER);

		const rows = await rowsAfter(example, 5, TABLE);

		expect(rows.slice(3)).toEqual([
			expect.objectContaining({
				groupName: 'Sourdough Club',
				person: '+12025550111',
				what: 'left',
				message: '+12025550111 is no longer in Sourdough Club. Goodbye!',
			}),
			expect.objectContaining({ person: '+447700900123', what: 'removed' }),
		]);
	});

	it('sends nothing while nobody has written lately, and notes why', async () => {
		const rows = await rowsOf(example.client, TABLE);

		expect(example.sandbox.messages()).toEqual([]);
		expect(rows.map(({ sent }) => sent)).toEqual(
			rows.map(() => expect.stringContaining('only takes a template now')),
		);
	});

	it('changes nothing when deliveries come again', async () => {
		const before = await rowsOf(example.client, TABLE);
		await redeliverAll(example.sandbox);

		example.sandbox.openLink(example.group.inviteLink, CARLA);
		const rows = await rowsAfter(example, 6, TABLE);

		expect(rows.slice(0, before.length)).toEqual(before);
		expect(rows.slice(before.length)).toEqual([
			expect.objectContaining({ person: '+12025550142', what: 'joined' }),
		]);
	});

	it('writes the row also when the group can not be looked up', async () => {
		const { sandbox, group } = example;
		const effect = { kind: 'answer', status: 401, body: { error: 'x' } } as const;
		sandbox.faults.add({ method: 'GET', path: `${group.id}$`, times: 1, effect });

		sandbox.leave(group.id, CARLA.waId);
		const rows = await rowsAfter(example, 7, TABLE);

		expect(rows.slice(6)).toEqual([
			expect.objectContaining({
				groupName: group.id,
				person: '+12025550142',
				what: 'left',
				message: '+12025550142 is no longer in the group. Goodbye!',
			}),
		]);
	});

	it('tells the group, while somebody has written there within a day', async () => {
		const { sandbox, group } = example;
		sandbox.openLink(group.inviteLink, CARLA);
		await rowsAfter(example, 8, TABLE);
		sandbox.writeMessage(group.id, CARLA.waId, 'Hello!');
		sandbox.openLink(group.inviteLink, EMMA);
		await rowsAfter(example, 9, TABLE);
		sandbox.leave(group.id, EMMA.waId);
		const rows = await rowsAfter(example, 10, TABLE);

		expect(rows.slice(8).map(({ sent }) => sent)).toEqual(['yes', 'yes']);
		expect(sandbox.messages()).toMatchObject([
			{ to: group.id, text: 'Welcome to Sourdough Club, +12025550178!' },
			{ to: group.id, text: '+12025550178 is no longer in Sourdough Club. Goodbye!' },
		]);
	});

	it('notes that nobody is left to tell, when the last one leaves', async () => {
		const { sandbox, group } = example;
		const members = sandbox.group(group.id)?.members ?? [];
		for (const [index, { waId }] of members.entries()) {
			sandbox.leave(group.id, waId);
			await rowsAfter(example, 11 + index, TABLE);
		}
		const rows = await rowsOf(example.client, TABLE);

		expect(members).not.toHaveLength(0);
		expect(rows.at(-1)).toMatchObject({
			what: 'left',
			sent: 'Nobody but your business is in this group',
		});
	});
});

describe('npm start', () => {
	let sandbox: Sandbox;

	async function newSandbox(): Promise<void> {
		await sandbox?.close();
		sandbox = await startSandbox({ readings: { multiWebhook: 'available' } });
		seedDemo(sandbox);
	}

	const registered = () => [
		...[sandbox.webhookConfig()].flatMap((config) => config?.url ?? []),
		...sandbox.multiWebhook().destinations.map(({ url }) => url),
	];

	afterAll(async () => {
		const { client, close } = await openSession('The end of the demo');
		for (const { id, active } of await client.workflows()) if (active) await client.unpublish(id);
		await close();
		await sandbox.close();
	});

	it('registers all triggers, and again at the next start, when the sandbox knows nothing', async () => {
		await newSandbox();
		expect(await setUpDemo(n8nUrl(), sandbox, OWNER)).toMatchObject({ problems: [] });
		const first = registered();

		await newSandbox();
		expect(registered()).toEqual([]);
		expect(await setUpDemo(n8nUrl(), sandbox, OWNER)).toMatchObject({ problems: [] });

		expect(registered()).toEqual(first);
		expect(new Set(first).size).toBe(3);
	});

	it('lets both workflows see what happens', async () => {
		const guarded = sandbox.groups().find(({ subject }) => subject === GUARDED_GROUP);
		const { client, close } = await openSession('Demo');
		const workflows = await client.workflows();
		const workflow = (wanted: string) => {
			const found = workflows.find(({ name }) => name === wanted);
			if (!found) throw new Error(`There is no workflow "${wanted}"`);
			return found;
		};
		const decider = { client, workflow: workflow('Approve or reject on request') };
		const witness = { client, workflow: workflow('Welcome and farewell') };

		sandbox.openLink(String(guarded?.inviteLink), ADA);
		const decisions = await rowsAfter(decider, 1, 'Join decisions');
		const rows = await rowsAfter(witness, 1, 'Group comings and goings');
		await close();

		expect(decisions.at(-1)).toMatchObject({ groupId: guarded?.id, decision: 'approved' });
		expect(rows.at(-1)).toMatchObject({ groupName: GUARDED_GROUP, person: '+12025550111' });
	});
});

describe('on the canvas', () => {
	const SMALL = { width: 1280, height: 800 };
	const LARGE = { width: 1900, height: 1000 };
	let session: Session;
	let browser: Browser;
	let page: Page;

	beforeAll(async () => {
		session = await openSession('360dialog');
		browser = await launchBrowser();
		page = await openEditor(browser);
	});

	afterAll(async () => {
		await browser?.close();
		await session?.close();
	});

	it.each([
		['approve-or-reject-on-request', SMALL],
		['onboard-a-customer', LARGE],
		['rotate-invite-links', LARGE],
		['welcome-and-farewell', SMALL],
	])('shows %s with nothing left to fix', async (name, size) => {
		const { client, credential, sandbox } = session;
		const group = sandbox.addGroup({ subject: 'Sourdough Club' });
		const templates = { 'Invite them': 'group_invite', 'Send the invitation': 'group_invite' };
		const example = fillIn(readExample(`${name}.json`), { credential, group, templates });
		const { id } = await client.importWorkflow(example);
		await page.setViewportSize(size);

		await page.goto(`${n8nUrl()}/workflow/${id}`);
		const steps = example.nodes.filter(({ type }) => type !== STICKY);
		const shown = page.locator('[data-test-id=canvas-node]');
		await shown.nth(steps.length - 1).waitFor();
		await page.waitForLoadState('networkidle');

		await takePicture(page, name);
		expect(await shown.count()).toBe(steps.length);
		expect(await page.locator('[data-test-id=node-issues]').count()).toBe(0);
	});
});

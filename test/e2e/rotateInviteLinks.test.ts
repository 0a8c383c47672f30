import { fillIn, readExample } from '../n8n/examples';
import { asArray, asObject, type JsonObject, parseJson } from '../n8n/json';
import type { WorkflowFile, WorkflowNode } from '../n8n/workflowFile';
import type { Group, GroupSpec, Person, SentMessage } from '../sandbox/types';
import { addRows, rowsOf } from './support/dataTables';
import { openSession, type Session } from './support/session';

const TRIGGER = 'Every Monday morning';
const WAITING = 'Group waiting list';
const REPORT = 'Invite link rotations';

const ADA: Person = { waId: '12025550111' };
const BEN: Person = { waId: '447700900123' };
const CARLA = '12025550142';
const DMITRI = '447700900456';
const EMMA = '12025550178';

const INVITATION = {
	name: 'group_invite',
	components: [{ type: 'BODY', text: 'Join us: {{1}}' }],
} as const;

/** One world for each test, with groups and people of its own. */
interface World extends Session {
	/** By subject. */
	group(subject: string): Group;
	/** Imports the workflow as it is, or with nodes changed or deleted; the result runs it. */
	prepare(
		change?: (node: WorkflowNode) => WorkflowNode | undefined,
	): Promise<() => Promise<string>>;
	/** The rows of the waiting list that are about this world's groups. */
	waiting(): Promise<JsonObject[]>;
	report(): Promise<JsonObject[]>;
	putOnList(subject: string, ...phoneNumbers: string[]): Promise<void>;
}

/** What the editor does about the connections of a node that is deleted. */
function withoutLooseEnds(workflow: WorkflowFile): WorkflowFile {
	const names = workflow.nodes.map(({ name }) => name);
	const left = Object.entries(workflow.connections).flatMap(([from, outputs]) => {
		const main = asArray(asObject(outputs, 'outputs').main, 'outputs').map((output) =>
			asArray(output, 'an output').filter((to) =>
				names.includes(String(asObject(to, 'a connection').node)),
			),
		);
		return names.includes(from) ? [[from, { main }]] : [];
	});
	return { ...workflow, connections: Object.fromEntries(left) };
}

let worlds = 0;
let world: World;

async function openWorld(groups: readonly GroupSpec[]): Promise<World> {
	worlds += 1;
	const session = await openSession(`Rotate ${worlds}`, { seed: 100 + worlds });
	const { client, sandbox, credential } = session;
	sandbox.seedGroups(groups);
	sandbox.addTemplate(INVITATION);
	const ids = sandbox.groups().map(({ id }) => id);
	const [first] = sandbox.groups();
	if (!first) throw new Error('A world has a group');
	const workflow = fillIn(readExample('rotate-invite-links.json'), {
		...{ credential, group: first },
		templates: { 'Send the invitation': INVITATION.name },
	});
	const own = async (table: string) =>
		(await rowsOf(client, table)).filter(({ groupId }) => ids.includes(String(groupId)));
	const group = (subject: string) => {
		const found = sandbox.groups().find((one) => one.subject === subject);
		if (!found) throw new Error(`There is no group "${subject}"`);
		return found;
	};
	world = {
		...session,
		group,
		async prepare(change = (node) => node) {
			const nodes = workflow.nodes.flatMap((node) => change(node) ?? []);
			const { id } = await client.importWorkflow(withoutLooseEnds({ ...workflow, nodes }));
			return async () => {
				const { status, error } = await client.run(id, TRIGGER);
				return error ? String(error.message) : status;
			};
		},
		waiting: async () => await own(WAITING),
		report: async () => await own(REPORT),
		putOnList: async (subject, ...phoneNumbers) =>
			await addRows(
				client,
				workflow,
				'Make the waiting list once',
				phoneNumbers.map((phoneNumber) => ({ groupId: group(subject).id, phoneNumber })),
			),
	};
	return world;
}

afterEach(async () => {
	await world.close();
});

const sentTo = (messages: SentMessage[]) => messages.map(({ to }) => to);
const invitations = () =>
	world.sandbox.messages().filter(({ recipientType }) => recipientType === 'individual');
const announcements = () =>
	world.sandbox.messages().filter(({ recipientType }) => recipientType === 'group');

const CREW: GroupSpec[] = [
	{ subject: 'Bakers', members: [ADA] },
	{ subject: 'Quiet ones', members: [BEN] },
	{ subject: 'Nobody here' },
];

describe('a run', () => {
	it('gives each group a new link, tells those it may tell, and invites those who wait', async () => {
		const { sandbox, group, prepare, putOnList, report, waiting } = await openWorld(CREW);
		sandbox.writeMessage(group('Bakers').id, ADA.waId, 'Hello!');
		await putOnList('Bakers', '+1 202 555 0142', '0044 7700 900456');
		await putOnList('Nobody here', '+1 (202) 555-0142');
		const before = sandbox.groups().map(({ inviteLink }) => inviteLink);
		const run = await prepare();

		expect(await run()).toBe('success');

		const links = sandbox.groups().map(({ inviteLink }) => inviteLink);
		expect(new Set([...before, ...links]).size).toBe(6);
		expect(before.map((link) => sandbox.openLink(link, BEN).outcome)).toEqual(
			before.map(() => 'dead_link'),
		);
		expect(announcements()).toEqual([
			expect.objectContaining({
				to: group('Bakers').id,
				type: 'text',
				text: expect.stringContaining(`new invite link: ${links[0]}`),
			}),
		]);
		const invited = invitations().map(({ to, text }) => `${to} ${text}`);
		expect(invited.sort()).toEqual(
			[
				`${CARLA} Join us: ${links[0]}`,
				`${CARLA} Join us: ${links[2]}`,
				`${DMITRI} Join us: ${links[0]}`,
			].sort(),
		);
		expect(await waiting()).toEqual([]);
		expect(await report()).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					groupName: 'Bakers',
					what: 'announced',
					why: '',
					inviteLink: links[0],
					groupId: group('Bakers').id,
				}),
				expect.objectContaining({
					groupName: 'Quiet ones',
					what: 'not announced',
					why: expect.stringContaining('only takes a template now'),
					inviteLink: links[1],
				}),
				expect.objectContaining({
					groupName: 'Nobody here',
					what: 'not announced',
					why: 'Nobody but your business is in this group',
					inviteLink: links[2],
				}),
			]),
		);
		expect(await report()).toHaveLength(3);
	});

	it('a week later, invites nobody again, and only who came to the list since', async () => {
		const { group, prepare, putOnList, waiting } = await openWorld(CREW);
		await putOnList('Bakers', `+${CARLA}`);
		const run = await prepare();
		await run();
		expect(sentTo(invitations())).toEqual([CARLA]);

		await run();
		expect(sentTo(invitations())).toEqual([CARLA]);

		await putOnList('Bakers', `+${EMMA}`);
		expect(await run()).toBe('success');

		expect(sentTo(invitations())).toEqual([CARLA, EMMA]);
		expect(group('Bakers').links).toHaveLength(4);
		expect(await waiting()).toEqual([]);
	});

	it('is for the groups whose name has the wanted part', async () => {
		const { group, prepare } = await openWorld(CREW);
		const run = await prepare((node) => {
			if (node.name !== 'Which groups?') return node;
			const chosen = JSON.stringify(node.parameters).replace(
				'"rightValue":""',
				'"rightValue":"quiet"',
			);
			return { ...node, parameters: asObject(parseJson(chosen), 'parameters') };
		});

		expect(await run()).toBe('success');

		expect(CREW.map(({ subject }) => group(subject).links.length)).toEqual([1, 2, 1]);
	});

	it('sends the template where it may not write, once there is one', async () => {
		const { group, prepare, report, sandbox } = await openWorld(CREW);
		sandbox.writeMessage(group('Bakers').id, ADA.waId, 'Hello!');
		sandbox.addTemplate({
			name: 'new_link',
			components: [{ type: 'BODY', text: 'The new link is {{1}}.' }],
		});
		const link = "={{ $('Reset the invite link').item.json.inviteLink }}";
		const run = await prepare((node) =>
			node.name === 'Announce with a template'
				? {
						...node,
						disabled: false,
						parameters: {
							...node.parameters,
							template: { __rl: true, mode: 'id', value: 'new_link' },
							templateVariables: { mappingMode: 'defineBelow', value: { body_1: link } },
						},
					}
				: node,
		);

		expect(await run()).toBe('success');

		expect(announcements()).toMatchObject([
			{ to: group('Bakers').id, type: 'text' },
			{
				...{ to: group('Quiet ones').id, type: 'template' },
				text: `The new link is ${group('Quiet ones').inviteLink}.`,
			},
		]);
		const told = (await report()).map(({ groupName, what }) => `${groupName} ${what}`);
		expect(told.sort()).toEqual([
			'Bakers announced',
			'Nobody here not announced',
			'Quiet ones announced',
		]);
	});

	it('reports a link that could not be changed, and invites nobody to that group', async () => {
		const { group, prepare, putOnList, report, sandbox, waiting } = await openWorld(CREW);
		sandbox.suspend(group('Quiet ones').id, true);
		await putOnList('Quiet ones', `+${CARLA}`);
		const run = await prepare();

		expect(await run()).toBe('success');

		expect(CREW.map(({ subject }) => group(subject).links.length)).toEqual([2, 1, 2]);
		expect(invitations()).toEqual([]);
		expect(await waiting()).toEqual([
			expect.objectContaining({ phoneNumber: `+${CARLA}`, invitedAt: null }),
		]);
		expect(await report()).toEqual(
			expect.arrayContaining([
				expect.objectContaining({
					groupName: 'Quiet ones',
					what: 'link not changed',
					why: 'WhatsApp has suspended this group',
					inviteLink: '',
				}),
			]),
		);
	});
});

describe('the waiting list', () => {
	const ONE: GroupSpec[] = [{ subject: 'Bakers', members: [ADA] }];

	it('gives one invitation to whoever is on it twice, and none to who is in the group', async () => {
		const { prepare, putOnList, waiting } = await openWorld(ONE);
		await putOnList('Bakers', '+1 202 555 0142', '001 (202) 555-0142', '+1 (202) 555-0111');
		const run = await prepare();

		await run();
		await run();

		expect(sentTo(invitations())).toEqual([CARLA]);
		expect(await waiting()).toEqual([]);
	});

	it('invites as many as there are places, and whoever could not be invited comes last', async () => {
		const others = Array.from({ length: 5 }, (_, index) => ({ waId: `49171000000${index}` }));
		const { prepare, putOnList, waiting } = await openWorld([
			{ subject: 'Bakers', members: [ADA, ...others] },
		]);
		await putOnList('Bakers', 'no number', `+${CARLA}`, `+${DMITRI}`, `+${EMMA}`);
		const run = await prepare();

		await run();
		expect(sentTo(invitations())).toEqual([CARLA]);
		expect(await waiting()).toMatchObject([
			{ phoneNumber: 'no number', invitedAt: null, problem: "'no number' is not a phone number" },
			{ phoneNumber: `+${DMITRI}` },
			{ phoneNumber: `+${EMMA}` },
		]);

		await run();
		expect(sentTo(invitations()).sort()).toEqual([CARLA, EMMA, DMITRI]);
		expect(await waiting()).toMatchObject([{ phoneNumber: 'no number' }]);
	});

	it('leaves everybody on it while the group is full', async () => {
		const full = Array.from({ length: 8 }, (_, index) => ({ waId: `49171000000${index}` }));
		const { prepare, putOnList, waiting } = await openWorld([{ subject: 'Bakers', members: full }]);
		await putOnList('Bakers', `+${CARLA}`);
		const run = await prepare();

		expect(await run()).toBe('success');

		expect(invitations()).toEqual([]);
		expect(await waiting()).toMatchObject([{ phoneNumber: `+${CARLA}`, invitedAt: null }]);
	});

	it('tries again what was refused, and never what may have been sent', async () => {
		const { prepare, putOnList, sandbox, waiting } = await openWorld(ONE);
		// The first message of each run is the one to the group.
		const invitation = { method: 'POST', path: '/messages$', times: 1, skip: 1 };
		const body = { error: { code: 131026, message: 'no' } };
		const run = await prepare();

		await putOnList('Bakers', `+${CARLA}`);
		sandbox.faults.add({ ...invitation, effect: { kind: 'dropAfter' } });
		expect(await run()).toBe('success');
		expect(await waiting()).toMatchObject([
			{
				phoneNumber: `+${CARLA}`,
				invitedAt: expect.stringMatching(/^\d{4}-/),
				problem: expect.stringContaining('may have been sent'),
			},
		]);

		await putOnList('Bakers', `+${DMITRI}`);
		sandbox.faults.add({ ...invitation, effect: { kind: 'answer', status: 400, body } });
		expect(await run()).toBe('success');
		expect(sentTo(invitations())).toEqual([CARLA]);
		expect(await waiting()).toMatchObject([
			{ phoneNumber: `+${CARLA}`, invitedAt: expect.anything() },
			{
				...{ phoneNumber: `+${DMITRI}`, invitedAt: null },
				problem: "This can't be delivered to that phone number",
			},
		]);

		expect(await run()).toBe('success');
		expect(sentTo(invitations())).toEqual([CARLA, DMITRI]);
		expect(await waiting()).toMatchObject([{ phoneNumber: `+${CARLA}` }]);
	});

	it('is not used twice by two runs at the same moment', async () => {
		const { prepare, putOnList, waiting } = await openWorld(ONE);
		await putOnList('Bakers', `+${CARLA}`, `+${DMITRI}`, `+${EMMA}`);
		const run = await prepare();

		expect(await Promise.all([run(), run(), run()])).toEqual(['success', 'success', 'success']);

		expect(sentTo(invitations()).sort()).toEqual([CARLA, EMMA, DMITRI]);
		expect(await waiting()).toEqual([]);
	});

	it('takes nobody off while the invitation is switched off', async () => {
		const { prepare, putOnList, waiting } = await openWorld(ONE);
		await putOnList('Bakers', `+${CARLA}`);
		const run = await prepare((node) =>
			node.name === 'Send the invitation' ? { ...node, disabled: true } : node,
		);

		expect(await run()).toBe('success');

		expect(invitations()).toEqual([]);
		expect(await waiting()).toMatchObject([{ phoneNumber: `+${CARLA}` }]);
	});

	it('keeps everybody who could not be invited for want of a template', async () => {
		const { prepare, putOnList, waiting } = await openWorld(ONE);
		await putOnList('Bakers', `+${CARLA}`);
		const template = { __rl: true, mode: 'list', value: '' };
		const early = await prepare((node) =>
			node.name === 'Send the invitation'
				? { ...node, parameters: { ...node.parameters, template } }
				: node,
		);
		const run = await prepare();

		expect(await early()).toBe('success');
		expect(await waiting()).toMatchObject([{ problem: "'Template' is empty", invitedAt: null }]);

		expect(await run()).toBe('success');
		expect(sentTo(invitations())).toEqual([CARLA]);
		expect(await waiting()).toEqual([]);
	});

	it('can be left out', async () => {
		const { group, prepare } = await openWorld(ONE);
		const run = await prepare((node) => (node.name === 'On the waiting list' ? undefined : node));

		expect(await run()).toBe('success');

		expect(group('Bakers').links).toHaveLength(2);
	});
});

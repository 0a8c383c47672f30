import { exampleNames, fillIn, hasTrigger, readExample } from './examples';
import { asArray, asObject, isObject } from './json';
import { PACKAGE_NAME } from './package';
import type { WorkflowFile, WorkflowNode } from './workflowFile';

const STICKY = 'n8n-nodes-base.stickyNote';
const CHOICES = {
	credential: { id: 'c1', name: 'My key' },
	group: { id: 'g1', subject: 'Sourdough Club' },
};
/** What n8n draws for a node: the square, and the name and hint below it. */
const NODE = { left: -40, right: 136, top: 0, bottom: 160 };

const isOurs = ({ type }: WorkflowNode) => type.startsWith(`${PACKAGE_NAME}.`);

/** The names of the nodes that each connection leads from and to. */
function connectedNames({ connections }: WorkflowFile): string[] {
	const targets = Object.values(connections).flatMap((outputs) =>
		asArray(asObject(outputs, 'outputs').main, 'main outputs').flatMap((output) =>
			asArray(output, 'an output').map((to) => String(asObject(to, 'a connection').node)),
		),
	);
	return [...Object.keys(connections), ...targets];
}

/** Every group field, at any depth. */
function groupFields(value: unknown): unknown[] {
	if (Array.isArray(value)) return value.flatMap(groupFields);
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([key, entry]) =>
		key === 'groupId' ? [entry] : groupFields(entry),
	);
}

function area({ type, position, parameters }: WorkflowNode) {
	const [x, y] = asArray(position, 'a position').map(Number);
	if (x === undefined || y === undefined) throw new Error('A position has two numbers');
	const { left, right, top, bottom } =
		type === STICKY
			? { left: 0, right: Number(parameters.width), top: 0, bottom: Number(parameters.height) }
			: NODE;
	return { left: x + left, right: x + right, top: y + top, bottom: y + bottom };
}

type Area = ReturnType<typeof area>;

const overlaps = (one: Area, other: Area) =>
	one.left < other.right &&
	other.left < one.right &&
	one.top < other.bottom &&
	other.top < one.bottom;

describe.each(exampleNames())('%s', (fileName) => {
	const example = readExample(fileName);

	it('has nodes with different names and IDs, and connections between them only', () => {
		const names = example.nodes.map(({ name }) => name);
		const ids = example.nodes.map(({ id }) => id);

		expect(new Set(names).size).toBe(names.length);
		expect(new Set(ids).size).toBe(names.length);
		expect(names).toEqual(expect.arrayContaining(connectedNames(example)));
	});

	it('mentions only nodes that it has', () => {
		const names = example.nodes.map(({ name }) => name);
		const mentioned = JSON.stringify(example.nodes).matchAll(/\$\('(.+?)'\)/g);

		expect(names).toEqual(expect.arrayContaining(Array.from(mentioned, ([, name]) => name)));
	});

	it('belongs to nobody before a credential and a group are chosen', () => {
		const ours = example.nodes.filter(isOurs);

		expect(ours).not.toHaveLength(0);
		for (const node of ours) {
			expect(node).not.toHaveProperty('credentials');
			// Of an ID in the file, n8n would publish only one copy.
			expect(node).not.toHaveProperty('webhookId');
		}
		for (const field of groupFields(ours.map(({ parameters }) => parameters))) {
			const { value } = asObject(field, 'a group field');
			expect(value).toMatch(/^$|^=/);
		}
	});

	it('sends no template before one is chosen', () => {
		for (const { parameters } of example.nodes.filter(isOurs)) {
			if (!('template' in parameters)) continue;
			expect(parameters.template).toEqual({ __rl: true, mode: 'list', value: '' });
		}
	});

	it('leaves no group field empty once a group is chosen, and no expression changed', () => {
		const before = example.nodes.map(({ parameters }) => parameters);
		const after = fillIn(example, CHOICES).nodes.map(({ parameters }) => parameters);

		expect(groupFields(after)).toEqual(
			groupFields(before).map((field) =>
				isObject(field) && field.value === ''
					? { ...field, value: 'g1', cachedResultName: 'Sourdough Club' }
					: field,
			),
		);
	});

	it('gets the credential in our nodes only', () => {
		for (const node of fillIn(example, CHOICES).nodes) {
			expect(node.credentials).toEqual(
				isOurs(node) ? { dialog360Api: CHOICES.credential } : undefined,
			);
		}
	});

	it('has a sticky note that says what to do, and nothing that lies on anything else', () => {
		const stickies = example.nodes.filter(({ type }) => type === STICKY);
		const areas = example.nodes.map(area);

		expect(stickies[0]?.parameters.content).toContain('### Before you publish it');
		areas.forEach((one, index) => {
			const covered = areas.findIndex((other, at) => at > index && overlaps(one, other));
			const [name, other] = [example.nodes[index]?.name, example.nodes[covered]?.name];
			expect({ name, other }).toEqual({ name, other: undefined });
		});
	});
});

describe('fillIn', () => {
	it('fills in groups inside lists, and leaves chosen ones and other fields alone', () => {
		const empty = { __rl: true, mode: 'list', value: '' };
		const chosen = { __rl: true, mode: 'id', value: 'g2' };
		const parameters = {
			groups: { group: [{ groupId: empty }, { groupId: chosen }] },
			subject: '',
			events: ['joinRequest.created'],
		};
		const node = { name: 'Trigger', type: `${PACKAGE_NAME}.dialog360GroupsTrigger`, parameters };

		const filled = fillIn({ name: 'Some', nodes: [node], connections: {} }, CHOICES);

		expect(filled.nodes[0]?.parameters).toEqual({
			...parameters,
			groups: {
				group: [
					{ groupId: { ...empty, value: 'g1', cachedResultName: 'Sourdough Club' } },
					{ groupId: chosen },
				],
			},
		});
	});
});

describe('fillIn with templates', () => {
	const template = { __rl: true, mode: 'list', value: '' };
	const node = (name: string) => ({
		...{ name, type: `${PACKAGE_NAME}.dialog360Groups`, disabled: true },
		parameters: { resource: 'message', template },
	});

	it('chooses the one of each node, which is switched on, and leaves others alone', () => {
		const workflow = { name: 'Some', nodes: [node('Invite'), node('Welcome')], connections: {} };
		const filled = fillIn(workflow, { ...CHOICES, templates: { Invite: 'group_invite' } });

		expect(filled.nodes).toMatchObject([
			{
				disabled: false,
				parameters: { resource: 'message', template: { mode: 'id', value: 'group_invite' } },
			},
			node('Welcome'),
		]);
	});
});

describe('hasTrigger', () => {
	it.each([
		['approve-joins-from-a-form.json', false],
		['approve-or-reject-on-request.json', true],
		['onboard-a-customer.json', true],
		['rotate-invite-links.json', false],
		['welcome-and-farewell.json', true],
	])('tells of %s: %s', (fileName, expected) => {
		expect(hasTrigger(readExample(fileName))).toBe(expected);
	});
});

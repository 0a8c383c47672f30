import { asObject, asString, isObject, type JsonObject } from '../n8n/json';
import { n8nUrl } from './support/sharedN8n';
import { openSession, type Session } from './support/session';
import { ACTION_NODE } from './support/workflows';

let session: Session;
let types: Map<string, JsonObject>;

beforeAll(async () => {
	session = await openSession('Node types');
	types = await session.client.nodeTypes();
});

afterAll(async () => {
	await session.close();
});

function iconPaths(type: JsonObject): string[] {
	const { iconUrl } = type;
	const icons = isObject(iconUrl) ? [iconUrl.light, iconUrl.dark] : [iconUrl];
	return icons.map((icon) => asString(icon, "an icon's path"));
}

it('offers the action node, also as a tool of an AI agent', () => {
	expect([...types.keys()].filter((name) => name.startsWith(ACTION_NODE)).sort()).toEqual([
		ACTION_NODE,
		`${ACTION_NODE}Tool`,
	]);
});

it('offers groups, invite links, join requests and participants', () => {
	const { properties } = asObject(types.get(ACTION_NODE), 'the node');
	const resource = Array.isArray(properties)
		? properties.find((property: unknown) => isObject(property) && property.name === 'resource')
		: undefined;

	expect(resource).toMatchObject({
		options: expect.arrayContaining(
			['group', 'inviteLink', 'joinRequest', 'participant'].map((value) =>
				expect.objectContaining({ value }),
			),
		),
	});
});

it('serves its icons for the light and the dark theme', async () => {
	const paths = iconPaths(asObject(types.get(ACTION_NODE), 'the node'));

	expect(paths).toHaveLength(2);
	for (const path of paths) {
		const answer = await fetch(`${n8nUrl()}/${path}`);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toMatch(/^image\/svg/);
		expect(await answer.text()).toContain('<svg');
	}
});

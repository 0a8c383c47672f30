import { asObject, asString, isObject, type JsonObject } from '../n8n/json';
import { PACKAGE_NAME } from '../n8n/package';
import { n8nUrl } from './support/sharedN8n';
import { openSession, type Session } from './support/session';
import { TRIGGER_TYPE } from '../n8n/examples';
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

it('offers the action node, also as a tool of an AI agent, and the trigger', () => {
	expect([...types.keys()].filter((name) => name.startsWith(PACKAGE_NAME)).sort()).toEqual([
		ACTION_NODE,
		`${ACTION_NODE}Tool`,
		TRIGGER_TYPE,
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

it.each([ACTION_NODE, TRIGGER_TYPE])('serves the icons of %s for both themes', async (name) => {
	const paths = iconPaths(asObject(types.get(name), 'the node'));

	expect(paths).toHaveLength(2);
	for (const path of paths) {
		const answer = await fetch(`${n8nUrl()}/${path}`);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toMatch(/^image\/svg/);
		expect(await answer.text()).toContain('<svg');
	}
});

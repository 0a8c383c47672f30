import type { ExecutionResult } from '../n8n/executionResult';
import type { JsonObject } from '../n8n/json';
import { openSession, type Session } from './support/session';
import { actionNode, byId, chain, MANUAL_TRIGGER } from './support/workflows';

const ANNA = { waId: '491713920001', name: 'Anna' };
const BEN = { waId: '491713920002', name: 'Ben' };

let session: Session;

beforeAll(async () => {
	session = await openSession('Group life');
});

afterAll(async () => {
	await session.close();
});

/** Imports and runs a workflow of one action, and returns what came out of it. */
async function run(parameters: JsonObject): Promise<JsonObject[]> {
	const { execution, items } = await execute(parameters);
	expect(execution.error).toBeUndefined();
	return items;
}

async function execute(
	parameters: JsonObject,
): Promise<{ execution: ExecutionResult; items: JsonObject[] }> {
	const { client, credential } = session;
	const workflow = await client.importWorkflow(
		chain('Group life', actionNode('Action', parameters, credential)),
	);
	const execution = await client.run(workflow.id, MANUAL_TRIGGER);
	return { execution, items: execution.nodes.Action?.outputs[0] ?? [] };
}

it('creates a group, lets people in, shows one out, and deletes the group', async () => {
	const { sandbox } = session;

	const [created] = await run({
		resource: 'group',
		operation: 'create',
		subject: 'Choir',
		joinApprovalMode: 'approval_required',
		additionalFields: { description: 'Tuesdays at eight' },
		waitForCompletion: true,
	});

	const [group] = sandbox.groups();
	expect(group).toMatchObject({ subject: 'Choir', description: 'Tuesdays at eight' });
	const groupId = String(group?.id);
	expect(created).toMatchObject({
		groupId,
		subject: 'Choir',
		joinApprovalMode: 'approval_required',
		inviteLink: group?.inviteLink,
	});

	expect(await run({ resource: 'group', operation: 'get', groupId: byId(groupId) })).toEqual([
		expect.objectContaining({ subject: 'Choir' }),
	]);

	const [link] = await run({ resource: 'inviteLink', operation: 'get', groupId: byId(groupId) });
	expect(link).toMatchObject({ inviteLink: group?.inviteLink });

	for (const person of [ANNA, BEN]) {
		expect(sandbox.openLink(String(link?.inviteLink), person).outcome).toBe('requested');
	}
	const requests = await run({
		resource: 'joinRequest',
		operation: 'getAll',
		groupId: byId(groupId),
		returnAll: true,
	});
	expect(requests).toHaveLength(2);

	const approved = await run({
		resource: 'joinRequest',
		operation: 'approve',
		groupId: byId(groupId),
		selectBy: 'phoneNumber',
		phoneNumbers: '+49 (0) 171 392-00 01, 0171 3920002',
		options: { defaultCountry: 'DE' },
	});
	expect(approved).toHaveLength(2);
	expect(approved.every(({ status }) => status === 'approved')).toBe(true);
	expect(sandbox.group(groupId)?.members.map(({ waId }) => waId)).toEqual([ANNA.waId, BEN.waId]);
	expect(sandbox.group(groupId)?.pending).toEqual([]);

	const participants = await run({
		resource: 'participant',
		operation: 'getAll',
		groupId: byId(groupId),
		returnAll: true,
	});
	expect(participants).toHaveLength(2);

	await run({
		resource: 'participant',
		operation: 'remove',
		groupId: byId(groupId),
		participants: `+${BEN.waId}`,
	});
	expect(sandbox.group(groupId)?.members.map(({ waId }) => waId)).toEqual([ANNA.waId]);

	const [reset] = await run({ resource: 'inviteLink', operation: 'reset', groupId: byId(groupId) });
	expect(reset).toMatchObject({ inviteLink: sandbox.group(groupId)?.inviteLink });
	expect(reset?.inviteLink).not.toBe(link?.inviteLink);

	await run({ resource: 'group', operation: 'delete', groupId: byId(groupId) });
	await sandbox.settled();
	expect(sandbox.group(groupId)).toBeUndefined();
});

it('stops at an unknown group with an error that says so', async () => {
	const { execution } = await execute({
		resource: 'group',
		operation: 'get',
		groupId: byId('bm90IGEgZ3JvdXA'),
	});

	expect(execution.status).toBe('error');
	expect(execution.error).toMatchObject({ message: expect.stringMatching(/group/i) });
	expect(JSON.stringify(execution)).not.toContain(session.sandbox.apiKey);
});

it('finds a group by a part of its name in the group picker', async () => {
	const { client, credential, sandbox } = session;
	sandbox.seedGroups(['Baking at night', 'Cycling', 'Night walks'].map((subject) => ({ subject })));
	const node = actionNode('Action', { resource: 'group', operation: 'get' }, credential);

	const found = await client.searchList('searchGroups', 'parameters.groupId', node, 'night');

	expect(found.map(({ name }) => name).sort()).toEqual(['Baking at night', 'Night walks']);
});

import { isObject, type JsonObject } from '../../n8n/json';
import { startSandbox } from '../../sandbox';
import type { Sandbox } from '../../sandbox/types';
import type { Job } from './task';
import { TASKS } from './tasks';

let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(async () => await sandbox.close());

function prepare(id: string, size: number): Job {
	const task = TASKS.find((candidate) => candidate.id === id);
	if (!task) throw new Error(`There is no task ${id}`);
	return task.prepare(sandbox, size);
}

/** @returns the answer, as a node puts it out */
async function call(method: string, path: string, body?: JsonObject): Promise<JsonObject> {
	const answer = await fetch(sandbox.url + path, {
		method,
		headers: { 'd360-api-key': sandbox.apiKey, 'content-type': 'application/json' },
		...(body && { body: JSON.stringify(body) }),
	});
	const json: unknown = await answer.json();
	return isObject(json) ? json : {};
}

it('approvals: finds the requests that are still pending', async () => {
	const { input, outcome } = prepare('approvals', 20);
	const [first, second] = input;

	expect(input).toHaveLength(20);
	expect(new Set(input.map(({ groupId }) => groupId)).size).toBe(3);
	expect(outcome([])).toEqual({ lost: 20 });

	for (const item of [first, second]) {
		await call('POST', `/groups/${String(item?.groupId)}/join_requests`, {
			messaging_product: 'whatsapp',
			join_requests: [item?.joinRequestId],
		});
	}

	expect(outcome([])).toEqual({ lost: 18 });
});

it('gets: finds the links that the node did not put out', async () => {
	const { input, outcome } = prepare('gets', 3);
	const answers = await Promise.all(
		input.map(async ({ groupId }) => await call('GET', `/groups/${String(groupId)}/invite_link`)),
	);
	const asOurs = answers.map(({ invite_link }) => ({ inviteLink: invite_link }));

	expect(outcome(answers)).toEqual({ lost: 0 });
	expect(outcome(asOurs)).toEqual({ lost: 0 });
	expect(outcome([...answers.slice(1), { error: 'too many' }])).toEqual({ lost: 1 });
	expect(outcome([answers[0] ?? {}, answers[0] ?? {}])).toEqual({ lost: 2 });
});

it('groups: finds the groups that the node did not put out, in pages or one by one', async () => {
	const { input, outcome } = prepare('groups', 30);
	const page = await call('GET', '/groups?limit=1024');
	const oneByOne = sandbox.groups().map(({ id }) => ({ groupId: id }));

	expect(input).toEqual([{}]);
	expect(outcome([page])).toEqual({ lost: 0 });
	expect(outcome(oneByOne)).toEqual({ lost: 0 });
	expect(outcome([await call('GET', '/groups?limit=10')])).toEqual({ lost: 20 });
	expect(outcome([{ error: 'no' }, { groupId: 'another' }])).toEqual({ lost: 30 });
});

async function send({ groupId, text }: JsonObject): Promise<void> {
	await call('POST', '/messages', {
		messaging_product: 'whatsapp',
		recipient_type: 'group',
		to: groupId,
		type: 'text',
		text: { body: text },
	});
}

it('messages: finds those that nobody got, and groups that got them in another order', async () => {
	const { input, outcome } = prepare('messages', 150);
	const [first, ...others] = input;

	expect(outcome([])).toEqual({ lost: 150, disordered: 0 });

	for (const item of others.slice(0, 120)) await send(item);
	expect(outcome([])).toEqual({ lost: 30, disordered: 0 });

	await send(first ?? {});
	expect(outcome([])).toEqual({ lost: 29, disordered: 1 });
});

it.each(TASKS.map(({ id, size }) => [id, size] as const))(
	'%s: is as large as it is said to be',
	(id, { quick }) => {
		const { input } = prepare(id, quick);
		expect(input).toHaveLength(id === 'groups' ? 1 : quick);
	},
);

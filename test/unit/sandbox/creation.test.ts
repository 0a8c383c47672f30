import { startSandbox } from '../../sandbox';
import { clientOf } from '../../contract/client';
import { codeOf, groupIn, need, useSandbox } from './support';

const used = useSandbox({ maxGroups: 3 });
const messaging_product = 'whatsapp';

async function create(subject: string, rest: object = {}) {
	return await used.client.post('/groups', { messaging_product, subject, ...rest });
}

describe('creating a group', () => {
	it('makes it, and tells of it by webhook', async () => {
		const { data, status } = await create('  Watches ', {
			description: 'For enthusiasts',
			join_approval_mode: 'approval_required',
		});

		expect(status).toBe(200);
		await used.sandbox.settled();
		const [group] = used.sandbox.groups();
		expect(group).toMatchObject({
			subject: 'Watches',
			description: 'For enthusiasts',
			joinApprovalMode: 'approval_required',
			members: [],
			suspended: false,
		});
		const webhook = groupIn(used.sandbox.webhooks.last()?.payload);
		expect(webhook).toEqual({
			timestamp: expect.any(String),
			group_id: group?.id,
			type: 'group_create',
			request_id: data.request_id,
			subject: 'Watches',
			invite_link: group?.inviteLink,
			join_approval_mode: 'approval_required',
		});
	});

	it('lets people in without asking unless told otherwise', async () => {
		await create('Open');
		await used.sandbox.settled();

		expect(used.sandbox.groups()[0]?.joinApprovalMode).toBe('auto_approve');
	});

	it('keeps two creations of one subject apart', async () => {
		const answers = await Promise.all([create('Same'), create('Same')]);
		await used.sandbox.settled();

		const webhooks = used.sandbox.webhooks.all().map(({ payload }) => groupIn(payload));
		expect(webhooks.map((webhook) => webhook.request_id).sort()).toEqual(
			answers.map(({ data }) => data.request_id).sort(),
		);
		expect(new Set(webhooks.map((webhook) => webhook.group_id)).size).toBe(2);
	});

	it('can be told to fail, for some creations only', async () => {
		used.sandbox.failNextCreation(1, 131214);
		const { data } = await create('Fails', { description: 'Why' });
		await create('Succeeds');
		await used.sandbox.settled();

		expect(used.sandbox.groups().map(({ subject }) => subject)).toEqual(['Succeeds']);
		const [failure] = used.sandbox.webhooks.all();
		expect(groupIn(failure?.payload)).toMatchObject({
			type: 'group_create',
			request_id: data.request_id,
			subject: 'Fails',
			description: 'Why',
			errors: [{ code: 131214 }],
		});
	});

	it.each([
		['an empty subject', { subject: '' }],
		['a subject of spaces', { subject: ' \t ' }],
		['no subject', { subject: undefined }],
		['a subject that is too long', { subject: 's'.repeat(129) }],
		['a description that is too long', { description: 'd'.repeat(2049) }],
		['a description that is no text', { description: 7 }],
		['an unknown approval mode', { join_approval_mode: 'sometimes' }],
		['no messaging_product', { messaging_product: undefined }],
	])('refuses %s', async (_name, wrong) => {
		const response = await create('Right', wrong);
		await used.sandbox.settled();

		expect([response.status, codeOf(response)]).toEqual([400, 100]);
		expect(used.sandbox.groups()).toEqual([]);
	});

	it('takes 128 characters of subject after trimming, and 2,048 of description', async () => {
		const { status } = await create(` ${'😀'.repeat(128)} `, { description: 'd'.repeat(2048) });

		expect(status).toBe(200);
	});

	it('tells of the limit of groups by webhook', async () => {
		used.sandbox.seedGroups(3);

		const { status } = await create('Too many');
		await used.sandbox.settled();

		expect(status).toBe(200);
		expect(groupIn(used.sandbox.webhooks.last()?.payload)).toMatchObject({
			errors: [{ code: 131211 }],
		});
		expect(used.sandbox.groups()).toHaveLength(3);
	});

	it('tells of the limit of groups at once, creations under way included', async () => {
		used.sandbox.readings.creationLimit = 'sync';
		used.sandbox.seedGroups(2);

		await create('Third');
		const response = await create('Fourth');
		await used.sandbox.settled();

		expect([response.status, codeOf(response)]).toEqual([400, 131211]);
		expect(used.sandbox.groups()).toHaveLength(3);
	});

	it('may answer with the id the group will have', async () => {
		used.sandbox.readings.createAnswer = 'id_is_group_id';

		const { data } = await create('Early');
		await used.sandbox.settled();

		expect(used.sandbox.group(data.id)?.subject).toBe('Early');
	});

	it('may answer with the request id under the name of id', async () => {
		used.sandbox.readings.createAnswer = 'id_is_request_id';

		const { data } = await create('Early');
		await used.sandbox.settled();

		expect(groupIn(used.sandbox.webhooks.last()?.payload).request_id).toBe(data.id);
		expect(used.sandbox.group(data.id)).toBeUndefined();
	});

	it('may fail without a group id', async () => {
		used.sandbox.readings.failedCreationGroupId = 'absent';
		used.sandbox.failNextCreation();

		await create('Fails');
		await used.sandbox.settled();

		expect(groupIn(used.sandbox.webhooks.last()?.payload)).not.toHaveProperty('group_id');
	});
});

describe('the delay of a creation', () => {
	it('is not over before its time, and ends when the sandbox is closed', async () => {
		const slow = await startSandbox({
			creationDelayMs: 60_000,
			readings: { createAnswer: 'id_is_group_id' },
		});
		const client = clientOf(slow);
		const { data } = await client.post('/groups', { messaging_product, subject: 'Slow' });
		await new Promise((resolve) => setTimeout(resolve, 20));

		expect(codeOf(await client.get(`/groups/${data.id}`))).toBe(131041);
		expect((await client.get('/groups')).data).toEqual({ data: { groups: [] } });
		expect(slow.groups()).toEqual([]);
		await slow.close();
		await slow.settled();
		expect(slow.groups()).toEqual([]);
	});

	it('is drawn from a range, so that groups may come in another order than asked', async () => {
		const mixed = await startSandbox({ creationDelayMs: [0, 300], seed: 7 });
		const subjects = Array.from({ length: 8 }, (_, index) => String(index));
		for (const subject of subjects) {
			await clientOf(mixed).post('/groups', { messaging_product, subject });
		}
		await mixed.settled();

		const order = mixed.groups().map(({ subject }) => subject);
		expect([...order].sort()).toEqual(subjects);
		expect(order).not.toEqual(subjects);
		await mixed.close();
	});
});

describe('deleting a group', () => {
	it('makes it unknown and tells of it by webhook', async () => {
		const group = used.sandbox.addGroup({ subject: 'Gone' });

		const { status } = await used.client.delete(`/groups/${group.id}`);

		expect(status).toBe(200);
		expect(used.sandbox.group(group.id)).toBeUndefined();
		expect(used.sandbox.openLink(group.inviteLink, { waId: '12025550111' })).toEqual({
			outcome: 'dead_link',
		});
		expect(codeOf(await used.client.delete(`/groups/${group.id}`))).toBe(131041);
		expect(groupIn(used.sandbox.webhooks.last()?.payload)).toEqual({
			timestamp: expect.any(String),
			group_id: group.id,
			type: 'group_delete',
			request_id: expect.any(String),
		});
	});

	it('can be told to fail, and then leaves the group alone', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Stays' });
		used.sandbox.failNextDeletion();

		await used.client.delete(`/groups/${id}`);

		expect(need(used.sandbox.group(id)).subject).toBe('Stays');
		expect(groupIn(used.sandbox.webhooks.last()?.payload)).toMatchObject({
			type: 'group_delete',
			errors: [{ code: 131000 }],
		});
	});
});

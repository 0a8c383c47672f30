import axios from 'axios';
import type { INodeExecutionData } from 'n8n-workflow';

import { byId, itemsOf, runNode, type NodeRun } from '../helpers/groupsNode';
import { binaryOf, jpegOf } from '../helpers/pictures';
import { useSandbox } from '../helpers/useSandbox';

const sandbox = useSandbox();

const run = async (parameters: NodeRun['parameters'], more: Partial<NodeRun> = {}) =>
	await runNode({ api: sandbox(), parameters: { resource: 'group', ...parameters }, ...more });

/** The webhook of a creation, which the node can't see, says which group belongs to which request. */
function expectOwnGroup(json: INodeExecutionData['json'] | undefined): void {
	const [created] = sandbox()
		.webhooks.all()
		.filter(({ payload }) => JSON.stringify(payload).includes(`"${String(json?.requestId)}"`));
	expect(created?.groupId).toBe(json?.groupId);
}

describe('create', () => {
	it('waits until the group exists and gives its ID and link', async () => {
		const { items, error } = await run({
			operation: 'create',
			subject: '  Order 4711 ',
			joinApprovalMode: 'approval_required',
			additionalFields: { description: 'Questions about your order' },
		});
		expect(error).toBeUndefined();
		const [group] = sandbox().groups();
		expect(group).toMatchObject({ subject: 'Order 4711', joinApprovalMode: 'approval_required' });
		expect(items).toEqual([
			{
				json: {
					groupId: group?.id,
					subject: 'Order 4711',
					description: 'Questions about your order',
					joinApprovalMode: 'approval_required',
					inviteLink: group?.inviteLink,
					createdAt: new Date((group?.createdAt ?? 0) * 1000).toISOString(),
					requestId: expect.stringMatching(/^[0-9A-F]{32}$/),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('gives the request ID at once when it shall not wait', async () => {
		const { items } = await run({ operation: 'create', subject: 'Fast', waitForCompletion: false });
		expect(items[0]?.json).toEqual({
			requestId: expect.any(String),
			status: 'requested',
			subject: 'Fast',
			joinApprovalMode: 'auto_approve',
		});
		expect(sandbox().requests.count()).toBe(1);
	});

	it.each(['request_id', 'id_is_request_id', 'id_is_group_id'] as const)(
		'finds the group when the answer is read as %s',
		async (reading) => {
			sandbox().readings.createAnswer = reading;
			const { items } = await run({ operation: 'create', subject: 'Reading' });
			expect(items[0]?.json.groupId).toBe(sandbox().groups()[0]?.id);
		},
	);

	it('tells apart groups with the same subject, whether they exist or are created at once', async () => {
		sandbox().addGroup({ subject: 'Twin', joinApprovalMode: 'auto_approve' });
		const { items } = await run(
			{ operation: 'create', subject: 'Twin' },
			{ input: itemsOf([{ n: 1 }, { n: 2 }]) },
		);
		const created = sandbox().groups().slice(1);
		expect(items.map(({ json }) => json.groupId)).toEqual(created.map(({ id }) => id));
		expect(items.map(({ json }) => json.inviteLink)).toEqual(
			created.map(({ inviteLink }) => inviteLink),
		);
		for (const { json } of items) expectOwnGroup(json);
	});

	it('tells apart what two workflows create at the same moment', async () => {
		const both = await Promise.all([
			run({ operation: 'create', subject: 'Twin' }),
			run({ operation: 'create', subject: 'Twin' }),
		]);
		const ids = both.map(({ items }) => items[0]?.json.groupId);
		expect(new Set(ids)).toEqual(
			new Set(
				sandbox()
					.groups()
					.map(({ id }) => id),
			),
		);
		for (const { items } of both) expectOwnGroup(items[0]?.json);
	});

	it('without a reference says that it can not tell when another system creates the same group', async () => {
		const { url, apiKey } = sandbox();
		const create = run({
			operation: 'create',
			subject: 'Twin',
			options: { reference: false },
		});
		const body = {
			messaging_product: 'whatsapp',
			subject: 'Twin',
			join_approval_mode: 'auto_approve',
		};
		const waitForCreation = async () => {
			while (sandbox().requests.count({ method: 'POST', path: '/groups' }) === 0) {
				await new Promise((done) => setTimeout(done, 5));
			}
		};
		await waitForCreation();
		await axios.post(`${url}/groups`, body, { headers: { 'D360-API-KEY': apiKey } });
		const { items, error } = await create;
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			"The group 'Twin' was created, but it can't be told apart from another one that was asked for at about the same time",
		);
		for (const { id } of sandbox().groups()) expect(error?.description).toContain(id);
	});

	it.each([undefined, 'About twins', 'x'.repeat(2048)])(
		'with a reference it is certain even then, and the description is as wished (%#)',
		async (description) => {
			const subject = 'Twin';
			const additionalFields = description === undefined ? {} : { description };
			const create = run({
				operation: 'create',
				subject,
				additionalFields,
			});
			const spec = { subject, description, joinApprovalMode: 'auto_approve' } as const;
			const before = setInterval(() => sandbox().addGroup(spec), 10);
			const { items } = await create;
			clearInterval(before);
			expectOwnGroup(items[0]?.json);
			expect(sandbox().groups().length).toBeGreaterThan(2);
			const group = sandbox().group(String(items[0]?.json.groupId));
			expect(group?.description).toBe(description);
		},
	);

	it('ignores a group of another system that differs in its settings', async () => {
		const create = run({ operation: 'create', subject: 'Twin' });
		sandbox().addGroup({ subject: 'Twin', joinApprovalMode: 'approval_required' });
		const { items } = await create;
		const own = sandbox()
			.groups()
			.find(({ joinApprovalMode }) => joinApprovalMode === 'auto_approve');
		expect(items[0]?.json.groupId).toBe(own?.id);
	});

	it('says so when the group does not appear in time', async () => {
		sandbox().failNextCreation();
		const { error } = await run({
			operation: 'create',
			subject: 'Never',
			options: { timeLimit: 1 },
		});
		expect(error?.message).toBe(
			"WhatsApp accepted the group 'Never', but did not create it within 1 s",
		);
		expect(error?.description).toMatch(/before you create it again.*Its request ID is [0-9A-F]+\./);
		expect(sandbox().requests.count({ method: 'POST', path: '/groups' })).toBe(1);
	});
});

it('without a reference never takes a group that is older, though the list did not show it before', async () => {
	const old = sandbox().addGroup({
		subject: 'Old',
		joinApprovalMode: 'auto_approve',
		createdAt: 1_755_548_801,
	});
	sandbox().faults.add({
		method: 'GET',
		path: '^/groups$',
		times: 1,
		effect: { kind: 'answer', status: 200, body: { data: { groups: [] } } },
	});
	const { items } = await run({
		operation: 'create',
		subject: 'Old',
		options: { reference: false },
	});
	expect(items[0]?.json.groupId).not.toBe(old.id);
	expectOwnGroup(items[0]?.json);
});

it('keeps the ID of a created group even if its link can not be had', async () => {
	sandbox().faults.add({
		path: 'invite_link$',
		effect: { kind: 'answer', status: 403, body: { error: 'Path blocked' } },
	});
	const { error } = await run({ operation: 'create', subject: 'Linkless' });
	const [group] = sandbox().groups();
	expect(error?.description).toContain(`The group was created, with the ID ${group?.id}.`);
});

describe('get', () => {
	it('asks for all fields and gives them in a simple form', async () => {
		const group = sandbox().addGroup({
			subject: 'Watches',
			description: 'About watches',
			members: [{ waId: '4917112345678' }],
			createdAt: 1_755_548_801,
		});
		const { items } = await run({ operation: 'get', groupId: byId(group.id) });
		expect(items[0]?.json).toEqual({
			groupId: group.id,
			subject: 'Watches',
			description: 'About watches',
			joinApprovalMode: 'approval_required',
			suspended: false,
			createdAt: '2025-08-18T20:26:41.000Z',
			participantCount: 1,
			participants: [{ phoneNumber: '+4917112345678', waId: '4917112345678' }],
		});
	});

	it('reads quoted numbers and booleans', async () => {
		sandbox().readings.groupInfoScalars = 'quoted';
		const group = sandbox().addGroup({ subject: 'Quoted', suspended: true });
		const { items } = await run({ operation: 'get', groupId: byId(group.id) });
		expect(items[0]?.json).toMatchObject({ suspended: true, participantCount: 0 });
	});

	it('gives the answer as it came when Simplify is off, for the chosen fields', async () => {
		const group = sandbox().addGroup({ subject: 'Raw' });
		const { items } = await run({
			operation: 'get',
			groupId: byId(group.id),
			simple: false,
			options: { fields: ['subject', 'suspended'] },
		});
		expect(items[0]?.json).toEqual({
			messaging_product: 'whatsapp',
			id: group.id,
			subject: 'Raw',
			suspended: false,
		});
	});
});

describe('getAll', () => {
	it('stops at the limit', async () => {
		sandbox().seedGroups(120);
		const { items } = await run({ operation: 'getAll' });
		expect(items).toHaveLength(50);
		expect(items[0]?.json).toEqual({
			groupId: sandbox().groups()[0]?.id,
			subject: 'Group 1',
			createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
		});
		expect(
			sandbox()
				.requests.all()
				.map(({ query }) => query),
		).toEqual([{ limit: '50' }]);
	});

	it.each([
		['present', 'present'],
		['present', 'absent'],
		['absent', 'present'],
		['absent', 'absent'],
	] as const)('reads all pages (next %s, last cursor %s)', async (listNext, afterOnLastPage) => {
		Object.assign(sandbox().readings, { listNext, afterOnLastPage });
		const groups = sandbox().seedGroups(95);
		const { items } = await run({
			operation: 'getAll',
			returnAll: true,
			options: { pageSize: 10 },
		});
		expect(items.map(({ json }) => json.groupId)).toEqual(groups.map(({ id }) => id));
	});

	it('starts again when a cursor expires on the way, and gives each group once', async () => {
		const groups = sandbox().seedGroups(30);
		sandbox().faults.add({
			method: 'GET',
			path: '^/groups$',
			skip: 2,
			times: 1,
			effect: {
				kind: 'answer',
				status: 400,
				body: { error: { message: '(#131059) Invalid cursor', code: 131059 } },
			},
		});
		const { items } = await run({
			operation: 'getAll',
			returnAll: true,
			options: { pageSize: 10 },
		});
		expect(items.map(({ json }) => json.groupId)).toEqual(groups.map(({ id }) => id));
		expect(sandbox().requests.count()).toBeGreaterThan(4);
	});

	it('lists 10,000 groups in 10 calls and never follows the link to another host', async () => {
		const groups = sandbox().seedGroups(10_000);
		const { items } = await run({ operation: 'getAll', returnAll: true });
		expect(items).toHaveLength(10_000);
		expect(new Set(items.map(({ json }) => json.groupId)).size).toBe(groups.length);
		expect(sandbox().requests.count()).toBe(10);
	});
});

describe('update', () => {
	it('sends texts as JSON and the picture in a call of its own', async () => {
		const group = sandbox().addGroup({ subject: 'Old' });
		const { items, error } = await run(
			{
				operation: 'update',
				groupId: byId(group.id),
				updateFields: { subject: 'New', description: 'Fresh', pictureFieldName: 'photo' },
			},
			{ input: [{ json: {}, binary: { photo: binaryOf(jpegOf(192, 192)) } }] },
		);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({
			groupId: group.id,
			status: 'accepted',
			subject: 'New',
			description: 'Fresh',
			picture: true,
			requestIds: [],
		});
		expect(sandbox().group(group.id)).toMatchObject({
			subject: 'New',
			description: 'Fresh',
			picture: { width: 192, height: 192, mimeType: 'image/jpeg' },
		});
		const [texts, picture] = sandbox().requests.all();
		expect(texts?.body).toEqual({
			messaging_product: 'whatsapp',
			subject: 'New',
			description: 'Fresh',
		});
		expect(picture?.parts).toMatchObject([
			{ name: 'messaging_product', value: 'whatsapp' },
			{ name: 'file', kind: 'file', type: 'image/jpeg' },
		]);
	});

	it('can send the picture under the other documented name', async () => {
		sandbox().readings.picturePart = 'profile_picture_file';
		const group = sandbox().addGroup({ subject: 'Old' });
		const { error } = await run(
			{
				operation: 'update',
				groupId: byId(group.id),
				updateFields: { pictureFieldName: 'data' },
				options: { picturePartName: 'profile_picture_file' },
			},
			{ input: [{ json: {}, binary: { data: binaryOf(jpegOf(200, 200)) } }] },
		);
		expect(error).toBeUndefined();
		expect(sandbox().group(group.id)?.picture).toMatchObject({ width: 200 });
	});

	it('says what was done when the picture is refused after the texts were taken', async () => {
		const group = sandbox().addGroup({ subject: 'Old' });
		sandbox().readings.pictureMinimum = '193';
		const { error } = await run(
			{
				operation: 'update',
				groupId: byId(group.id),
				updateFields: { subject: 'New', pictureFieldName: 'data' },
			},
			{ input: [{ json: {}, binary: { data: binaryOf(jpegOf(192, 192)) } }] },
		);
		expect(error?.message).toBe('The picture is too small');
		expect(error?.description).toContain('The subject was already accepted');
		expect(sandbox().group(group.id)?.subject).toBe('New');
	});

	it.each(['success_true', 'success_string', 'request_id', 'empty'] as const)(
		'accepts the answer %s',
		async (writeAnswer) => {
			sandbox().readings.writeAnswer = writeAnswer;
			const group = sandbox().addGroup({ subject: 'Old' });
			const { items } = await run({
				operation: 'update',
				groupId: byId(group.id),
				updateFields: { subject: 'New' },
			});
			expect(items[0]?.json).toMatchObject({ status: 'accepted', subject: 'New' });
		},
	);
});

describe('delete', () => {
	it('deletes the group', async () => {
		const group = sandbox().addGroup({ subject: 'Gone' });
		const { items } = await run({ operation: 'delete', groupId: byId(group.id) });
		expect(items[0]?.json).toEqual({ deleted: true, groupId: group.id });
		expect(sandbox().groups()).toEqual([]);
	});
});

import {
	createGroup,
	deleteGroup,
	eachGroup,
	getGroup,
	getGroupPage,
	GROUP_FIELDS,
	LARGEST_PAGE,
	setGroupPicture,
	updateGroup,
} from '../../../nodes/Dialog360Groups/api/groups';
import { take } from '../../../nodes/Dialog360Groups/api/paging';
import { clientSaying } from './support/fakeClient';

describe('creating a group', () => {
	it.each([
		[{ request_id: 'r' }, { requestId: 'r' }],
		[{ id: 'x' }, { requestId: 'x', perhapsGroupId: 'x' }],
		[{ group_id: 'g' }, { groupId: 'g' }],
		[
			{ request_id: 'r', id: 'x', group_id: 'g' },
			{ requestId: 'r', perhapsGroupId: 'x', groupId: 'g' },
		],
		[
			{ request_id: 'r', id: 'x' },
			{ requestId: 'r', perhapsGroupId: 'x' },
		],
		[{ request_id: 106540352242922 }, { requestId: '106540352242922' }],
		[{ request_id: '', id: '' }, {}],
		[{}, {}],
	])('reads %j as %j', async (body, receipt) => {
		const client = clientSaying(body);
		const wish = { subject: 'A', joinApprovalMode: 'auto_approve' } as const;
		expect(await createGroup(client, wish)).toEqual(receipt);
	});

	it('sends what was wished for, and no description where there is none', async () => {
		const client = clientSaying({}, {});
		await createGroup(client, { subject: 'A', joinApprovalMode: 'auto_approve' });
		await createGroup(client, {
			subject: 'B',
			description: 'b',
			joinApprovalMode: 'approval_required',
		});
		const json = {
			messaging_product: 'whatsapp',
			subject: 'A',
			join_approval_mode: 'auto_approve',
		};
		expect(client.calls).toEqual([
			{ method: 'POST', path: ['groups'], json },
			{
				method: 'POST',
				path: ['groups'],
				json: {
					...json,
					subject: 'B',
					description: 'b',
					join_approval_mode: 'approval_required',
				},
			},
		]);
		expect(Object.keys(client.calls[0]?.json ?? {})).not.toContain('description');
	});
});

describe('listing groups', () => {
	const rows = [
		{ id: 'g1', subject: 'One', created_at: '1755548801' },
		{ subject: 'without an ID' },
		null,
		{ id: 2, created_at: 1755548801 },
	];
	const body = { data: { groups: rows }, paging: { cursors: { after: 'x' } } };

	it('reads dates and IDs leniently, and leaves out what has no ID', async () => {
		const groups = await take(eachGroup(clientSaying(body)), Infinity);
		expect(groups.map(({ value }) => value)).toEqual([
			{ groupId: 'g1', subject: 'One', createdAt: '2025-08-18T20:26:41.000Z' },
			{ groupId: '2', subject: undefined, createdAt: '2025-08-18T20:26:41.000Z' },
		]);
		expect(groups[0]?.raw).toBe(rows[0]);
	});

	it('asks for the largest page, or for the size that is wanted', async () => {
		const client = clientSaying(body, body, body);
		await take(eachGroup(client), Infinity);
		await take(eachGroup(client, 7), Infinity);
		await getGroupPage(client, 'x');
		expect(client.calls.map(({ query }) => query)).toEqual([
			{ limit: LARGEST_PAGE },
			{ limit: 7 },
			{ limit: LARGEST_PAGE, after: 'x' },
		]);
	});

	it.each([[{}], [{ data: [] }], [{ data: { groups: 'x' } }], [{ data: null }]])(
		'finds none in %j',
		async (empty) => {
			expect(await take(eachGroup(clientSaying(empty)), Infinity)).toEqual([]);
		},
	);
});

describe('one group', () => {
	it('is asked for with all fields, or the ones that are wanted', async () => {
		const client = clientSaying({ id: 'g' }, { id: 'g' });
		await getGroup(client, 'g');
		await getGroup(client, 'g', ['subject']);
		expect(client.calls).toEqual([
			{ method: 'GET', path: ['groups', 'g'], query: { fields: GROUP_FIELDS.join(',') } },
			{ method: 'GET', path: ['groups', 'g'], query: { fields: 'subject' } },
		]);
	});

	it('is read whether its values are quoted or not', async () => {
		const expected = {
			groupId: 'g',
			subject: 'S',
			description: 'D',
			joinApprovalMode: 'approval_required',
			suspended: false,
			createdAt: '2025-08-18T20:26:41.000Z',
			participantCount: 6,
			participants: [
				{ waId: '4917112345', userId: undefined, parentUserId: undefined, username: undefined },
				{ waId: undefined, userId: 'DE.1', parentUserId: 'DE.ENT.1', username: '@ada' },
			],
		};
		const body = {
			id: 'g',
			subject: 'S',
			description: 'D',
			join_approval_mode: 'approval_required',
			suspended: false,
			creation_timestamp: 1755548801,
			total_participant_count: 6,
			participants: [
				{ wa_id: '4917112345' },
				{ wa_id: '', user_id: 'DE.1', parent_user_id: 'DE.ENT.1', username: '@ada' },
			],
		};
		const quoted = {
			...body,
			suspended: 'false',
			creation_timestamp: '1755548801',
			total_participant_count: '6',
		};
		const client = clientSaying(body, quoted);
		expect(await getGroup(client, 'g')).toEqual({ raw: body, value: expected });
		expect((await getGroup(client, 'g')).value).toEqual(expected);
	});

	it('keeps the ID it was asked for when the answer has none, and knows no more than it says', async () => {
		const { value } = await getGroup(clientSaying({ participants: 'x' }), 'g');
		expect(value).toEqual({ groupId: 'g' });
	});
});

describe('changing a group', () => {
	it('sends texts as JSON', async () => {
		const client = clientSaying({ request_id: 'r' });
		expect(await updateGroup(client, 'g', { subject: 'S' })).toEqual({ requestId: 'r' });
		expect(client.calls).toEqual([
			{
				method: 'POST',
				path: ['groups', 'g'],
				json: { messaging_product: 'whatsapp', subject: 'S' },
			},
		]);
	});

	it.each(['file', 'profile_picture_file'] as const)(
		'sends a picture alone, as a form with the part %s',
		async (partName) => {
			const client = clientSaying({ success: true });
			const bytes = new Uint8Array([0xff, 0xd8, 0xff]);
			expect(await setGroupPicture(client, 'g', { bytes, partName })).toEqual({});
			const [call] = client.calls;
			expect(call).toMatchObject({ method: 'POST', path: ['groups', 'g'] });
			expect(call?.json).toBeUndefined();
			const form = call?.form?.();
			expect([...(form?.keys() ?? [])]).toEqual(['messaging_product', partName]);
			expect(form?.get('messaging_product')).toBe('whatsapp');
			const file = form?.get(partName);
			if (!(file instanceof Blob)) throw new Error('The picture is not a file');
			expect(file.type).toBe('image/jpeg');
			expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
			expect(call?.form?.()).not.toBe(form);
		},
	);

	it('deletes without a body', async () => {
		const client = clientSaying({ success: 'true', request_id: 'r' });
		expect(await deleteGroup(client, 'g')).toEqual({ requestId: 'r' });
		expect(client.calls).toEqual([{ method: 'DELETE', path: ['groups', 'g'] }]);
	});
});

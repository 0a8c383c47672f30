import type { Group } from '../../sandbox/types';
import {
	ada,
	ben,
	codeOf,
	dmitri,
	emma,
	groupIn,
	need,
	people,
	useSandbox,
	waIds,
} from './support';

const used = useSandbox();
const messaging_product = 'whatsapp';

function url(group: Group): string {
	return `/groups/${group.id}/join_requests`;
}

function idsOf(group: Group): string[] {
	return group.pending.map((request) => request.id);
}

async function approve(group: Group, join_requests: unknown) {
	return await used.client.post(url(group), { messaging_product, join_requests });
}

async function reject(group: Group, join_requests: unknown) {
	return await used.client.delete(url(group), { data: { messaging_product, join_requests } });
}

function statuses(group: Group): string[] {
	return need(used.sandbox.group(group.id)).joinRequests.map(({ status }) => status);
}

describe('listing join requests', () => {
	it('gives the pending ones in order', async () => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [ada, dmitri] });

		const { data } = await used.client.get(url(group));

		expect(data.data).toEqual([
			{
				join_request_id: group.pending[0]?.id,
				wa_id: ada.waId,
				creation_timestamp: expect.any(Number),
			},
			{
				join_request_id: group.pending[1]?.id,
				wa_id: dmitri.waId,
				user_id: dmitri.userId,
				username: dmitri.username,
				creation_timestamp: expect.any(Number),
			},
		]);
	});

	it('goes forward and backward by cursor', async () => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: people(7) });
		const page = async (params: object) => {
			const { data } = await used.client.get(url(group), { params });
			const rows: Array<{ wa_id: string }> = data.data;
			return { waIds: rows.map((row) => row.wa_id), cursors: data.paging?.cursors };
		};
		const all = people(7).map((person) => person.waId);

		const first = await page({ limit: 3 });
		const second = await page({ limit: 3, after: first.cursors.after });
		const third = await page({ limit: 3, after: second.cursors.after });
		const beyond = await page({ limit: 3, after: third.cursors.after });
		const back = await page({ limit: 2, before: third.cursors.before });

		expect(first.waIds).toEqual(all.slice(0, 3));
		expect(second.waIds).toEqual(all.slice(3, 6));
		expect(third.waIds).toEqual(all.slice(6));
		expect(beyond).toEqual({ waIds: [], cursors: undefined });
		expect(back.waIds).toEqual(all.slice(4, 6));
	});

	it('has cursors that belong to one group, and that may belong to one version of the list', async () => {
		const group = used.sandbox.addGroup({ subject: 'One', pending: people(4) });
		const other = used.sandbox.addGroup({ subject: 'Other', pending: people(4) });
		const { data } = await used.client.get(url(group), { params: { limit: 2 } });
		const params = { after: data.paging.cursors.after };

		expect(codeOf(await used.client.get(url(other), { params }))).toBe(131059);
		used.sandbox.askToJoin(group.id, ada);
		expect((await used.client.get(url(group), { params })).status).toBe(200);
		used.sandbox.readings.joinRequestCursor = 'version';
		expect(codeOf(await used.client.get(url(group), { params }))).toBe(131059);
	});
});

describe('approving join requests', () => {
	it('makes people members, and tells of it with "input" in one webhook', async () => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [ada, ben] });

		const { status, data } = await approve(group, idsOf(group));

		expect(status).toBe(200);
		expect(data).toEqual({ messaging_product, approved_join_requests: idsOf(group) });
		expect(waIds(used.sandbox.group(group.id))).toEqual([ada.waId, ben.waId]);
		expect(statuses(group)).toEqual(['approved', 'approved']);
		expect(used.sandbox.webhooks.all().map(({ payload }) => groupIn(payload))).toEqual([
			{
				timestamp: expect.any(String),
				group_id: group.id,
				type: 'group_participants_add',
				reason: 'invite_link',
				added_participants: [
					{ input: ada.waId, wa_id: ada.waId },
					{ input: ben.waId, wa_id: ben.waId },
				],
			},
		]);
	});

	it('tells for each request why it failed, and approves the others', async () => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [ada, emma, ben] });
		const [ofAda = '', ofEmma = '', ofBen = ''] = idsOf(group);
		used.sandbox.withdraw(group.id, ben.waId);

		const { status, data } = await approve(group, [ofAda, ofEmma, ofBen, 'none']);

		expect(status).toBe(206);
		expect(data).toEqual({
			messaging_product,
			approved_join_requests: [ofAda],
			failed_join_requests: [
				{
					join_request_id: ofEmma,
					errors: [
						{
							code: 131203,
							message:
								'(#131203) Recipient has not accepted our new Terms of Service and Privacy Policy.',
							title: 'Unable to add participant to group',
							error_data: { details: expect.any(String) },
						},
					],
				},
				{ join_request_id: ofBen, errors: [expect.objectContaining({ code: 131213 })] },
				{ join_request_id: 'none', errors: [expect.objectContaining({ code: 131213 })] },
			],
			errors: [expect.objectContaining({ code: 131201 })],
		});
		expect(waIds(used.sandbox.group(group.id))).toEqual([ada.waId]);
		expect(statuses(group)).toEqual(['approved', 'pending', 'withdrawn']);
	});

	it('lets in eight people and keeps the others waiting', async () => {
		const group = used.sandbox.addGroup({ subject: 'Popular', pending: people(10) });
		const ids = idsOf(group);

		const { data } = await approve(group, ids);

		expect(data.approved_join_requests).toEqual(ids.slice(0, 8));
		expect(data.failed_join_requests).toEqual(
			ids.slice(8).map((join_request_id) => ({
				join_request_id,
				errors: [expect.objectContaining({ code: 131204 })],
			})),
		);
		const after = need(used.sandbox.group(group.id));
		expect(after.members).toHaveLength(8);
		expect(idsOf(after)).toEqual(ids.slice(8));
	});

	it('may answer 200 to what succeeded in part', async () => {
		used.sandbox.readings.partialSuccess = '200';
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [ada] });

		const { status, data } = await approve(group, [...idsOf(group), 'none']);

		expect(status).toBe(200);
		expect(data.failed_join_requests).toHaveLength(1);
	});

	it('lists the failures when all failed, or answers with one error', async () => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [emma] });

		expect((await approve(group, idsOf(group))).data).toMatchObject({
			approved_join_requests: [],
			failed_join_requests: [{ errors: [{ code: 131203 }] }],
		});
		used.sandbox.readings.allRequestsFailed = 'error';
		const response = await approve(group, ['none']);
		expect([response.status, codeOf(response)]).toEqual([400, 131213]);
		expect(used.sandbox.webhooks.count()).toBe(0);
	});

	it('fails for a request that was handled before', async () => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [ada] });
		await approve(group, idsOf(group));

		const { data } = await approve(group, idsOf(group));

		expect(data.failed_join_requests[0].errors[0].code).toBe(131213);
		expect(waIds(used.sandbox.group(group.id))).toEqual([ada.waId]);
	});

	it('names people with a hidden number by their user id', async () => {
		used.sandbox.readings.usernameWaId = 'absent';
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [dmitri] });

		await approve(group, idsOf(group));

		expect(groupIn(used.sandbox.webhooks.last()?.payload).added_participants).toEqual([
			{ input: dmitri.userId, user_id: dmitri.userId, username: dmitri.username },
		]);
	});

	it.each([
		['no list', 'one'],
		['an empty list', []],
		['a list of something else', [1]],
		['nothing', undefined],
	])('refuses %s', async (_name, ids) => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [ada] });

		const response = await approve(group, ids);

		expect([response.status, codeOf(response)]).toEqual([400, 100]);
	});

	it('refuses an id that is there twice, as a whole', async () => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [ada, ben] });
		const ids = idsOf(group);

		const response = await approve(group, [...ids, ...ids.slice(0, 1)]);

		expect([response.status, codeOf(response)]).toEqual([400, 131202]);
		expect(statuses(group)).toEqual(['pending', 'pending']);
	});
});

describe('rejecting join requests', () => {
	it('turns people down without a webhook; they may ask again', async () => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [ada] });

		const { data } = await reject(group, idsOf(group));

		expect(data).toEqual({ messaging_product, rejected_join_requests: idsOf(group) });
		expect(used.sandbox.webhooks.count()).toBe(0);
		expect(waIds(used.sandbox.group(group.id))).toEqual([]);
		expect(used.sandbox.openLink(group.inviteLink, ada).outcome).toBe('requested');
		expect(statuses(group)).toEqual(['rejected', 'pending']);
	});

	it('tells which requests do not exist', async () => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [emma] });

		const { status, data } = await reject(group, [...idsOf(group), 'none']);

		expect(status).toBe(206);
		expect(data).toMatchObject({
			rejected_join_requests: idsOf(group),
			failed_join_requests: [{ join_request_id: 'none', errors: [{ code: 131213 }] }],
		});
	});

	it('needs a body', async () => {
		const group = used.sandbox.addGroup({ subject: 'Asked', pending: [ada] });

		const response = await used.client.delete(url(group));

		expect([response.status, codeOf(response)]).toEqual([400, 100]);
		expect(statuses(group)).toEqual(['pending']);
	});
});

import { ada, ben, codeOf, dmitri, groupIn, need, people, useSandbox, waIds } from './support';

const used = useSandbox();
const messaging_product = 'whatsapp';

function told(): Record<string, unknown> {
	return groupIn(need(used.sandbox.webhooks.last()).payload);
}

async function remove(groupId: string, participants: unknown) {
	return await used.client.delete(`/groups/${groupId}/participants`, {
		data: { messaging_product, participants },
	});
}

describe('removing participants', () => {
	it('removes people by number, with or without plus, and by user id', async () => {
		const members = [ada, ben, dmitri, { waId: '12025550999' }];
		const { id } = used.sandbox.addGroup({ subject: 'Crowd', members });
		const entries = [{ user: `+${ada.waId}` }, { user: ben.waId }, { user_id: dmitri.userId }];

		const { status } = await remove(id, entries);

		expect(status).toBe(200);
		expect(waIds(used.sandbox.group(id))).toEqual(['12025550999']);
		expect(used.sandbox.group(id)?.removed.map(({ waId }) => waId)).toEqual([
			ada.waId,
			ben.waId,
			dmitri.waId,
		]);
		expect(told()).toEqual({
			timestamp: expect.any(String),
			group_id: id,
			type: 'group_participants_remove',
			request_id: expect.any(String),
			removed_participants: [
				{ input: `+${ada.waId}` },
				{ input: ben.waId },
				{ input: dmitri.userId },
			],
			initiated_by: 'business',
		});
	});

	it.each([
		['206', 206],
		['200', 200],
	] as const)('succeeds in part (reading %s)', async (reading, expected) => {
		used.sandbox.readings.partialSuccess = reading;
		const { id } = used.sandbox.addGroup({ subject: 'Crowd', members: [ada] });

		const { status } = await remove(id, [{ user: ada.waId }, { user: ben.waId }]);

		expect(status).toBe(expected);
		expect(waIds(used.sandbox.group(id))).toEqual([]);
		expect(told()).toMatchObject({
			removed_participants: [{ input: ada.waId }],
			failed_participants: [{ input: ben.waId, errors: [{ code: 131212 }] }],
			errors: [
				{
					code: 131201,
					message: 'Failed to remove some participants from the group',
					title: 'Not All Participants Remove Succeeded',
				},
			],
		});
	});

	it('refuses people who are not members, at once', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Crowd', members: [ada] });

		const response = await remove(id, [{ user: ben.waId }]);

		expect([response.status, codeOf(response)]).toEqual([400, 131212]);
		expect(used.sandbox.webhooks.count()).toBe(0);
	});

	it('may refuse people who are not members by webhook', async () => {
		used.sandbox.readings.notAMember = 'webhook';
		const { id } = used.sandbox.addGroup({ subject: 'Crowd', members: [ada] });

		const { status } = await remove(id, [{ user: ben.waId }]);

		expect(status).toBe(200);
		expect(told()).toMatchObject({
			failed_participants: [{ input: ben.waId }],
			errors: [{ code: 131212 }],
		});
		expect(told()).not.toHaveProperty('removed_participants');
	});

	it.each([
		['one number twice', [{ user: ada.waId }, { user: ada.waId }]],
		['one number written in two ways', [{ user: ada.waId }, { user: `+${ada.waId}` }]],
		['a person by number and by user id', [{ user: dmitri.waId }, { user_id: dmitri.userId }]],
	])('refuses %s, as a whole', async (_name, entries) => {
		const { id } = used.sandbox.addGroup({ subject: 'Crowd', members: [ada, dmitri] });

		const response = await remove(id, entries);

		expect([response.status, codeOf(response)]).toEqual([400, 131202]);
		expect(waIds(used.sandbox.group(id))).toEqual([ada.waId, dmitri.waId]);
	});

	it('refuses nine entries', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Crowd', members: people(8) });
		const entries = people(9).map(({ waId }) => ({ user: waId }));

		const response = await remove(id, entries);

		expect([response.status, codeOf(response)]).toEqual([400, 131204]);
		expect(waIds(used.sandbox.group(id))).toHaveLength(8);
		expect((await remove(id, entries.slice(0, 8))).status).toBe(200);
	});

	it.each([
		['no list', 'ada'],
		['an empty list', []],
		['neither user nor user_id', [{}]],
		['both user and user_id', [{ user: '12025550111', user_id: 'US.1' }]],
		['a user that is no number', [{ user: 'US.1' }]],
		['an empty user_id', [{ user_id: '' }]],
		['entries that are no objects', ['12025550111']],
	])('refuses %s', async (_name, entries) => {
		const { id } = used.sandbox.addGroup({ subject: 'Crowd', members: [ada] });

		const response = await remove(id, entries);

		expect([response.status, codeOf(response)]).toEqual([400, 100]);
	});

	it('may say who began it one level higher', async () => {
		used.sandbox.readings.initiatedBy = 'value';
		const { id } = used.sandbox.addGroup({ subject: 'Crowd', members: [ada] });

		await remove(id, [{ user: ada.waId }]);

		expect(told()).not.toHaveProperty('initiated_by');
		expect(used.sandbox.webhooks.last()?.payload).toMatchObject({
			entry: [{ changes: [{ value: { initiated_by: 'business' } }] }],
		});
	});
});

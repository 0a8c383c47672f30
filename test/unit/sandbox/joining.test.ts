import type { Group } from '../../sandbox/types';
import { ada, ben, codeOf, dmitri, groupIn, need, people, useSandbox, waIds } from './support';

const used = useSandbox();
const messaging_product = 'whatsapp';

function told(): Record<string, unknown> {
	return groupIn(need(used.sandbox.webhooks.last()).payload);
}

function open(group: Group, person = ada) {
	return used.sandbox.openLink(need(used.sandbox.group(group.id)).inviteLink, person);
}

describe('an invite link', () => {
	it('is the same until it is reset; then the old one is dead', async () => {
		const group = used.sandbox.addGroup({ subject: 'Linked', joinApprovalMode: 'auto_approve' });
		const url = `/groups/${group.id}/invite_link`;

		const before = await used.client.get(url);
		const reset = await used.client.post(url, { messaging_product });
		const after = await used.client.get(url);

		expect(before.data.invite_link).toBe(group.inviteLink);
		expect(reset.data).toEqual(after.data);
		expect(after.data.invite_link).not.toBe(group.inviteLink);
		expect(used.sandbox.openLink(group.inviteLink, ada)).toEqual({
			outcome: 'dead_link',
			groupId: group.id,
		});
		expect(used.sandbox.openLink(after.data.invite_link, ada).outcome).toBe('joined');
		expect(used.sandbox.group(group.id)?.links).toEqual([
			{ link: group.inviteLink, createdAt: expect.any(Number), revokedAt: expect.any(Number) },
			{ link: after.data.invite_link, createdAt: expect.any(Number) },
		]);
	});

	it('lets people in at once, and tells of it without "input"', () => {
		const group = used.sandbox.addGroup({ subject: 'Open', joinApprovalMode: 'auto_approve' });

		expect(open(group)).toEqual({ outcome: 'joined', groupId: group.id });
		expect(waIds(used.sandbox.group(group.id))).toEqual([ada.waId]);
		expect(told()).toMatchObject({
			type: 'group_participants_add',
			reason: 'invite_link',
			added_participants: [{ wa_id: ada.waId }],
		});
		expect(open(group).outcome).toBe('already_member');
	});

	it('makes people ask where approval is required', () => {
		const group = used.sandbox.addGroup({ subject: 'Closed' });

		const { outcome, joinRequest } = open(group);

		expect(outcome).toBe('requested');
		expect(waIds(used.sandbox.group(group.id))).toEqual([]);
		expect(used.sandbox.group(group.id)?.pending).toEqual([joinRequest]);
		expect(told()).toMatchObject({
			type: 'group_join_request_created',
			reason: 'invite_link',
			join_request_id: joinRequest?.id,
			wa_id: ada.waId,
		});
		expect(open(group)).toEqual({ outcome: 'already_requested', groupId: group.id, joinRequest });
	});

	it.each(['auto_approve', 'approval_required'] as const)(
		'does not lead into a full group (%s)',
		(joinApprovalMode) => {
			const members = people(8);
			const group = used.sandbox.addGroup({ subject: 'Full', members, joinApprovalMode });

			expect(open(group, ben).outcome).toBe('group_full');
			expect(waIds(used.sandbox.group(group.id))).toHaveLength(8);
		},
	);

	it('does not let in again whom the business removed, but whom left by themselves', async () => {
		const group = used.sandbox.addGroup({
			subject: 'Strict',
			joinApprovalMode: 'auto_approve',
			members: [ada, ben],
		});
		await used.client.delete(`/groups/${group.id}/participants`, {
			data: { messaging_product, participants: [{ user: ada.waId }] },
		});
		used.sandbox.leave(group.id, ben.waId);

		expect(open(group, ada).outcome).toBe('removed_before');
		expect(open(group, ben).outcome).toBe('joined');
		expect(waIds(used.sandbox.group(group.id))).toEqual([ben.waId]);
	});

	it('does not lead into a suspended group, and nowhere if it was never given out', () => {
		const group = used.sandbox.addGroup({ subject: 'Suspended', suspended: true });

		expect(open(group).outcome).toBe('group_suspended');
		expect(used.sandbox.openLink('https://chat.whatsapp.com/nowhere', ada)).toEqual({
			outcome: 'dead_link',
		});
	});
});

describe('people', () => {
	it('may withdraw a request and ask again under the same id', () => {
		const group = used.sandbox.addGroup({ subject: 'Wavering' });
		const first = used.sandbox.askToJoin(group.id, ada);

		expect(used.sandbox.withdraw(group.id, ada.waId)).toEqual({ ...first, status: 'withdrawn' });
		expect(told()).toMatchObject({
			type: 'group_join_request_revoked',
			join_request_id: first.id,
			wa_id: ada.waId,
		});
		expect(used.sandbox.askToJoin(group.id, ada).id).toBe(first.id);
		expect(used.sandbox.group(group.id)?.joinRequests.map(({ status }) => status)).toEqual([
			'withdrawn',
			'pending',
		]);
	});

	it('may leave, and it is told who began it', () => {
		const group = used.sandbox.addGroup({ subject: 'Left', members: [ada, ben] });

		used.sandbox.leave(group.id, ada.waId);

		expect(waIds(used.sandbox.group(group.id))).toEqual([ben.waId]);
		expect(told()).toMatchObject({
			type: 'group_participants_remove',
			removed_participants: [{ wa_id: ada.waId }],
			initiated_by: 'participant',
		});
	});

	it('with a username may be known by their user id alone', () => {
		used.sandbox.readings.usernameWaId = 'absent';
		const group = used.sandbox.addGroup({ subject: 'Hidden' });

		const { id } = used.sandbox.askToJoin(group.id, dmitri);

		expect(told()).toMatchObject({ user_id: dmitri.userId, username: dmitri.username });
		expect(JSON.stringify(told())).not.toContain(dmitri.waId);
		expect(Buffer.from(id, 'base64').toString()).not.toContain(dmitri.waId);
	});

	it('cannot do what makes no sense, and are told why', () => {
		const { sandbox } = used;
		const open = sandbox.addGroup({ subject: 'Open', joinApprovalMode: 'auto_approve' });
		const closed = sandbox.addGroup({ subject: 'Closed', members: [ben], pending: [ada] });
		const nobody = { waId: '+12025550111' };

		expect(() => sandbox.askToJoin(open.id, ada)).toThrow(/without asking/);
		expect(() => sandbox.askToJoin(closed.id, ada)).toThrow(/has asked/);
		expect(() => sandbox.askToJoin(closed.id, ben)).toThrow(/is a member/);
		expect(() => sandbox.askToJoin('none', ada)).toThrow(/no group/);
		expect(() => sandbox.askToJoin(closed.id, nobody)).toThrow(/digits without/);
		expect(() => sandbox.askToJoin(closed.id, { waId: '12345', username: '@a' })).toThrow(/userId/);
		expect(() => sandbox.withdraw(closed.id, ben.waId)).toThrow(/no pending request/);
		expect(() => sandbox.leave(closed.id, ada.waId)).toThrow(/not a member/);
		expect(() => sandbox.addGroup({ subject: 'Crowd', members: people(9) })).toThrow(/at most 8/);
	});
});

describe('a suspended group', () => {
	it('refuses everything but being looked at, until the suspension is cleared', async () => {
		const group = used.sandbox.addGroup({ subject: 'Suspended', members: [ada], pending: [ben] });
		used.sandbox.suspend(group.id, true);
		expect(told()).toMatchObject({ type: 'group_suspend', group_id: group.id });
		const url = `/groups/${group.id}`;
		const ids = group.pending.map(({ id }) => id);
		const approval = { messaging_product, join_requests: ids };
		const removal = { messaging_product, participants: [{ user: ada.waId }] };

		const refusals = [
			await used.client.post(url, { messaging_product, subject: 'New' }),
			await used.client.delete(url),
			await used.client.get(`${url}/invite_link`),
			await used.client.post(`${url}/invite_link`, { messaging_product }),
			await used.client.get(`${url}/join_requests`),
			await used.client.post(`${url}/join_requests`, approval),
			await used.client.delete(`${url}/join_requests`, { data: approval }),
			await used.client.delete(`${url}/participants`, { data: removal }),
		];

		expect(refusals.map((one) => [one.status, codeOf(one)])).toEqual(
			refusals.map(() => [403, 131207]),
		);
		expect(used.sandbox.group(group.id)).toEqual({ ...group, suspended: true });
		const { data } = await used.client.get(url, { params: { fields: 'suspended' } });
		expect(data.suspended).toBe(true);

		used.sandbox.suspend(group.id, false);
		expect(told()).toMatchObject({ type: 'group_suspend_cleared', group_id: group.id });
		expect((await used.client.post(`${url}/join_requests`, approval)).status).toBe(200);
	});
});

import { byId, itemsOf, messageOf, runNode, type NodeRun } from '../helpers/groupsNode';
import { useSandbox } from '../helpers/useSandbox';
import type { Person } from '../sandbox';

const sandbox = useSandbox({ webhookRetryDelaysMs: [] });

const run = async (parameters: NodeRun['parameters'], more: Partial<NodeRun> = {}) =>
	await runNode({
		api: sandbox(),
		parameters: { resource: 'participant', ...parameters },
		...more,
	});

const groupOf = (...members: Person[]) => sandbox().addGroup({ subject: 'Team', members });
const membersOf = (id: string) =>
	sandbox()
		.group(id)
		?.members.map(({ waId }) => waId);

describe('getAll', () => {
	it('gives everybody in the group', async () => {
		const group = groupOf({ waId: '491711234567' }, { waId: '14155550132', userId: 'US.1349' });
		const { items } = await run({ operation: 'getAll', groupId: byId(group.id) });
		expect(items.map(({ json }) => json)).toEqual([
			{ groupId: group.id, phoneNumber: '+491711234567', waId: '491711234567' },
			{
				groupId: group.id,
				phoneNumber: '+14155550132',
				waId: '14155550132',
				userId: 'US.1349',
			},
		]);
	});

	it('gives the answer as it came when Simplify is off, up to the limit', async () => {
		const group = groupOf({ waId: '491711234567' }, { waId: '14155550132' });
		const { items } = await run({
			operation: 'getAll',
			groupId: byId(group.id),
			simple: false,
			limit: 1,
		});
		expect(items.map(({ json }) => json)).toEqual([{ wa_id: '491711234567' }]);
	});
});

describe('remove', () => {
	it('removes by phone number, WhatsApp ID and user ID, each person once', async () => {
		const group = groupOf(
			{ waId: '491711234567' },
			{ waId: '14155550132', userId: 'US.13491208655302741918' },
			{ waId: '447700900123' },
		);
		const { items, error } = await run(
			{ operation: 'remove', groupId: byId(group.id), participants: '={{ $json.person }}' },
			{
				input: itemsOf([
					{ person: '+49 (0)171 1234567' },
					{ person: 'US.13491208655302741918' },
					{ person: '491711234567, +44 7700 900123' },
				]),
			},
		);
		expect(error).toBeUndefined();
		expect(
			items.map(({ json, pairedItem }) => [json.participant, json.status, pairedItem]),
		).toEqual([
			['+49 (0)171 1234567', 'accepted', { item: 0 }],
			['US.13491208655302741918', 'accepted', { item: 1 }],
			['491711234567', 'accepted', { item: 2 }],
			['+44 7700 900123', 'accepted', { item: 2 }],
		]);
		expect(membersOf(group.id)).toEqual([]);
		expect(
			sandbox()
				.requests.all()
				.map(({ body }) => body),
		).toEqual([
			{
				messaging_product: 'whatsapp',
				participants: [
					{ user: '+491711234567' },
					{ user_id: 'US.13491208655302741918' },
					{ user: '+447700900123' },
				],
			},
		]);
	});

	it('names at most 8 people in a call', async () => {
		const waIds = Array.from({ length: 19 }, (_, n) => String(4917000000000 + n));
		const group = groupOf(...waIds.slice(0, 8).map((waId) => ({ waId })));
		await run(
			{ operation: 'remove', groupId: byId(group.id), participants: '={{ $json.person }}' },
			{ input: itemsOf(waIds.map((person) => ({ person }))), onError: 'continueRegularOutput' },
		);
		const sizes = sandbox()
			.requests.all()
			.map(({ body }) => JSON.stringify(body).match(/"user"/g)?.length);
		expect(sizes.slice(0, 2)).toEqual([8, 8]);
		expect(Math.max(...sizes.map((size) => size ?? 0))).toBe(8);
		expect(membersOf(group.id)).toEqual([]);
	});

	it.each(['206', '200'] as const)(
		'looks at the group when only a part was done (HTTP %s)',
		async (partialSuccess) => {
			sandbox().readings.partialSuccess = partialSuccess;
			const group = groupOf({ waId: '491711234567' }, { waId: '491711234568' });
			const { items } = await run(
				{ operation: 'remove', groupId: byId(group.id), participants: '={{ $json.person }}' },
				{
					input: itemsOf([
						{ person: '491711234567' },
						{ person: '447700900123' },
						{ person: '491711234568' },
					]),
					onError: 'continueRegularOutput',
				},
			);
			expect(membersOf(group.id)).toEqual([]);
			expect(items.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
				['accepted', { item: 0 }],
				['accepted', { item: 1 }],
				['accepted', { item: 2 }],
			]);
		},
	);

	it('puts it on exactly the item of a person who is still in the group', async () => {
		const group = groupOf({ waId: '491711234567' }, { waId: '491711234568' });
		sandbox().faults.add({
			method: 'DELETE',
			effect: { kind: 'answer', status: 206, body: { messaging_product: 'whatsapp' } },
		});
		sandbox().leave(group.id, '491711234567');
		const { items } = await run(
			{ operation: 'remove', groupId: byId(group.id), participants: '={{ $json.person }}' },
			{
				input: itemsOf([{ person: '491711234567' }, { person: '491711234568' }]),
				onError: 'continueRegularOutput',
			},
		);
		expect(items.map((item) => item.json.status ?? messageOf(item))).toEqual([
			'accepted',
			'491711234568: Only a part of this was done',
		]);
	});
});

describe('invite link', () => {
	it('gets the link, and resets it to a new one', async () => {
		const group = groupOf();
		const parameters = { resource: 'inviteLink', groupId: byId(group.id) };
		const before = await run({ ...parameters, operation: 'get' });
		expect(before.items[0]?.json).toEqual({ groupId: group.id, inviteLink: group.inviteLink });
		const reset = await run({ ...parameters, operation: 'reset' });
		const after = sandbox().group(group.id);
		expect(after?.inviteLink).not.toBe(group.inviteLink);
		expect(reset.items[0]?.json).toEqual({
			groupId: group.id,
			inviteLink: after?.inviteLink,
			previousInviteLink: group.inviteLink,
		});
	});

	it('resets a link that can not be read any more, and one of an unknown group not at all', async () => {
		const group = groupOf();
		sandbox().faults.add({
			method: 'GET',
			path: 'invite_link$',
			effect: { kind: 'answer', status: 404, body: { error: 'No link' } },
		});
		const parameters = { resource: 'inviteLink', operation: 'reset' };
		const { items } = await run({ ...parameters, groupId: byId(group.id) });
		const after = sandbox().group(group.id);
		expect(items[0]?.json).toEqual({ groupId: group.id, inviteLink: after?.inviteLink });
		expect(after?.links).toHaveLength(2);

		sandbox().faults.clear();
		sandbox().requests.clear();
		const { error } = await run({ ...parameters, groupId: byId('no-such-group') });
		expect(error?.message).toContain('does not exist');
		expect(sandbox().requests.count({ method: 'POST' })).toBe(0);
	});

	it('resets the same group item after item, each knowing the link before it', async () => {
		const group = groupOf();
		const { items } = await run(
			{ resource: 'inviteLink', operation: 'reset', groupId: byId(group.id) },
			{ input: itemsOf([{}, {}, {}]) },
		);
		const links =
			sandbox()
				.group(group.id)
				?.links.map(({ link }) => link) ?? [];
		expect(links).toHaveLength(4);
		expect(items.map(({ json }) => json.previousInviteLink)).toEqual(links.slice(0, 3));
		expect(items.map(({ json }) => json.inviteLink)).toEqual(links.slice(1));
	});
});

import type { INodeExecutionData } from 'n8n-workflow';

import { byId, itemsOf, messageOf, runNode, type NodeRun } from '../helpers/groupsNode';
import { useSandbox } from '../helpers/useSandbox';
import type { Group } from '../sandbox';

const sandbox = useSandbox({ webhookRetryDelaysMs: [] });

const run = async (parameters: NodeRun['parameters'], more: Partial<NodeRun> = {}) =>
	await runNode({
		api: sandbox(),
		parameters: { resource: 'joinRequest', ...parameters },
		...more,
	});

/** A group and people who ask to join it, the newest last. */
function groupWithPending(...waIds: string[]): Group {
	return sandbox().addGroup({ subject: 'Customers', pending: waIds.map((waId) => ({ waId })) });
}

const pendingOf = (group: Group) =>
	sandbox()
		.group(group.id)
		?.pending.map(({ person }) => person.waId);
const membersOf = (group: Group) =>
	sandbox()
		.group(group.id)
		?.members.map(({ waId }) => waId);

describe('getAll', () => {
	it('gives all pending requests in a simple form', async () => {
		const group = groupWithPending('4917112345678', '14155550132');
		const { items } = await run({ operation: 'getAll', groupId: byId(group.id), returnAll: true });
		expect(items).toHaveLength(2);
		expect(items[0]?.json).toEqual({
			groupId: group.id,
			joinRequestId: group.pending[0]?.id,
			phoneNumber: '+4917112345678',
			waId: '4917112345678',
			createdAt: expect.stringMatching(/Z$/),
		});
	});

	it.each(['empty', 'absent'] as const)(
		'shows people with a username whose number is %s',
		async (usernameWaId) => {
			sandbox().readings.usernameWaId = usernameWaId;
			const group = sandbox().addGroup({
				subject: 'Names',
				pending: [{ waId: '14155550132', userId: 'US.1349', username: 'anna' }],
			});
			const { items } = await run({ operation: 'getAll', groupId: byId(group.id) });
			expect(items[0]?.json).toEqual({
				groupId: group.id,
				joinRequestId: group.pending[0]?.id,
				userId: 'US.1349',
				username: 'anna',
				createdAt: expect.any(String),
			});
		},
	);

	it('reads several pages', async () => {
		const waIds = Array.from({ length: 230 }, (_, n) => String(4917000000000 + n));
		const group = groupWithPending(...waIds);
		const { items } = await run({ operation: 'getAll', groupId: byId(group.id), returnAll: true });
		expect(items.map(({ json }) => json.waId)).toEqual(waIds);
	});
});

describe.each([
	['approve', 'approved', 'POST'],
	['reject', 'rejected', 'DELETE'],
] as const)('%s', (operation, status, method) => {
	it.each([
		'+49 (0) 171 123-45 67',
		'0049 171 1234567',
		'4917 1123 4567',
		'+49\u00a0171\u200e1234567',
	])('finds the person by the number %s', async (phoneNumbers) => {
		const group = groupWithPending('491711234567', '491711234568');
		const { items, error } = await run({ operation, groupId: byId(group.id), phoneNumbers });
		expect(error).toBeUndefined();
		expect(items).toEqual([
			{
				json: {
					groupId: group.id,
					joinRequestId: group.pending[0]?.id,
					phoneNumber: '+491711234567',
					waId: '491711234567',
					status,
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(pendingOf(group)).toEqual(['491711234568']);
	});

	it('reads a number without country code in the default country', async () => {
		const group = groupWithPending('491711234567');
		const options = { defaultCountry: 'DE' };
		const { items } = await run({
			operation,
			groupId: byId(group.id),
			phoneNumbers: '0171/1234567',
			options,
		});
		expect(items[0]?.json.status).toBe(status);
	});

	it.each([
		['Brazil', '+55 11 98765-4321', '551187654321'],
		['Mexico', '+52 55 1234 5678', '5215512345678'],
		['Argentina', '+54 11 1234-5678', '5491112345678'],
	])("matches WhatsApp's own variant of a number in %s", async (_country, phoneNumbers, waId) => {
		const group = groupWithPending(waId);
		const { items } = await run({ operation, groupId: byId(group.id), phoneNumbers });
		expect(items[0]?.json).toMatchObject({ waId, status });
	});

	it('takes several numbers in one item, and each failure is an item of its own', async () => {
		const group = groupWithPending('491711234567', '491711234569');
		const { items, failed } = await run(
			{
				operation,
				groupId: byId(group.id),
				phoneNumbers: '+491711234567, +491711234568; +491711234569',
			},
			{ onError: 'continueErrorOutput', input: itemsOf([{ row: 7 }]) },
		);
		expect(items.map(({ json }) => json.waId)).toEqual(['491711234567', '491711234569']);
		expect(failed).toEqual([
			{
				json: {
					row: 7,
					error: {
						message: "Nobody with the number '+491711234568' is waiting to join this group",
						howToFix: expect.any(String),
						retryable: false,
						groupId: group.id,
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('takes request IDs, as text or as a list', async () => {
		const group = groupWithPending('491711234567', '491711234568', '491711234569');
		const [first, second, third] = group.pending.map(({ id }) => id);
		const { items } = await run(
			{
				operation,
				groupId: byId(group.id),
				selectBy: 'requestId',
				joinRequestIds: '={{ $json.ids }}',
			},
			{ input: itemsOf([{ ids: `${first}, ${second}` }, { ids: [third] }]) },
		);
		expect(items.map(({ json, pairedItem }) => [json.joinRequestId, pairedItem])).toEqual([
			[first, { item: 0 }],
			[second, { item: 0 }],
			[third, { item: 1 }],
		]);
		expect(sandbox().requests.count({ method })).toBe(1);
	});

	it('takes everybody who is waiting', async () => {
		const group = groupWithPending('491711234567', '491711234568');
		const { items } = await run({ operation, groupId: byId(group.id), selectBy: 'allPending' });
		expect(items.map(({ json }) => json.waId)).toEqual(['491711234567', '491711234568']);
		expect(pendingOf(group)).toEqual([]);
	});

	it('does nothing when nobody is waiting', async () => {
		const group = groupWithPending();
		const { items, error } = await run({
			operation,
			groupId: byId(group.id),
			selectBy: 'allPending',
		});
		expect([items, error]).toEqual([[], undefined]);
		expect(sandbox().requests.count({ method })).toBe(0);
	});

	it('gives the answer to every item that names the same person', async () => {
		const group = groupWithPending('491711234567');
		const { items } = await run(
			{ operation, groupId: byId(group.id), phoneNumbers: '={{ $json.phone }}' },
			{ input: itemsOf([{ phone: '+49 171 1234567' }, { phone: 491711234567 }]) },
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		const [call] = sandbox().requests.find({ method });
		expect(call?.body).toEqual({
			messaging_product: 'whatsapp',
			join_requests: [group.pending[0]?.id],
		});
	});

	it('reports a request that is gone to the item that named it', async () => {
		const group = groupWithPending('491711234567', '491711234568');
		const [first, second] = group.pending.map(({ id }) => id);
		sandbox().withdraw(group.id, '491711234567');
		const { items, failed } = await run(
			{
				operation,
				groupId: byId(group.id),
				selectBy: 'requestId',
				joinRequestIds: '={{ $json.id }}',
			},
			{ input: itemsOf([{ id: first }, { id: second }]), onError: 'continueErrorOutput' },
		);
		expect(items).toMatchObject([{ json: { joinRequestId: second }, pairedItem: { item: 1 } }]);
		expect(failed).toMatchObject([
			{
				json: {
					id: first,
					error: {
						message: `${first}: This join request does not exist any more`,
						code: 131213,
						retryable: false,
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});
});

describe('approve', () => {
	it.each(['206', '200'] as const)(
		'puts a partial failure (HTTP %s) on exactly the item it concerns',
		async (partialSuccess) => {
			sandbox().readings.partialSuccess = partialSuccess;
			const group = sandbox().addGroup({
				subject: 'Terms',
				pending: [
					{ waId: '491711234567' },
					{ waId: '491711234568', acceptedTerms: false },
					{ waId: '491711234569' },
				],
			});
			const { items } = await run(
				{
					operation: 'approve',
					groupId: byId(group.id),
					phoneNumbers: '={{ $json.phone }}',
				},
				{
					input: itemsOf([
						{ phone: '491711234567' },
						{ phone: '491711234568' },
						{ phone: '491711234569' },
					]),
					onError: 'continueRegularOutput',
				},
			);
			expect(items.map((item) => item.json.status ?? messageOf(item))).toEqual([
				'approved',
				"+491711234568: This person has not accepted WhatsApp's current terms, so they can't be added",
				'approved',
			]);
			expect(membersOf(group)).toEqual(['491711234567', '491711234569']);
		},
	);

	it('tells in the error that the others were approved when the run stops', async () => {
		const group = groupWithPending('491711234567');
		const { error } = await run(
			{ operation: 'approve', groupId: byId(group.id), phoneNumbers: '={{ $json.phone }}' },
			{ input: itemsOf([{ phone: '491711234567' }, { phone: '491711234568' }]) },
		);
		expect(error?.context.itemIndex).toBe(1);
		expect(error?.description).toContain('1 of 2 went well.');
		expect(membersOf(group)).toEqual(['491711234567']);
	});

	it.each([
		['551187654321', '5511987654321'],
		['5511987654321', '551187654321'],
	])(
		"takes exactly the number that was typed, not WhatsApp's variant of it (%s, %s)",
		async (...waIds) => {
			const group = groupWithPending(...waIds);
			await run({
				operation: 'approve',
				groupId: byId(group.id),
				phoneNumbers: '+55 11 98765-4321',
			});
			expect(membersOf(group)).toEqual(['5511987654321']);
		},
	);

	it('never approves anybody when a number can be read as that of two people', async () => {
		const group = groupWithPending('491711234567', '49491711234567');
		const { error } = await run({
			operation: 'approve',
			groupId: byId(group.id),
			phoneNumbers: '491711234567',
			options: { defaultCountry: 'DE' },
		});
		expect(error?.message).toContain('can be read as the number of more than one person');
		expect(membersOf(group)).toEqual([]);
	});

	it('with HTTP 206 and no names, says that only a part was done', async () => {
		const group = groupWithPending('491711234567', '491711234568');
		sandbox().faults.add({
			method: 'POST',
			effect: { kind: 'answer', status: 206, body: { messaging_product: 'whatsapp' } },
		});
		const { error } = await run({
			operation: 'approve',
			groupId: byId(group.id),
			selectBy: 'allPending',
		});
		expect(error?.message).toBe('+491711234567: Only a part of this was done');
	});

	it('tries one by one when the whole call is refused because of one of them', async () => {
		const group = groupWithPending('491711234567', '491711234568');
		sandbox().faults.add({
			method: 'POST',
			times: 1,
			effect: {
				kind: 'answer',
				status: 400,
				body: { error: { message: '(#131213) Join request does not exist', code: 131213 } },
			},
		});
		const { items, error } = await run({
			operation: 'approve',
			groupId: byId(group.id),
			selectBy: 'allPending',
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
		expect(sandbox().requests.count({ method: 'POST' })).toBe(3);
	});

	it('turns down what is not the ID of a join request before the call', async () => {
		const group = groupWithPending('491711234567');
		const { error } = await run({
			operation: 'approve',
			groupId: byId(group.id),
			selectBy: 'requestId',
			joinRequestIds: '+49 171 1234567',
		});
		expect(error?.message).toBe("'+49 171 1234567' is not the ID of a join request");
		expect(sandbox().requests.count()).toBe(0);
	});
});

describe('1,000 rows of a form for 125 groups of 8', () => {
	const REFUSED = new Set(Array.from({ length: 37 }, (_, n) => (n * 271 + 13) % 1000));

	/** Person n of 1,000 asks to join group n % 125; a seeded 37 of them have not accepted the terms. */
	function seed(): Array<INodeExecutionData['json']> {
		const people = Array.from({ length: 1000 }, (_, n) => ({
			waId: String(4917100000000 + n),
			acceptedTerms: !REFUSED.has(n),
		}));
		const groups = sandbox().seedGroups(
			Array.from({ length: 125 }, (_, g) => ({
				subject: `Group ${g}`,
				pending: people.filter((_person, n) => n % 125 === g),
			})),
		);
		return people.map(({ waId }, n) => {
			const group = groups[n % 125];
			const request = group?.pending.find(({ person }) => person.waId === waId);
			return { row: n, groupId: group?.id, id: request?.id, phone: `+${waId}` };
		});
	}

	it.each([
		['request ID', { selectBy: 'requestId', joinRequestIds: '={{ $json.id }}' }, 0],
		['phone number', { selectBy: 'phoneNumber', phoneNumbers: '={{ $json.phone }}' }, 125],
	])('are approved by %s with 125 calls', async (_by, selection, mostListCalls) => {
		const rows = seed();
		const { items } = await run(
			{ operation: 'approve', groupId: byId('={{ $json.groupId }}'), ...selection },
			{ input: itemsOf(rows), onError: 'continueRegularOutput' },
		);
		expect(sandbox().requests.count({ method: 'POST' })).toBe(125);
		expect(sandbox().requests.count({ method: 'GET' })).toBeLessThanOrEqual(mostListCalls);
		expect(sandbox().requests.count()).toBe(125 + sandbox().requests.count({ method: 'GET' }));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(rows.map((_, item) => ({ item })));
		const refused = items.flatMap(({ json }, n) => (json.status === 'approved' ? [] : [n]));
		expect(REFUSED.size).toBe(37);
		expect(refused).toEqual([...REFUSED].sort((one, other) => one - other));
		items.forEach(({ json }, n) => {
			if (!REFUSED.has(n)) expect(json.joinRequestId).toBe(rows[n]?.id);
		});
		const members = sandbox()
			.groups()
			.reduce((sum, group) => sum + group.members.length, 0);
		expect(members).toBe(1000 - 37);
	});
});

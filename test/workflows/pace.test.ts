import type { INodeParameters } from 'n8n-workflow';

import { byId, itemsOf, messageOf, runNode, startNode } from '../helpers/groupsNode';
import { useSandbox } from '../helpers/useSandbox';

const sandbox = useSandbox({ webhookRetryDelaysMs: [] });

const links = (options: INodeParameters): INodeParameters => ({
	resource: 'inviteLink',
	operation: 'get',
	groupId: byId('={{ $json.id }}'),
	options,
});

const batching = (batch: INodeParameters): INodeParameters => links({ batching: { batch } });

const groupItems = (count: number) =>
	itemsOf(
		sandbox()
			.seedGroups(count)
			.map(({ id }) => ({ id })),
	);

/** The largest number of requests that were under way at the same moment. */
function mostAtOnce(): number {
	const times = sandbox()
		.requests.all()
		.map(({ at, durationMs }) => ({ from: at, to: at + durationMs }));
	return Math.max(
		...times.map(({ from }) => times.filter((one) => one.from <= from && from < one.to).length),
	);
}

it.each([1, 3, 12])('with %i Calls at Once there are never more', async (most) => {
	sandbox().conditions.latencyMs = 30;
	const { items } = await runNode({
		api: sandbox(),
		parameters: batching({ mostAtOnce: most }),
		input: groupItems(30),
	});
	expect(items).toHaveLength(30);
	expect(mostAtOnce()).toBeLessThanOrEqual(most);
	if (most <= 3) expect(mostAtOnce()).toBe(most);
});

it('with so many Calls per Second no more begin within a second', async () => {
	const { items } = await runNode({
		api: sandbox(),
		parameters: batching({ perSecond: 15 }),
		input: groupItems(35),
	});
	expect(items).toHaveLength(35);
	const times = sandbox()
		.requests.all()
		.map(({ at }) => at);
	const within = times.map(
		(at) => times.filter((other) => other >= at && other < at + 1000).length,
	);
	expect(Math.max(...within)).toBeLessThanOrEqual(15);
});

it('messages and group operations do not wait for each other', async () => {
	const group = sandbox().addGroup({ subject: 'Busy', members: [{ waId: '12025550111' }] });
	sandbox().writeMessage(group.id, '12025550111', 'Hello');
	sandbox().conditions.rateLimitPerSecond = 1;
	const both = await Promise.all([
		runNode({ api: sandbox(), parameters: links({}), input: itemsOf([{ id: group.id }]) }),
		runNode({
			api: sandbox(),
			parameters: {
				resource: 'message',
				operation: 'send',
				groupId: byId(group.id),
				messageType: 'text',
				text: 'Hello',
			},
			input: itemsOf(Array.from({ length: 30 }, (_, n) => ({ n }))),
		}),
	]);
	expect(both.map(({ items }) => items.length)).toEqual([1, 30]);
	expect(sandbox().requests.count({ status: 429 })).toBe(0);
});

it('under a hidden limit every item is done, and few calls are refused', async () => {
	sandbox().conditions.rateLimitPerSecond = 80;
	const { items, error } = await runNode({
		api: sandbox(),
		parameters: links({}),
		input: groupItems(400),
	});
	expect(error).toBeUndefined();
	expect(new Set(items.map(({ json }) => json.inviteLink)).size).toBe(400);
	const refused = sandbox().requests.count({ status: 429 });
	expect(refused).toBeGreaterThan(0);
	expect(refused).toBeLessThan(60);
});

it('what is not taken within the time limit comes out as errors that can be tried again', async () => {
	sandbox().faults.add({
		effect: {
			kind: 'answer',
			status: 429,
			body: { error: { message: '(#131208) Group Rate Limit Hit', code: 131208 } },
		},
	});
	const { failed, items } = await runNode({
		api: sandbox(),
		parameters: links({ retryTimeLimit: 1 }),
		input: groupItems(150),
		onError: 'continueErrorOutput',
	});
	expect(items).toEqual([]);
	expect(failed).toHaveLength(150);
	for (const item of failed) {
		expect(messageOf(item)).toMatch(/too m(any|uch)/i);
		expect(item.json).toMatchObject({ error: { retryable: true, code: 131208 } });
	}
	expect(sandbox().requests.count()).toBeLessThan(150);
});

it('stopping the execution ends also the wait for a turn', async () => {
	const run = startNode({
		api: sandbox(),
		parameters: batching({ perSecond: 1 }),
		input: groupItems(20),
	});
	while (sandbox().requests.count() < 1) await new Promise((done) => setTimeout(done, 5));
	const stoppedAt = Date.now();
	run.cancel();
	await run.finished;
	expect(Date.now() - stoppedAt).toBeLessThan(1000);
	expect(sandbox().requests.count()).toBe(1);
});

it.each([
	[{ mostAtOnce: 0 }, "'Calls at Once' is not a whole number that can be used here"],
	[{ perSecond: -1 }, "'Calls per Second' is not a whole number that can be used here"],
])('%j is refused before anything is called', async (batch, message) => {
	const { error } = await runNode({
		api: sandbox(),
		parameters: batching(batch),
		input: groupItems(2),
	});
	expect(error?.message).toBe(message);
	expect(sandbox().requests.count()).toBe(0);
});

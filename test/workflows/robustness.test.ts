import { byId, itemsOf, runNode, startNode } from '../helpers/groupsNode';
import { useSandbox } from '../helpers/useSandbox';
import type { FaultEffect } from '../sandbox';

const sandbox = useSandbox({ webhookRetryDelaysMs: [] });

const create = {
	resource: 'group',
	operation: 'create',
	subject: 'Once',
	waitForCompletion: false,
};

const rateLimits: Array<[string, FaultEffect]> = [
	[
		'HTTP 429 with Retry-After',
		{
			kind: 'answer',
			status: 429,
			headers: { 'retry-after': '0' },
			body: { error: { message: '(#131208) Group Rate Limit Hit', code: 131208 } },
		},
	],
	[
		'code 80007 with HTTP 400',
		{ kind: 'answer', status: 400, body: { error: { message: '(#80007) Limit', code: 80007 } } },
	],
	[
		"360dialog's own limit",
		{
			kind: 'answer',
			status: 400,
			body: { error: 'You have exceeded the limit of 1 request every 2 seconds' },
		},
	],
];

describe('a rate limit', () => {
	it.each(rateLimits)(
		'(%s) is waited for, and even a creation is repeated',
		async (_name, effect) => {
			sandbox().faults.add({ method: 'POST', times: 2, effect });
			const { items, error } = await runNode({ api: sandbox(), parameters: create });
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
			expect(sandbox().requests.count({ method: 'POST' })).toBe(3);
			await sandbox().settled();
			expect(sandbox().groups()).toHaveLength(1);
		},
	);

	it('loses nothing and keeps the order, also when the limit is hidden', async () => {
		sandbox().conditions.rateLimitPerSecond = 40;
		const groups = sandbox().seedGroups(60);
		const { items, error } = await runNode({
			api: sandbox(),
			parameters: { resource: 'inviteLink', operation: 'get', groupId: byId('={{ $json.id }}') },
			input: itemsOf(groups.map(({ id }) => ({ id }))),
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.inviteLink)).toEqual(
			groups.map(({ inviteLink }) => inviteLink),
		);
		expect(sandbox().requests.count({ status: 429 })).toBeGreaterThan(0);
	});
});

describe('an error answer', () => {
	it.each([
		[400, { error: { message: '(#131215) Not eligible', code: 131215 } }, /may not use groups/],
		[401, { error: 'Invalid API key' }, /does not accept the API key/],
		[401, { meta: { success: false, http_code: 401, developer_message: 'x' } }, /API key/],
		[401, { meta: { success: false, httpCode: 404, developerMessage: 'x' } }, /API key/],
		[409, { message: 'Busy with another change' }, /Busy with another change/],
		[400, { errors: [{ code: 131041, message: 'Group unknown' }] }, /does not exist/],
		[400, { error: 'Lack of payment' }, /not paid/],
		[403, '<html>blocked</html>', /does not allow this/],
		[418, '', /gave no reason/],
		[200, { error: { message: '(#131207) Suspended', code: 131207 } }, /suspended this group/],
		[200, '<html>Sign in to the proxy</html>', /no usable answer/],
	])('with HTTP %i and %j is understood', async (status, body, message) => {
		sandbox().faults.add({ effect: { kind: 'answer', status, body } });
		const { error } = await runNode({
			api: sandbox(),
			parameters: { resource: 'inviteLink', operation: 'get', groupId: byId('some-group') },
		});
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
	});
});

describe('a short breakdown', () => {
	it.each<[string, FaultEffect]>([
		['a reset connection', { kind: 'resetBefore' }],
		['an answer cut off', { kind: 'truncatedJson' }],
		['HTTP 500', { kind: 'answer', status: 500, body: { error: 'Internal' } }],
	])('(%s) does not disturb a read', async (_name, effect) => {
		const group = sandbox().addGroup({ subject: 'Stays' });
		sandbox().faults.add({ times: 1, effect });
		const { items } = await runNode({
			api: sandbox(),
			parameters: { resource: 'group', operation: 'get', groupId: byId(group.id) },
		});
		expect(items[0]?.json.subject).toBe('Stays');
	});
});

describe("n8n's own settings", () => {
	const resets = { resource: 'inviteLink', operation: 'reset', groupId: byId('={{ $json.id }}') };

	it('with Retry On Fail and an error output, nothing that went well is done again', async () => {
		const good = sandbox().addGroup({ subject: 'Good' });
		const { items, failed } = await runNode({
			api: sandbox(),
			parameters: resets,
			input: itemsOf([{ id: 'no-such-group' }, { id: good.id }]),
			onError: 'continueErrorOutput',
			retryOnFail: true,
		});
		expect(items).toHaveLength(1);
		expect(failed).toMatchObject([{ json: { error: expect.stringContaining('does not exist') } }]);
		expect(sandbox().group(good.id)?.links).toHaveLength(2);
	});

	it('with Retry On Fail and no error output, what a try has done is not done again by the next', async () => {
		const good = sandbox().addGroup({ subject: 'Good' });
		const lost = sandbox().addGroup({ subject: 'Lost' });
		const path = `^/groups/${lost.id}/invite_link$`;
		sandbox().faults.add({ method: 'POST', path, times: 1, effect: { kind: 'dropAfter' } });
		const { error } = await runNode({
			api: sandbox(),
			parameters: resets,
			input: itemsOf([{ id: 'no-such-group' }, { id: good.id }, { id: lost.id }]),
			retryOnFail: true,
		});
		expect(error?.message).toContain('does not exist');
		expect(sandbox().group(good.id)?.links).toHaveLength(2);
		expect(sandbox().group(lost.id)?.links).toHaveLength(2);
		// A call that was refused for certain is tried again.
		const refused = { method: 'GET', path: '/groups/no-such-group/invite_link' };
		expect(sandbox().requests.count(refused)).toBe(3);
	});

	it('on the error output, the fields of the input item are kept beside the explanation', async () => {
		const { failed } = await runNode({
			api: sandbox(),
			parameters: resets,
			input: itemsOf([{ id: 'no-such-group', customer: 'Anna' }]),
			onError: 'continueErrorOutput',
		});
		expect(failed[0]?.json).toEqual({
			id: 'no-such-group',
			customer: 'Anna',
			error: {
				message: 'This group does not exist, or your number is not in it',
				howToFix: expect.any(String),
				retryable: false,
				code: 131041,
				reason: expect.any(String),
				httpStatus: 400,
				groupId: 'no-such-group',
			},
		});
	});

	it.each([
		['a limit that names its time', 131208, 45, { sendTo: 'group' }, 'a-group'],
		['a pause of groups', 131214, 259_200, { sendTo: 'group' }, 'a-group'],
		['a message to a person', 131049, 86_400, { sendTo: 'person' }, undefined],
		['a receiver by expression', 131049, 86_400, { sendTo: "={{ 'person' }}" }, undefined],
	])('on the error output, %s says when to try again', async (_, code, seconds, to, groupId) => {
		sandbox().faults.add({
			method: 'POST',
			effect: {
				kind: 'answer',
				status: 400,
				headers: { 'retry-after': String(code === 131208 ? 45 : '') },
				body: { error: { message: `(#${code}) No`, code } },
			},
		});
		const { failed } = await runNode({
			api: sandbox(),
			parameters: {
				resource: 'message',
				operation: 'send',
				...to,
				groupId: byId('a-group'),
				phoneNumber: '+491711234567',
				text: 'Hello',
				options: { retryTimeLimit: 0 },
			},
			onError: 'continueErrorOutput',
		});
		expect(failed[0]?.json.error).toMatchObject({
			code,
			retryable: true,
			retryAfterSeconds: seconds,
		});
		expect(Object(failed[0]?.json.error).groupId).toBe(groupId);
	});

	it('stopping an execution ends a wait at once and begins nothing new', async () => {
		sandbox().faults.add({
			effect: {
				kind: 'answer',
				status: 429,
				headers: { 'retry-after': '30' },
				body: { error: { message: '(#131208) Group Rate Limit Hit', code: 131208 } },
			},
		});
		const run = startNode({
			api: sandbox(),
			parameters: { resource: 'inviteLink', operation: 'get', groupId: byId('={{ $json.id }}') },
			input: itemsOf(Array.from({ length: 40 }, (_, n) => ({ id: `group-${n}` }))),
		});
		while (sandbox().requests.count() < 30) await new Promise((done) => setTimeout(done, 5));
		const stoppedAt = Date.now();
		run.cancel();
		await run.finished;
		expect(Date.now() - stoppedAt).toBeLessThan(2000);
		expect(sandbox().requests.count()).toBe(30);
	});
});

import type { INodeExecutionData } from 'n8n-workflow';

import { runOperation } from '../../../../nodes/Dialog360Groups/actions/runOperation';
import type { ApiCall } from '../../../../nodes/Dialog360Groups/api/client';
import { ApiError } from '../../../../nodes/Dialog360Groups/api/failure';
import { isWireObject } from '../../../../nodes/Dialog360Groups/api/wire';
import { executeContext } from '../../api/support/context';
import type { Respond } from '../../api/support/context';
import { finish, useVirtualTime } from '../../api/support/virtualTime';
import { fakeNumber } from '../../creation/support/fakeNumber';
import type { FakeNumber } from '../../creation/support/fakeNumber';

useVirtualTime();

const METHODS: ReadonlyArray<ApiCall['method']> = ['GET', 'POST', 'DELETE'];

/** Answers requests as the number would. */
function answersOf({ client }: FakeNumber): Respond {
	return async ({ method = 'GET', url, body }) => {
		const path = url.split('/').slice(1).map(decodeURIComponent);
		if (path[2] === 'invite_link') {
			return { statusCode: 200, body: { invite_link: `https://chat.whatsapp.com/${path[1]}` } };
		}
		const known = METHODS.find((name) => name === method);
		if (!known) throw new Error(`${method} was not expected`);
		const json = isWireObject(body) ? body : undefined;
		const [end] = await Promise.allSettled([client.send({ method: known, path, json })]);
		if (end.status === 'fulfilled') {
			return { statusCode: end.value.httpStatus, body: end.value.body };
		}
		if (!(end.reason instanceof ApiError)) throw end.reason;
		const { httpStatus = 400, code } = end.reason.failure;
		return { statusCode: httpStatus, body: { error: { code } } };
	};
}

/** Runs the node for these items; each gives its own values to the fields. */
async function runCreate(number: FakeNumber, rows: Array<INodeExecutionData['json']>) {
	const { context } = executeContext(answersOf(number), {
		parameters: {
			resource: 'group',
			operation: 'create',
			subject: '={{ $json.subject }}',
			joinApprovalMode: 'auto_approve',
			waitForCompletion: '={{ $json.wait }}',
			additionalFields: {},
			options: { timeLimit: 30 },
		},
		input: rows.map((json) => ({ json })),
	});
	const [items = []] = await finish(runOperation(context));
	return items.map(({ json }) => json);
}

it('gives a group with its link, or only the request', async () => {
	const number = fakeNumber();
	const [finished, requested] = await runCreate(number, [
		{ subject: 'Finished', wait: true },
		{ subject: 'Requested', wait: false },
	]);
	const [group, request] = [[...number.groupOfRequest.values()], [...number.groupOfRequest.keys()]];
	expect(finished).toMatchObject({
		groupId: expect.stringMatching(/group/),
		subject: 'Finished',
		inviteLink: `https://chat.whatsapp.com/${String(finished?.groupId)}`,
	});
	expect(group).toContain(finished?.groupId);
	expect(requested).toEqual({
		requestId: expect.any(String),
		status: 'requested',
		subject: 'Requested',
		joinApprovalMode: 'auto_approve',
	});
	expect(request).toContain(requested?.requestId);
});

it('never gives the group of an item that is not waited for to one that is', async () => {
	const number = fakeNumber({ plans: [{ appearsAfterMs: 1_000 }, { appearsAfterMs: 9_000 }] });
	const rows = [
		{ subject: 'Same', wait: false },
		{ subject: 'Same', wait: true },
	];
	const [end] = await Promise.allSettled([runCreate(number, rows)]);
	const created = end.status === 'fulfilled' ? end.value[1] : undefined;
	const [, own] = [...number.groupOfRequest.values()];
	expect([undefined, own]).toContain(created?.groupId);
});

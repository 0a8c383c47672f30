import {
	decideJoinRequests,
	eachJoinRequest,
} from '../../../nodes/Dialog360Groups/api/joinRequests';
import { take } from '../../../nodes/Dialog360Groups/api/paging';
import { clientSaying } from './support/fakeClient';

const TERMS = {
	code: 131203,
	title: 'Unable to add participant to group',
	message: '(#131203) Recipient has not accepted our new Terms.',
};

describe('join requests', () => {
	it('are read page by page, whoever hides their number', async () => {
		const client = clientSaying(
			{
				data: [
					{ join_request_id: 'j1', wa_id: '4917112345', creation_timestamp: 1755548801 },
					{ wa_id: '1' },
					'junk',
				],
				paging: { cursors: { after: 'x' } },
			},
			{ data: [{ join_request_id: 'j2', wa_id: '', user_id: 'DE.1', username: '@ada' }] },
		);
		const rows = await take(eachJoinRequest(client, 'g'), Infinity);
		expect(rows.map(({ value }) => value)).toEqual([
			{ joinRequestId: 'j1', waId: '4917112345', createdAt: '2025-08-18T20:26:41.000Z' },
			{ joinRequestId: 'j2', userId: 'DE.1', username: '@ada' },
		]);
		expect(client.calls.map(({ path }) => path)).toEqual([
			['groups', 'g', 'join_requests'],
			['groups', 'g', 'join_requests'],
		]);
	});

	it.each([
		['approve', 'POST', 'approved_join_requests'],
		['reject', 'DELETE', 'rejected_join_requests'],
	] as const)('%s sends %s and reads %s', async (decision, method, listed) => {
		const client = clientSaying({
			[listed]: ['a', 'b'],
			failed_join_requests: [
				{ join_request_id: 'c', errors: [TERMS] },
				{ join_request_id: 'd' },
				{ errors: [TERMS] },
			],
			errors: [{ code: 131201 }],
		});
		const result = await decideJoinRequests(client, 'g', decision, ['a', 'b', 'c', 'd']);
		expect([...result.done]).toEqual(['a', 'b']);
		expect(result.failed).toEqual(
			new Map([
				['c', { code: 131203, reason: 'Recipient has not accepted our new Terms' }],
				['d', {}],
			]),
		);
		expect(result.isUnlisted).toBe(false);
		expect(client.calls).toEqual([
			{
				method,
				path: ['groups', 'g', 'join_requests'],
				acceptsPartial: true,
				json: { messaging_product: 'whatsapp', join_requests: ['a', 'b', 'c', 'd'] },
			},
		]);
	});

	it.each<[string, object, boolean]>([
		['nothing', {}, true],
		['success', { success: true }, true],
		['an empty list', { approved_join_requests: [] }, false],
		['a failed one', { failed_join_requests: [{ join_request_id: 'c' }] }, false],
		['errors', { errors: [{ code: 131201 }] }, false],
		['an error', { error: { code: 131201 } }, false],
	])('count as approved when the answer lists nobody: %s', async (_, body, isUnlisted) => {
		const result = await decideJoinRequests(clientSaying({ ...body }), 'g', 'approve', ['c']);
		expect(result.isUnlisted).toBe(isUnlisted);
	});
});

import { removeParticipants } from '../../../nodes/Dialog360Groups/api/participants';
import { clientSaying, fakeClient, ok } from './support/fakeClient';

describe('removing participants', () => {
	const people = [{ user: '+4917112345' }, { user_id: 'DE.1' }];

	it('names each person', async () => {
		const client = clientSaying({ request_id: 'r' });
		expect(await removeParticipants(client, 'g', people)).toEqual({
			requestId: 'r',
			failed: [],
			isPartial: false,
		});
		expect(client.calls).toEqual([
			{
				method: 'DELETE',
				path: ['groups', 'g', 'participants'],
				acceptsPartial: true,
				json: { messaging_product: 'whatsapp', participants: people },
			},
		]);
	});

	it.each<[string, number, object, object]>([
		['206 without names', 206, {}, { failed: [], isPartial: true }],
		['errors without names', 200, { errors: [{ code: 131201 }] }, { failed: [], isPartial: true }],
		[
			'names',
			206,
			{ failed_participants: [{ input: 'DE.1', errors: [{ code: 131212 }] }, { errors: [] }] },
			{ failed: [{ input: 'DE.1', code: 131212, reason: undefined }], isPartial: false },
		],
	])('reads who could not be removed: %s', async (_, status, body, expected) => {
		const client = fakeClient(() => ok({ ...body }, status));
		expect(await removeParticipants(client, 'g', people)).toMatchObject(expected);
	});
});

import { getInviteLink, resetInviteLink } from '../../../nodes/Dialog360Groups/api/inviteLinks';
import { failureOf } from './support/failures';
import { clientSaying } from './support/fakeClient';

describe('the invite link', () => {
	const link = 'https://chat.whatsapp.com/abc';

	it('is read and reset', async () => {
		const client = clientSaying({ invite_link: link }, { invite_link: `${link}2` });
		expect(await getInviteLink(client, 'g')).toBe(link);
		expect(await resetInviteLink(client, 'g')).toBe(`${link}2`);
		const path = ['groups', 'g', 'invite_link'];
		expect(client.calls).toEqual([
			{ method: 'GET', path },
			{ method: 'POST', path, json: { messaging_product: 'whatsapp' } },
		]);
	});

	it.each([[{}], [{ invite_link: '' }], [{ invite_link: {} }]])(
		'that is missing from %j leaves open whether there is a new one',
		async (body) => {
			const client = clientSaying(body, body);
			expect(await failureOf(getInviteLink(client, 'g'))).toMatchObject({
				kind: 'interrupted',
				isWrite: false,
			});
			expect(await failureOf(resetInviteLink(client, 'g'))).toMatchObject({
				kind: 'interrupted',
				isWrite: true,
			});
		},
	);
});

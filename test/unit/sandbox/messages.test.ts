import { ada, ben, dmitri, need, useSandbox } from './support';
import { entriesOf } from './told';

const used = useSandbox();

function lastValue() {
	return need(entriesOf(need(used.sandbox.webhooks.last()).payload)[0]?.changes[0]?.value);
}

describe('a message from a member', () => {
	it('is told as the documented sample', () => {
		const tiago = { ...ada, name: 'Tiago Mingo' };
		const { id } = used.sandbox.addGroup({ subject: 'Chatty', members: [tiago] });
		const words = 'What does everyone think\nabout this? 🤔';

		const messageId = used.sandbox.writeMessage(id, ada.waId, words);

		expect(lastValue()).toEqual({
			contacts: [{ profile: { name: 'Tiago Mingo' }, wa_id: ada.waId }],
			messages: [
				{
					from: ada.waId,
					group_id: id,
					id: messageId,
					timestamp: expect.stringMatching(/^\d{10}$/),
					text: { body: words },
					type: 'text',
				},
			],
		});
		expect(used.sandbox.webhooks.last()).toMatchObject({
			field: 'messages',
			type: 'text',
			groupId: id,
		});
	});

	it('has an id of its own, whoever wrote what', () => {
		const { id } = used.sandbox.addGroup({ subject: 'Chatty', members: [ada, ben] });

		const ids = [ada, ada, ben].map(({ waId }) => used.sandbox.writeMessage(id, waId, 'Hi'));

		expect(new Set(ids).size).toBe(3);
		for (const one of ids) expect(one).toMatch(/^wamid\.[A-Za-z0-9+/]+=*$/);
	});

	it.each([
		['present', { wa_id: dmitri.waId }, { from: dmitri.waId }],
		['empty', { wa_id: '' }, { from: '' }],
		['absent', {}, {}],
	] as const)('of someone with a username: the number is %s', (reading, waId, from) => {
		used.sandbox.readings.usernameWaId = reading;
		const { id } = used.sandbox.addGroup({ subject: 'Hidden', members: [dmitri] });

		const messageId = used.sandbox.writeMessage(id, dmitri.waId, 'Hi');

		const { userId, username } = dmitri;
		const profile = { name: username, username };
		expect(lastValue().contacts).toEqual([{ profile, ...waId, user_id: userId }]);
		expect(lastValue().messages).toEqual([
			expect.objectContaining({ ...from, from_user_id: userId }),
		]);
		expect(Object.keys(Object(lastValue().messages?.[0])).includes('from')).toBe(
			reading !== 'absent',
		);
		const hidden = Buffer.from(messageId.slice('wamid.'.length), 'base64').toString('latin1');
		expect(hidden).not.toContain(dmitri.waId);
	});

	it('has its timestamp as a number where webhooks have', () => {
		used.sandbox.readings.timestamps = 'number';
		const { id } = used.sandbox.addGroup({ subject: 'Chatty', members: [ada] });
		used.sandbox.writeMessage(id, ada.waId, 'Hi');

		expect(lastValue().messages).toMatchObject([{ timestamp: expect.any(Number) }]);
	});

	it('cannot be written where it makes no sense', () => {
		const { sandbox } = used;
		const { id } = sandbox.addGroup({ subject: 'Quiet', members: [ada] });
		const write = (groupId: string, waId: string, text: string) => () =>
			sandbox.writeMessage(groupId, waId, text);

		expect(write('none', ada.waId, 'Hi')).toThrow(/no group/);
		expect(write(id, ben.waId, 'Hi')).toThrow(/not a member/);
		expect(write(id, ada.waId, ' \n')).toThrow(/some text/);
		sandbox.suspend(id, true);
		expect(write(id, ada.waId, 'Hi')).toThrow(/suspended/);
		expect(sandbox.webhooks.count({ field: 'messages' })).toBe(0);
	});
});

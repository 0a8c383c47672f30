import { idOf, failureOf, sendToGroup, sendToPerson, textOf } from './messaging';
import { ada, ben, codeOf, useSandbox } from './support';

const used = useSandbox({ statusDelayMs: 0 });
const text = textOf('Hi');

describe('the service window of a group', () => {
	it('is closed until somebody in it writes, and then open for all of it', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Silent', members: [ada, ben] });

		const before = await sendToGroup(used, id, text);
		used.sandbox.writeMessage(id, ada.waId, 'Hello');
		const after = await sendToGroup(used, id, text);

		expect([before.status, codeOf(before), after.status]).toEqual([400, 131047, 200]);
		expect(used.sandbox.windowIsOpen(id)).toBe(true);
	});

	it('is not that of its members, nor the other way round', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Silent', members: [ada] });
		used.sandbox.writeToBusiness(ada, 'Hello');
		expect(codeOf(await sendToGroup(used, id, text))).toBe(131047);

		used.sandbox.writeMessage(id, ada.waId, 'Hello');
		used.sandbox.closeWindow(ada.waId);
		expect(codeOf(await sendToPerson(used, ada.waId, text))).toBe(131047);
	});

	it('ends when it is closed', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Silent', members: [ada] });
		used.sandbox.writeMessage(id, ada.waId, 'Hello');
		used.sandbox.closeWindow(id);

		expect(codeOf(await sendToGroup(used, id, text))).toBe(131047);
	});

	it('ends 24 hours after the last message', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Silent', members: [ada] });
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now');
		const isOpenAfter = (hours: number) => {
			clock.mockReturnValue(now + hours * 3_600_000);
			return used.sandbox.windowIsOpen(id);
		};
		try {
			clock.mockReturnValue(now);
			used.sandbox.writeMessage(id, ada.waId, 'Hello');
			expect([23.9, 24].map(isOpenAfter)).toEqual([true, false]);

			clock.mockReturnValue(now + 20 * 3_600_000);
			used.sandbox.writeMessage(id, ada.waId, 'Still here');
			expect([43.9, 44].map(isOpenAfter)).toEqual([true, false]);
		} finally {
			clock.mockRestore();
		}
	});

	it('matters neither to templates nor to pins', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Silent', members: [ada] });
		const message_id = used.sandbox.writeMessage(id, ada.waId, 'Hello');
		used.sandbox.closeWindow(id);
		used.sandbox.addTemplate({ name: 'news' });
		const template = { name: 'news', language: { code: 'en_US' } };
		const pin = { type: 'pin', message_id, expiration_days: 1 };

		expect((await sendToGroup(used, id, { type: 'template', template })).status).toBe(200);
		expect((await sendToGroup(used, id, { type: 'pin', pin })).status).toBe(200);
	});
});

describe('the service window of a person', () => {
	it('opens when they write to the business', async () => {
		const before = await sendToPerson(used, ada.waId, text);
		used.sandbox.writeToBusiness(ada, 'Hello');
		const after = await sendToPerson(used, `+${ada.waId}`, text);

		expect([codeOf(before), after.status]).toEqual([131047, 200]);
		expect(after.data.contacts).toEqual([{ input: `+${ada.waId}`, wa_id: ada.waId }]);
	});

	it('is told like any message, but of no group', () => {
		const id = used.sandbox.writeToBusiness({ ...ada, name: 'Ada' }, 'Hello');

		const { payload, groupId } = used.sandbox.webhooks.last() ?? {};
		expect(groupId).toBeUndefined();
		expect(JSON.stringify(payload)).toContain(id);
		expect(JSON.stringify(payload)).not.toContain('group_id');
	});

	it.each([
		['is nobody', { waId: 'abc' }, 'Hi', /digits without/],
		['says nothing', ada, ' ', /some text/],
	])('does not open for someone who %s', (_name, person, words, sentence) => {
		expect(() => used.sandbox.writeToBusiness(person, words)).toThrow(sentence);
		expect(used.sandbox.windowIsOpen(ada.waId)).toBe(false);
	});

	it('does not open for someone who is not on WhatsApp', () => {
		used.sandbox.setOnWhatsApp(ada.waId, false);
		expect(() => used.sandbox.writeToBusiness(ada, 'Hi')).toThrow(/not on WhatsApp/);

		used.sandbox.setOnWhatsApp(ada.waId, true);
		used.sandbox.writeToBusiness(ada, 'Hi');
		expect(used.sandbox.windowIsOpen(ada.waId)).toBe(true);
	});
});

describe('outside of the window, with the reading', () => {
	it('ignored, everything goes', async () => {
		used.sandbox.readings.serviceWindow = 'ignored';

		expect((await sendToPerson(used, ada.waId, text)).status).toBe(200);
		await used.sandbox.settled();
		expect(used.sandbox.messages()).toMatchObject([{ statuses: [{}, { status: 'delivered' }] }]);
	});

	it('webhook, the message is accepted and then fails', async () => {
		used.sandbox.readings.serviceWindow = 'webhook';
		const answer = await sendToPerson(used, ada.waId, text);
		await used.sandbox.settled();

		expect(answer.status).toBe(200);
		expect(failureOf(used)).toBe(131047);
		expect(used.sandbox.webhooks.find({ type: 'failed' })).toMatchObject([
			{ payload: { entry: [{ changes: [{ value: { statuses: [{ id: idOf(answer) }] } }] }] } },
		]);
		expect(used.sandbox.webhooks.count()).toBe(1);
	});
});

describe('an answer to a message', () => {
	it('names the message of the business that it answers', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Chatty', members: [ada] });
		used.sandbox.writeMessage(id, ada.waId, 'Hello');
		const answered = idOf(await sendToGroup(used, id, text));
		await used.sandbox.settled();

		used.sandbox.writeMessage(id, ada.waId, 'Agreed', { replyTo: answered });

		expect(JSON.stringify(used.sandbox.webhooks.last()?.payload)).toContain(
			`"context":{"id":"${answered}","from":"15550783881"}`,
		);
	});

	it.each([
		['present', true],
		['absent', false],
	] as const)('of someone whose number is %s', (reading, isShown) => {
		used.sandbox.readings.usernameWaId = reading;
		const hidden = { waId: '447700900456', username: '@d', userId: 'GB.1' };
		const { id } = used.sandbox.addGroup({ subject: 'Chatty', members: [ada, hidden] });
		const replyTo = used.sandbox.writeMessage(id, hidden.waId, 'Hello');

		used.sandbox.writeMessage(id, ada.waId, 'Agreed', { replyTo });

		const text = JSON.stringify(used.sandbox.webhooks.last()?.payload);
		expect(text).toContain(`"context":{"id":"${replyTo}"`);
		expect(text.includes(hidden.waId)).toBe(isShown);
	});

	it('must stay where the message was written', () => {
		const [one, other] = used.sandbox.seedGroups([
			{ subject: 'One', members: [ada] },
			{ subject: 'Other', members: [ada] },
		]);
		const replyTo = used.sandbox.writeMessage(one?.id ?? '', ada.waId, 'Hello');

		const answer = () => used.sandbox.writeMessage(other?.id ?? '', ada.waId, 'Hi', { replyTo });
		expect(answer).toThrow(/no message .+ to answer/);
	});
});

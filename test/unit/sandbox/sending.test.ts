import fc from 'fast-check';
import { clientOf } from '../../contract/client';
import { startSandbox } from '../../sandbox';
import {
	failureOf,
	idOf,
	messaging_product,
	sendToGroup,
	sendToPerson,
	textOf,
	uploaded,
} from './messaging';
import { ada, ben, codeOf, need, people, useSandbox } from './support';

const used = useSandbox({ statusDelayMs: 0 });

/** Out: a group in whose service window anything may be sent. */
function openGroup(members = [ada, ben]): string {
	const { id } = used.sandbox.addGroup({ subject: 'Open', members });
	used.sandbox.writeMessage(id, need(members[0]).waId, 'Hello');
	return id;
}

function details(response: { data: unknown }): unknown {
	const error: unknown = Reflect.get(Object(response.data), 'error');
	return Reflect.get(Object(Reflect.get(Object(error), 'error_data')), 'details');
}

describe('a message to a group', () => {
	it('is accepted, and kept with what people read', async () => {
		const id = openGroup();

		const answer = await sendToGroup(used, id, textOf('Hi 🎉', { preview_url: true }));

		expect([answer.status, answer.data]).toEqual([
			200,
			{
				messaging_product,
				contacts: [{ input: id, wa_id: id }],
				messages: [{ id: expect.stringMatching(/^wamid\.[A-Za-z0-9+/]+=*$/) }],
			},
		]);
		expect(used.sandbox.messages()).toEqual([
			{
				id: idOf(answer),
				at: expect.any(Number),
				recipientType: 'group',
				to: id,
				type: 'text',
				content: { body: 'Hi 🎉', preview_url: true },
				text: 'Hi 🎉',
				statuses: expect.any(Array),
			},
		]);
	});

	it('answers another', async () => {
		const id = openGroup();
		const message_id = used.sandbox.writeMessage(id, ben.waId, 'Anyone?');

		await sendToGroup(used, id, { ...textOf('Yes'), context: { message_id } });

		expect(used.sandbox.messages()).toMatchObject([{ text: 'Yes', replyTo: message_id }]);
	});

	it.each([
		['nobody is in it', { members: [] }, 400, 131020],
		['it is suspended', { members: [ada], suspended: true }, 403, 131207],
	])('is refused if %s', async (_name, spec, status, code) => {
		const { id } = used.sandbox.addGroup({ subject: 'Closed', ...spec });

		const answer = await sendToGroup(used, id, textOf('Hi'));

		expect([answer.status, codeOf(answer)]).toEqual([status, code]);
	});

	it('is refused if there is no such group', async () => {
		expect(codeOf(await sendToGroup(used, 'Y2FwaV9ncm91cA', textOf('Hi')))).toBe(131041);
	});

	it('goes only where recipient_type says', async () => {
		const id = openGroup();
		const missing = await sendToPerson(used, id, textOf('Hi'));
		const number = await sendToGroup(used, ada.waId, textOf('Hi'));
		const odd = await sendToPerson(used, id, { ...textOf('Hi'), recipient_type: 'groups' });

		expect([missing, number, odd].map((one) => [one.status, codeOf(one)])).toEqual(
			new Array(3).fill([400, 100]),
		);
		expect(details(missing)).toMatch(/phone number/);
		expect(details(number)).toMatch(/group ID/);
		expect(used.sandbox.messages()).toEqual([]);
	});
});

describe('what a message may be', () => {
	const image = { id: '1' };
	it.each([
		['no product', { messaging_product: 'sms' }],
		['no recipient', { to: undefined }],
		['no text', { text: undefined }],
		['an empty text', { text: { body: '' } }],
		['a text of 4,097 characters', { text: { body: '😀'.repeat(4097) } }],
		['a preview that is a word', { text: { body: 'a', preview_url: 'true' } }],
		['a key that does not exist', { text: { body: 'a', previewUrl: true } }],
		['a type that is a number', { type: 7 }],
		['a context that is a text', { context: 'wamid.a' }],
		['a context without message', { context: {} }],
		['a picture with neither id nor link', { type: 'image', image: { caption: 'a' } }],
		['a picture with both', { type: 'image', image: { ...image, link: 'https://a.org/b.png' } }],
		['a link that is none', { type: 'image', image: { link: 'b.png' } }],
		['a link that is no web address', { type: 'image', image: { link: 'ftp://a.org/b.png' } }],
		[
			'a caption that is too long',
			{ type: 'image', image: { ...image, caption: 'a'.repeat(1025) } },
		],
		['a caption of a sound', { type: 'audio', audio: { ...image, caption: 'a' } }],
		['a caption of a sticker', { type: 'sticker', sticker: { ...image, caption: 'a' } }],
		['a file name of a film', { type: 'video', video: { ...image, filename: 'a.mp4' } }],
		['a template without language', { type: 'template', template: { name: 'a' } }],
		['a pin for no time', { type: 'pin', pin: { type: 'pin', message_id: 'wamid.a' } }],
	])('not with %s', async (_name, mistake) => {
		const id = openGroup();

		const answer = await sendToGroup(used, id, { ...textOf('Hi'), ...mistake });

		expect([answer.status, codeOf(answer)]).toEqual([400, 100]);
		expect(used.sandbox.messages()).toEqual([]);
	});

	it('4,096 characters are not too many, however many bytes they have', async () => {
		const answer = await sendToGroup(used, openGroup(), textOf('😀'.repeat(4096)));

		expect(answer.status).toBe(200);
	});

	it.each([
		['interactive', { type: 'button' }],
		['location', { latitude: 1, longitude: 2 }],
		['reaction', { message_id: 'wamid.a', emoji: '👍' }],
		['contacts', [{ name: { formatted_name: 'Ada' } }]],
	])('%s goes to a person and not to a group', async (type, content) => {
		used.sandbox.writeToBusiness(ada, 'Hello');
		const toGroup = await sendToGroup(used, openGroup(), { type, [type]: content });
		const toPerson = await sendToPerson(used, ada.waId, { type, [type]: content });
		const toNobody = await sendToPerson(used, ada.waId, { type });

		expect([codeOf(toGroup), toPerson.status, codeOf(toNobody)]).toEqual([131051, 200, 100]);
		used.sandbox.readings.otherTypesInGroups = 'accepted';
		const again = await sendToGroup(used, openGroup(), { type, [type]: content });
		expect(again.status).toBe(type === 'interactive' ? 400 : 200);
	});

	it('nothing that does not exist', async () => {
		expect(codeOf(await sendToGroup(used, openGroup(), { type: 'poll', poll: {} }))).toBe(131051);
		expect(codeOf(await sendToPerson(used, ada.waId, { type: 'pin', pin: {} }))).toBe(131051);
	});

	it.each([
		['accepted', 200],
		['refused', 400],
	] as const)('a sticker in a group is %s', async (reading, status) => {
		used.sandbox.readings.stickersInGroups = reading;
		const sticker = { id: await uploaded(used, { mimeType: 'image/webp' }) };

		const answer = await sendToGroup(used, openGroup(), { type: 'sticker', sticker });

		expect(answer.status).toBe(status);
	});
});

describe('a message with a file', () => {
	it.each([
		['image', 'image/png', { caption: 'Look' }],
		['video', 'video/mp4', { caption: 'Look' }],
		['audio', 'audio/ogg', { voice: true }],
		['document', 'application/pdf', { caption: 'Read', filename: 'a.pdf' }],
		['sticker', 'image/webp', {}],
	])('%s: by its id and by a link', async (type, mimeType, more) => {
		const to = openGroup();
		const id = await uploaded(used, { mimeType });

		const byId = await sendToGroup(used, to, { type, [type]: { id, ...more } });
		const link = 'https://example.org/file';
		const byLink = await sendToGroup(used, to, { type, [type]: { link, ...more } });

		expect([byId.status, byLink.status]).toEqual([200, 200]);
		const [first, second] = used.sandbox.messages();
		expect(first).toMatchObject({ type, mediaId: id, content: { id, ...more } });
		expect(first?.text).toBe('caption' in more ? more.caption : undefined);
		expect(second).not.toHaveProperty('mediaId');
	});

	it.each([
		['100', 100],
		['131053', 131053],
	] as const)('that does not exist is refused with %s', async (reading, code) => {
		used.sandbox.readings.unknownMedia = reading;
		const gone = await uploaded(used);
		used.sandbox.expireMedia(gone);
		const to = openGroup();
		const send = async (id: string) =>
			await sendToGroup(used, to, { type: 'image', image: { id } });

		expect(codeOf(await send('123'))).toBe(code);
		expect(codeOf(await send(gone))).toBe(code);
	});

	it('of another kind is refused', async () => {
		const id = await uploaded(used, { mimeType: 'application/pdf' });

		const answer = await sendToGroup(used, openGroup(), { type: 'image', image: { id } });

		expect([answer.status, codeOf(answer)]).toEqual([400, 131053]);
		expect(details(answer)).toContain('application/pdf');
	});

	it('that cannot be sent is told later, if the reading says so', async () => {
		used.sandbox.readings.mediaFaults = 'webhook';
		const to = openGroup();

		expect((await sendToGroup(used, to, { type: 'image', image: { id: '1' } })).status).toBe(200);
		await used.sandbox.settled();
		expect(failureOf(used)).toBe(131053);
	});

	it('at an address that cannot be reached fails on its way', async () => {
		const image = { link: 'https://files.invalid/a.png' };

		expect((await sendToGroup(used, openGroup(), { type: 'image', image })).status).toBe(200);
		await used.sandbox.settled();
		expect(failureOf(used)).toBe(131053);
	});
});

describe('a template', () => {
	const language = { code: 'en_US' };
	const invitation = {
		name: 'group_invite',
		components: [{ type: 'BODY', text: 'Join {{1}}, {{2}}!' }],
	} as const;
	const componentsFor = (group_id: string) => [
		{
			type: 'body',
			parameters: [
				{ type: 'group_id', group_id },
				{ type: 'text', text: 'Ada' },
			],
		},
	];

	it('takes the invite link of a group to a person', async () => {
		const group = used.sandbox.addGroup({ subject: 'Closed' });
		used.sandbox.addTemplate(invitation);
		const template = { name: 'group_invite', language, components: componentsFor(group.id) };

		const answer = await sendToPerson(used, ada.waId, { type: 'template', template });

		expect(answer.status).toBe(200);
		expect(used.sandbox.messages()).toMatchObject([
			{ recipientType: 'individual', to: ada.waId, text: `Join ${group.inviteLink}, Ada!` },
		]);
	});

	it('that nobody made is refused', async () => {
		const template = { name: 'none', language };

		const answer = await sendToGroup(used, openGroup(), { type: 'template', template });

		expect(codeOf(answer)).toBe(132001);
	});

	it('does not take an invite link into a group, nor a code', async () => {
		const id = openGroup();
		used.sandbox.addTemplate(invitation);
		used.sandbox.addTemplate({ name: 'code', category: 'AUTHENTICATION' });
		const send = async (template: object) =>
			await sendToGroup(used, id, { type: 'template', template });

		const link = { name: 'group_invite', language, components: componentsFor(id) };
		expect(codeOf(await send(link))).toBe(100);
		expect((await send({ name: 'code', language })).status).toBe(400);
	});
});

describe('pins', () => {
	const pinOf = (message_id: string, expiration_days: unknown = 4) => ({
		type: 'pin',
		pin: { type: 'pin', message_id, expiration_days },
	});
	const unpinOf = (message_id: string) => ({ type: 'pin', pin: { type: 'unpin', message_id } });

	it('are three at most, the oldest goes', async () => {
		const id = openGroup();
		const ids = ['a', 'b', 'c', 'd'].map((text) => used.sandbox.writeMessage(id, ada.waId, text));

		for (const one of ids) {
			const answer = await sendToGroup(used, id, pinOf(one));
			expect(idOf(answer)).toMatch(/^wamid\./);
			expect(ids).not.toContain(idOf(answer));
		}

		expect(used.sandbox.pins(id)).toEqual(ids.slice(1));
		await sendToGroup(used, id, unpinOf(need(ids[2])));
		expect(used.sandbox.pins(id)).toEqual([ids[1], ids[3]]);
		await sendToGroup(used, id, pinOf(need(ids[1])));
		expect(used.sandbox.pins(id)).toEqual([ids[3], ids[1]]);
	});

	it('have statuses of their own', async () => {
		const id = openGroup();
		const pinned = idOf(await sendToGroup(used, id, textOf('Read this')));

		const answer = await sendToGroup(used, id, pinOf(pinned));
		await used.sandbox.settled();

		expect(used.sandbox.messages().at(-1)).toMatchObject({
			id: idOf(answer),
			type: 'pin',
			statuses: [{ status: 'sent' }, { waId: ada.waId }, { waId: ben.waId }],
		});
	});

	it('end after their days', async () => {
		const id = openGroup();
		const message = used.sandbox.writeMessage(id, ada.waId, 'a');
		await sendToGroup(used, id, pinOf(message, 2));
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 2 * 86_400_000 - 5000);
		try {
			expect(used.sandbox.pins(id)).toEqual([message]);
			clock.mockReturnValue(now + 2 * 86_400_000);
			expect(used.sandbox.pins(id)).toEqual([]);
		} finally {
			clock.mockRestore();
		}
	});

	it.each([0, 31, 1.5, '4', null, undefined])('not for %j days', async (days) => {
		const id = openGroup();
		const message = used.sandbox.writeMessage(id, ada.waId, 'a');
		const pin = { type: 'pin', message_id: message, expiration_days: days };

		expect(codeOf(await sendToGroup(used, id, { type: 'pin', pin }))).toBe(100);
		expect(used.sandbox.pins(id)).toEqual([]);
	});

	it('are of messages of the same group only', async () => {
		const [id, other] = [openGroup(), openGroup()];
		const message = used.sandbox.writeMessage(other, ada.waId, 'a');

		expect(codeOf(await sendToGroup(used, id, pinOf(message)))).toBe(100);
		expect(codeOf(await sendToGroup(used, id, pinOf('wamid.none')))).toBe(100);
		expect(codeOf(await sendToGroup(used, id, { type: 'pin', pin: { type: 'stick' } }))).toBe(100);
	});
});

describe('recipients', () => {
	it('may be written in any usual way', async () => {
		used.sandbox.readings.serviceWindow = 'ignored';
		for (const to of ['12025550111', '+1 202 555 0111', '+1 (202) 555-0111', '1.202.555.0111']) {
			const { data } = await sendToPerson(used, to, textOf('Hi'));
			expect(data.contacts).toEqual([{ input: to, wa_id: '12025550111' }]);
		}
	});

	it('are never taken for something else', async () => {
		const numbers = fc.stringMatching(/^\+?[0-9][0-9 ().-]{0,6}[0-9]{4,8}$/);
		const others = fc.string().map((text) => text.replace(/[0-9]/g, 'x'));
		const recipients = fc.oneof(
			fc.record({ to: numbers, codes: fc.constant([131047, 100]) }),
			others.map((to) => ({ to, codes: [100, to === '' ? 100 : 131041] })),
		);
		await fc.assert(
			fc.asyncProperty(recipients, async ({ to, codes }) => {
				const answers = [
					await sendToPerson(used, to, textOf('Hi')),
					await sendToGroup(used, to, textOf('Hi')),
				];
				expect(answers.map(codeOf)).toEqual(codes);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('limits that nobody told', () => {
	it.each([
		['429', 429],
		['400', 400],
	] as const)(
		'of messages in a second are separate from those of groups (%s)',
		async (reading, status) => {
			const { conditions, readings } = used.sandbox;
			readings.messageLimitStatus = reading;
			conditions.messageRateLimitPerSecond = 2;
			conditions.rateLimitPerSecond = 1;
			const id = openGroup();

			const answers = [];
			for (const text of ['a', 'b', 'c']) answers.push(await sendToGroup(used, id, textOf(text)));

			expect(answers.map((one) => [one.status, codeOf(one)])).toEqual([
				[200, undefined],
				[200, undefined],
				[status, 130429],
			]);
			expect((await used.client.get('/groups')).status).toBe(200);
			expect(used.sandbox.messages()).toHaveLength(2);
		},
	);

	it('of messages to one recipient', async () => {
		used.sandbox.conditions.pairRateLimitPerSecond = 1;
		const [id, other] = [openGroup(), openGroup()];

		await sendToGroup(used, id, textOf('a'));

		expect(codeOf(await sendToGroup(used, id, textOf('b')))).toBe(131056);
		expect((await sendToGroup(used, other, textOf('b'))).status).toBe(200);
	});
});

describe('many messages', () => {
	it('10,000 of them: ids of their own, the newest kept', async () => {
		const members = people(2);
		const id = openGroup(members);
		used.sandbox.readings.statusBatch = 'by_message';
		const ids = new Set<string>();
		for (let round = 0; round < 100; round++) {
			const texts = Array.from({ length: 100 }, (_, n) => `${round}.${n}`);
			const answers = await Promise.all(texts.map((text) => sendToGroup(used, id, textOf(text))));
			for (const answer of answers) ids.add(idOf(answer));
		}
		await used.sandbox.settled();

		expect(ids.size).toBe(10_000);
		const messages = used.sandbox.messages();
		expect(messages).toHaveLength(10_000);
		expect(messages.every(({ statuses }) => statuses.length === 3)).toBe(true);
		// The contract has been held against many of them in other tests.
		used.sandbox.requests.clear();
		used.sandbox.webhooks.clear();
	}, 60_000);

	it('no more than the log is long', async () => {
		const small = await startSandbox({ logSize: 3, readings: { serviceWindow: 'ignored' } });
		const own = { sandbox: small, client: clientOf(small) };

		for (const text of ['a', 'b', 'c', 'd']) await sendToPerson(own, ada.waId, textOf(text));

		expect(small.messages().map(({ text }) => text)).toEqual(['b', 'c', 'd']);
		await small.close();
	});
});

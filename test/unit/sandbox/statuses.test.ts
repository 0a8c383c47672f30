import { defaultReadings } from '../../sandbox/readings';
import type { StatusChange, WorldEvent } from '../../sandbox/state/events';
import { StatusTeller } from '../../sandbox/state/statusTeller';
import { idOf, sendToGroup, sendToPerson, textOf } from './messaging';
import { ada, ben, dmitri, need, useSandbox } from './support';
import { elementsOf, entriesOf } from './told';

const used = useSandbox({ statusDelayMs: 0 });

interface Told {
	field: string;
	element: Record<string, unknown>;
}

/** Out: every status that was told, in order. */
function told(): Array<Told['element']> {
	return used.sandbox.webhooks
		.find({ field: 'messages' })
		.flatMap(({ payload }) => elementsOf(payload))
		.map((one) => ({ ...Object(Reflect.get(Object(one), 'element')) }))
		.filter((element) => 'status' in element);
}

/** Out: a group in whose service window anything may be sent. */
function openGroup(
	...members: Parameters<typeof used.sandbox.addGroup>[0]['members'] & object
): string {
	const { id } = used.sandbox.addGroup({ subject: 'Open', members });
	used.sandbox.writeMessage(id, need(members[0]).waId, 'Hello');
	return id;
}

const timestamp = expect.stringMatching(/^\d{10}$/);

function groupStatus(to: string, id: string, status: string, more: object = {}) {
	return { id, status, timestamp, recipient_id: to, recipient_type: 'group', ...more };
}

const free = {
	billable: false,
	pricing_model: 'PMP',
	type: 'free_group_customer_service',
	category: 'group_service',
};

describe('the statuses of a message to a group', () => {
	it('are sent once, and delivered to each with a price', async () => {
		const to = openGroup(ada, ben);

		const id = idOf(await sendToGroup(used, to, textOf('Hi')));
		await used.sandbox.settled();

		const delivered = ({ waId }: { waId: string }) =>
			groupStatus(to, id, 'delivered', { recipient_participant_id: waId, pricing: free });
		expect(told()).toEqual([groupStatus(to, id, 'sent'), delivered(ada), delivered(ben)]);
		expect(used.sandbox.webhooks.find({ groupId: to, type: 'delivered' })).toHaveLength(2);
		expect(used.sandbox.messages()[0]?.statuses).toEqual([
			{ status: 'sent', at: expect.any(Number) },
			{ status: 'delivered', waId: ada.waId, at: expect.any(Number) },
			{ status: 'delivered', waId: ben.waId, at: expect.any(Number) },
		]);
	});

	it('go on when somebody reads it, and are not charged again', async () => {
		const to = openGroup(ada);
		const id = idOf(await sendToGroup(used, to, textOf('Hi')));
		await used.sandbox.settled();

		used.sandbox.readMessage(id, ada.waId);
		used.sandbox.readMessage(id, ada.waId);

		expect(told().slice(2)).toEqual([
			groupStatus(to, id, 'read', { recipient_participant_id: ada.waId }),
		]);
	});

	it('leave out delivered for whoever reads at once, and charge for reading', async () => {
		const to = openGroup(ada, ben);
		used.sandbox.conditions.statusDelayMs = 40;

		const id = idOf(await sendToGroup(used, to, textOf('Hi')));
		used.sandbox.readMessage(id, ben.waId);
		await used.sandbox.settled();

		expect(told().map(({ status, recipient_participant_id: whom }) => [status, whom])).toEqual([
			['sent', undefined],
			['delivered', ada.waId],
			['read', ben.waId],
		]);
		expect(told()[2]).toMatchObject({ pricing: free });
	});

	it('do not reach who is not on WhatsApp any more, nor who came later', async () => {
		const to = openGroup(ada, ben);
		used.sandbox.setOnWhatsApp(ben.waId, false);
		const id = idOf(await sendToGroup(used, to, textOf('Hi')));
		await used.sandbox.settled();

		expect(told().map(({ status }) => status)).toEqual(['sent', 'delivered']);
		expect(() => used.sandbox.readMessage(id, dmitri.waId)).toThrow(/did not get/);
		expect(() => used.sandbox.readMessage('wamid.none', ada.waId)).toThrow(/sent no message/);
	});

	it('still come when the group is deleted', async () => {
		const to = openGroup(ada);
		await sendToGroup(used, to, textOf('Hi'));
		await used.client.delete(`/groups/${to}`);
		await used.sandbox.settled();

		expect(told().map(({ status }) => status)).toEqual(['sent', 'delivered']);
	});

	it('do not come after a reset', async () => {
		const to = openGroup(ada);
		used.sandbox.conditions.statusDelayMs = 20;
		await sendToGroup(used, to, textOf('Hi'));
		used.sandbox.reset();
		await used.sandbox.settled();

		expect([told(), used.sandbox.messages()]).toEqual([[], []]);
	});
});

describe('a message that fails', () => {
	it('says so as the documented sample', async () => {
		const to = openGroup(ada);
		used.sandbox.failNextMessage(1, 131020);

		const id = idOf(await sendToGroup(used, to, textOf('Hi')));
		const other = idOf(await sendToGroup(used, to, textOf('Hi again')));
		await used.sandbox.settled();

		const error = {
			code: 131020,
			title: 'Bad Group',
			message: 'Bad Group',
			error_data: { details: 'Cannot send messages to single member groups.' },
			href: expect.stringMatching(/^https:/),
		};
		expect(told()).toContainEqual(groupStatus(to, id, 'failed', { errors: [error] }));
		expect(told().filter((one) => one.id === other)).toHaveLength(2);
		expect(used.sandbox.messages()).toMatchObject([
			{ id, failed: { code: 131020 }, statuses: [{ status: 'failed' }] },
			{ id: other },
		]);
		expect(() => used.sandbox.readMessage(id, ada.waId)).toThrow(/did not get/);
	});

	it('fails because the person is not on WhatsApp', async () => {
		used.sandbox.addTemplate({ name: 'news' });
		used.sandbox.setOnWhatsApp(ada.waId, false);
		const template = { name: 'news', language: { code: 'en_US' } };

		const answer = await sendToPerson(used, ada.waId, { type: 'template', template });
		await used.sandbox.settled();

		expect(answer.status).toBe(200);
		expect(told()).toMatchObject([
			{ status: 'failed', recipient_id: ada.waId, errors: [{ code: 131026 }] },
		]);
	});
});

describe('the statuses of a message to a person', () => {
	it('have a price from the start, and nobody else in them', async () => {
		used.sandbox.writeToBusiness(ada, 'Hello');

		const id = idOf(await sendToPerson(used, ada.waId, textOf('Hi')));
		await used.sandbox.settled();
		used.sandbox.readMessage(id, ada.waId);

		const status = (status: string, more: object = {}) => ({
			...{ id, status, timestamp, recipient_id: ada.waId, recipient_type: 'individual' },
			...more,
		});
		const type = 'free_customer_service';
		const pricing = { billable: false, pricing_model: 'PMP', type, category: 'service' };
		expect(told()).toEqual([
			status('sent', { pricing }),
			status('delivered', { pricing }),
			status('read'),
		]);
		expect(used.sandbox.webhooks.find({ type: 'sent' })[0]?.groupId).toBeUndefined();
	});
});

describe('what is charged for', () => {
	it.each([
		['MARKETING', true, { billable: true, type: 'regular', category: 'group_marketing' }],
		['UTILITY', false, { billable: true, type: 'regular', category: 'group_utility' }],
		[
			'UTILITY',
			true,
			{ billable: false, type: 'free_group_customer_service', category: 'group_utility' },
		],
	] as const)('a template for %s with a window (%s)', async (category, isOpen, pricing) => {
		const to = openGroup(ada);
		if (!isOpen) used.sandbox.closeWindow(to);
		used.sandbox.addTemplate({ name: 'news', category });
		const template = { name: 'news', language: { code: 'en_US' } };

		await sendToGroup(used, to, { type: 'template', template });
		await used.sandbox.settled();

		expect(told()[1]).toMatchObject({ status: 'delivered', pricing });
	});

	it.each([
		['status', ['pricing']],
		['conversation', ['conversation']],
		['absent', []],
	] as const)('is said in the place of the reading %s', async (reading, keys) => {
		used.sandbox.readings.pricingPlace = reading;

		await sendToGroup(used, openGroup(ada), textOf('Hi'));
		await used.sandbox.settled();

		const status = need(told()[1]);
		expect(Object.keys(status).filter((key) => /pric|conv/.test(key))).toEqual(keys);
		if (reading === 'conversation') {
			const pricing = { billable: false, pricing_model: 'PMP', category: 'group_service' };
			const conversation = { id: expect.any(String), origin: { type: 'group_service' }, pricing };
			expect(status).toMatchObject({ conversation });
		}
	});
});

describe('whom a status is about', () => {
	it.each(['recipient_participant_id', 'participant_recipient_id'] as const)(
		'is said under %s',
		async (reading) => {
			used.sandbox.readings.participantKey = reading;

			await sendToGroup(used, openGroup(ada), textOf('Hi'));
			await used.sandbox.settled();

			const keys = Object.keys(need(told()[1])).filter((key) => key.includes('participant'));
			expect(keys).toEqual([reading]);
		},
	);

	it.each([
		['present', { recipient_participant_id: dmitri.waId }],
		['empty', { recipient_participant_id: '' }],
		['absent', {}],
	] as const)('is said with a user id if the number is %s', async (reading, ids) => {
		used.sandbox.readings.usernameWaId = reading;

		await sendToGroup(used, openGroup(dmitri), textOf('Hi'));
		await used.sandbox.settled();

		const { userId } = dmitri;
		expect(told()[1]).toMatchObject({ ...ids, recipient_participant_user_id: userId });
		expect('recipient_participant_id' in need(told()[1])).toBe(reading !== 'absent');
		const { payload } = need(used.sandbox.webhooks.find({ type: 'delivered' })[0]);
		const value = need(entriesOf(payload)[0]?.changes[0]?.value);
		expect(value.contacts).toMatchObject([{ user_id: userId }]);
	});
});

describe('statuses in one webhook', () => {
	/** Out: for every webhook of deliveries, pairs of message and person. */
	async function deliveries(reading: 'single' | 'by_message' | 'by_participant') {
		used.sandbox.readings.statusBatch = reading;
		const to = openGroup(ada, ben);
		const names = new Map<unknown, string>();
		for (const name of ['first', 'second']) {
			names.set(idOf(await sendToGroup(used, to, textOf(name))), name);
		}
		await used.sandbox.settled();
		return used.sandbox.webhooks
			.find({ type: 'delivered' })
			.map(({ payload }) =>
				entriesOf(payload)
					.flatMap(({ changes }) => changes)
					.flatMap(({ value }) => value.statuses ?? [])
					.map((one) => ({ ...Object(one) }))
					.map((one) => `${names.get(one.id)} ${String(one.recipient_participant_id)}`),
			)
			.sort();
	}

	it('are alone', async () => {
		const webhooks = await deliveries('single');
		expect(webhooks.map((one) => one.length)).toEqual([1, 1, 1, 1]);
	});

	it('are those of one message', async () => {
		expect(await deliveries('by_message')).toEqual([
			[`first ${ada.waId}`, `first ${ben.waId}`],
			[`second ${ada.waId}`, `second ${ben.waId}`],
		]);
	});

	it('are those of one person, none lost', async () => {
		const webhooks = await deliveries('by_participant');

		const both = ['first', 'second'].flatMap((name) => [
			`${name} ${ada.waId}`,
			`${name} ${ben.waId}`,
		]);
		expect(webhooks.flat().sort()).toEqual(both);
		for (const one of webhooks) expect(new Set(one.map((pair) => pair.split(' ')[1])).size).toBe(1);
	});
});

describe('the gathering of statuses of one person', () => {
	const change = (messageId: string, participant?: typeof ada): StatusChange => ({
		...{ messageId, recipientType: 'group', recipient: 'g', status: 'delivered' },
		...(participant === undefined ? {} : { participant }),
	});

	it('tells them together when its time is up, and others at once', () => {
		const readings = { ...defaultReadings(), statusBatch: 'by_participant' } as const;
		const [events, waiting]: [WorldEvent[], Array<() => void>] = [[], []];
		const teller = new StatusTeller({
			readings,
			emit: (event) => events.push(event),
			later: (_delayMs, action) => waiting.push(action),
		});
		const tellTwice = () => {
			for (const id of ['one', 'two']) teller.tell([change(id, ada), change(id, ben)]);
		};

		tellTwice();
		teller.tell([change('three')]);
		expect(events).toEqual([{ kind: 'messageStatuses', statuses: [change('three')] }]);
		for (const wake of waiting.splice(0)) wake();
		expect(events.slice(1)).toEqual(
			[ada, ben].map((person) => ({
				kind: 'messageStatuses',
				statuses: [change('one', person), change('two', person)],
			})),
		);
		tellTwice();
		expect(waiting).toHaveLength(2);
	});
});

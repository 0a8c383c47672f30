import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { GROUP_EVENTS } from '../../../nodes/Dialog360Groups/events/event';
import { readEvents } from '../../../nodes/Dialog360Groups/events/readEvents';
import { eventsIn, fixture, FIXTURES, readJson } from './support/fixtures';
import { misshapen } from './support/shape';

const folder = join(__dirname, 'golden');

/**
 * What each webhook is to become. `eventKey` is written down, too: with other keys, what was delivered before
 * an update of the package and again after it would run twice.
 */
describe('the documented webhooks', () => {
	it('have a golden file each', () => {
		expect(readdirSync(folder).sort()).toEqual(FIXTURES.map((name) => `${name}.json`));
		expect(FIXTURES.length).toBeGreaterThanOrEqual(43);
	});

	it('show every event', () => {
		const shown = new Set(
			FIXTURES.flatMap((name) => eventsIn(fixture(name)).map(({ event }) => event)),
		);

		expect([...shown].sort()).toEqual([...GROUP_EVENTS].sort());
	});

	describe.each(FIXTURES)('%s', (name) => {
		const events = eventsIn(fixture(name));

		it('becomes the documented events, key for key in their order', () => {
			const golden = readJson(join(folder, `${name}.json`));

			expect(JSON.stringify(events, null, 1)).toBe(JSON.stringify(golden, null, 1));
		});

		it('gives the documented shape', () => {
			expect(events.flatMap(misshapen)).toEqual([]);
		});
	});
});

describe('raw', () => {
	const metadata = { display_phone_number: '15550783881', phone_number_id: '106540352242922' };
	const around = { messaging_product: 'whatsapp', metadata };

	it('is the change, cut down to the status that the event is about', () => {
		const [first, second, ...others] = readEvents(
			fixture('messages.group_status_delivered_aggregated'),
		);

		expect(others).toEqual([]);
		expect(first?.raw).toMatchObject({
			field: 'messages',
			value: { ...around, statuses: [{ recipient_participant_id: '16505551234' }] },
		});
		expect(second?.raw).toMatchObject({
			field: 'messages',
			value: { ...around, statuses: [{ recipient_participant_id: '16505559876' }] },
		});
	});

	it('has the whole group element for each of its people', () => {
		const body = fixture('group_participants_update.remove_partial_fail');
		const events = readEvents(body);

		expect(events).toHaveLength(2);
		for (const { raw } of events) {
			expect(body).toMatchObject({ entry: [{ changes: [raw] }] });
		}
	});

	it('has the contact of the sender, and nobody else', () => {
		const contact = (id: string) => ({ wa_id: id, profile: { name: `Name ${id}` } });
		const message = (from: string) => ({
			id: `wamid.${from}`,
			from,
			timestamp: '1',
			group_id: 'G',
		});
		const value = {
			...around,
			contacts: ['1', '2', '3'].map(contact),
			messages: ['2', '1', '4'].map(message),
		};

		expect(readEvents({ field: 'messages', value }).map(({ raw }) => raw)).toEqual([
			{
				field: 'messages',
				value: { ...around, contacts: [contact('2')], messages: [message('2')] },
			},
			{
				field: 'messages',
				value: { ...around, contacts: [contact('1')], messages: [message('1')] },
			},
			// Nobody is known to be number 4, so that all of them are kept.
			{
				field: 'messages',
				value: { ...around, contacts: value.contacts, messages: [message('4')] },
			},
		]);
	});

	it('is the whole change where there is nothing to take apart', () => {
		const body = fixture('message_template_status_update.approved');
		const [event] = readEvents(body);

		expect(body).toMatchObject({ entry: [{ changes: [event?.raw] }] });
	});

	it.each([
		['no field', { metadata, groups: [{ timestamp: 1, type: 'group_new' }] }],
		['nothing around', { groups: [{ timestamp: 1, type: 'group_new' }] }],
	])('of a bare value with %s has none, either', (_, value) => {
		expect(readEvents(value).map(({ raw }) => raw)).toEqual([{ value }]);
	});
});

import { readEvents } from '../../../nodes/Dialog360Groups/events/readEvents';
import { DELIVERED_EVENT, joinRequestDelivery } from './deliveries';

const numbers = Array.from({ length: 2_000 }, (_, number) => number);

it('is one event of the kind it says, and another one each time', () => {
	const events = numbers.flatMap((number) => {
		const body: unknown = JSON.parse(joinRequestDelivery(number).body);
		return readEvents(body).map(({ event }) => event);
	});

	expect(events).toHaveLength(numbers.length);
	expect(new Set(events.map(({ event }) => event))).toEqual(new Set([DELIVERED_EVENT]));
	expect(new Set(events.map(({ eventKey }) => eventKey)).size).toBe(numbers.length);
});

it('is the same when it is delivered again', () => {
	expect(joinRequestDelivery(7)).toEqual(joinRequestDelivery(7));
});

it('carries the headers that were registered', () => {
	expect(joinRequestDelivery(0, { 'X-Secret': 's' }).headers).toEqual({
		'content-type': 'application/json',
		'X-Secret': 's',
	});
});

import fc from 'fast-check';

import { readEvents } from '../../../nodes/Dialog360Groups/events/readEvents';
import { alone, fact } from './support/facts';
import { layouts } from './support/layouts';
import { misshapen } from './support/shape';
import { stable } from './support/stable';

const told = (body: unknown) => readEvents(body).map(stable).sort();

it('any nesting, order and batching tells the same things, and drops none', () => {
	fc.assert(
		fc.property(
			fc
				.array(fact, { maxLength: 8 })
				.chain((facts) => fc.tuple(fc.constant(facts), layouts(facts))),
			([facts, delivery]) => {
				const together = told(delivery);

				expect(together).toEqual(facts.flatMap((one) => told(alone(one))).sort());
				expect(together).toHaveLength(facts.reduce((sum, { count }) => sum + count, 0));
			},
		),
		{ numRuns: 1500 },
	);
});

it('what happens in one batch comes in its order', () => {
	fc.assert(
		fc.property(fc.array(fact, { maxLength: 8 }), (facts) => {
			const batch = facts.map(alone);

			expect(readEvents(batch)).toEqual(batch.flatMap(readEvents));
		}),
		{ numRuns: 500 },
	);
});

it('every event has the documented shape, survives JSON, and leaves the delivery as it was', () => {
	fc.assert(
		fc.property(fact, (one) => {
			const body = alone(one);
			const before = JSON.stringify(body);
			const events = readEvents(body);

			expect(events.flatMap(({ event }) => misshapen(event))).toEqual([]);
			expect(JSON.parse(JSON.stringify(events))).toEqual(events);
			expect(JSON.stringify(body)).toBe(before);
		}),
		{ numRuns: 1500 },
	);
});

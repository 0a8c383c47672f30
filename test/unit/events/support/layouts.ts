import fc from 'fast-check';

import { valueOf } from './facts';
import type { Fact } from './facts';

/** In any order, cut into any number of parts. */
function cut<T>(things: readonly T[]): fc.Arbitrary<T[][]> {
	return fc
		.tuple(
			fc.shuffledSubarray([...things], { minLength: things.length }),
			fc.array(fc.nat(things.length), { maxLength: 4 }),
		)
		.map(([shuffled, places]) => {
			const bounds = [0, ...places.toSorted((a, b) => a - b), shuffled.length];
			return bounds.slice(1).map((end, index) => shuffled.slice(bounds[index], end));
		});
}

/** What a value, and a change, can tell at once. */
function grouped(facts: readonly Fact[], keyOf: (fact: Fact) => string): Fact[][] {
	const keys = [...new Set(facts.map(keyOf))];
	return keys.map((key) => facts.filter((one) => keyOf(one) === key));
}

const changes = (facts: readonly Fact[]) =>
	cut(facts).map((parts) =>
		parts.flatMap((part) =>
			grouped(part, ({ field, phoneNumberId }) => `${field} ${phoneNumberId}`).map((some) => ({
				field: some[0]?.field ?? '',
				value: valueOf(some),
			})),
		),
	);

const entries = (facts: readonly Fact[]) =>
	cut(facts).chain((parts) =>
		fc.tuple(...parts.map((part) => changes(part).map((made) => ({ id: '1', changes: made })))),
	);

const envelopes = (facts: readonly Fact[]) =>
	cut(facts).chain((parts) =>
		fc.tuple(
			...parts.map((part) =>
				entries(part).map((entry) => ({ object: 'whatsapp_business_account', entry })),
			),
		),
	);

const bareValues = (facts: readonly Fact[]) =>
	cut(facts).map((parts) =>
		parts.flatMap((part) => grouped(part, ({ phoneNumberId }) => phoneNumberId).map(valueOf)),
	);

/** All ways in which a delivery could tell the facts. */
export function layouts(facts: readonly Fact[]): fc.Arbitrary<unknown> {
	const lists = fc.oneof(changes(facts), entries(facts), envelopes(facts), bareValues(facts));
	const mixed = cut(facts).chain((parts) =>
		fc.tuple(
			...parts.map((part) =>
				fc.oneof(changes(part), entries(part), envelopes(part), bareValues(part)),
			),
		),
	);
	const one = entries(facts).map((entry) => ({ object: 'whatsapp_business_account', entry }));
	const any = fc.oneof<fc.Arbitrary<unknown>[]>(one, lists, mixed);
	return fc.oneof(
		any,
		any.map((body) => JSON.stringify(body)),
	);
}

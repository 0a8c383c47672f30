import type { Random } from '../random';
import type { RecordedDelivery } from '../types';
import { canMerge, merge } from './merge';

/** One or more webhooks in one body, for one destination. It is sent until it is accepted. */
export interface Parcel {
	destination: string;
	deliveries: RecordedDelivery[];
	body: unknown;
	/** How often it was sent in vain. */
	failures: number;
	/** Is never put together with others: what was sent by hand arrives as it was. */
	alone: boolean;
}

/** The number of its newest webhook. */
export function numberOf({ deliveries }: Parcel): number {
	return deliveries.at(-1)?.number ?? 0;
}

export function canTravelTogether(one: Parcel, other: Parcel): boolean {
	return (
		one.destination === other.destination &&
		!one.alone &&
		!other.alone &&
		canMerge([one.body, other.body])
	);
}

/** Out: the parcels as one that has never been sent. */
export function together(parcels: readonly Parcel[], random: Random): Parcel | undefined {
	const [first] = parcels;
	if (first === undefined || parcels.length === 1) return first;
	return {
		destination: first.destination,
		deliveries: parcels.flatMap(({ deliveries }) => deliveries),
		body: merge(
			parcels.map(({ body }) => body),
			random,
		),
		failures: 0,
		alone: false,
	};
}

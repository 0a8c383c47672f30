import type { DeliveryFilter, DeliveryLog, RecordedDelivery } from '../types';
import { BoundedLog } from './boundedLog';

function matches(delivery: RecordedDelivery, filter: DeliveryFilter): boolean {
	return (
		(filter.field === undefined || delivery.field === filter.field) &&
		(filter.type === undefined || delivery.type === filter.type) &&
		(filter.groupId === undefined || delivery.groupId === filter.groupId) &&
		(filter.state === undefined || delivery.state === filter.state) &&
		(filter.destination === undefined || delivery.destination === filter.destination)
	);
}

/** The newest webhooks. */
export class DeliveryRecords extends BoundedLog<RecordedDelivery> implements DeliveryLog {
	find(filter: DeliveryFilter): RecordedDelivery[] {
		return this.all().filter((delivery) => matches(delivery, filter));
	}

	/** Out: the delivery with that number, if it is still kept. */
	get(number: number): RecordedDelivery | undefined {
		return this.all().find((delivery) => delivery.number === number);
	}

	count(filter: DeliveryFilter = {}): number {
		return this.find(filter).length;
	}
}

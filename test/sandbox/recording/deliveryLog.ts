import type { DeliveryFilter, DeliveryLog, RecordedDelivery } from '../types';
import { BoundedLog } from './boundedLog';

function matches(delivery: RecordedDelivery, filter: DeliveryFilter): boolean {
	return (
		(filter.field === undefined || delivery.field === filter.field) &&
		(filter.type === undefined || delivery.type === filter.type) &&
		(filter.groupId === undefined || delivery.groupId === filter.groupId) &&
		(filter.state === undefined || delivery.state === filter.state)
	);
}

/** The newest webhooks. */
export class DeliveryRecords extends BoundedLog<RecordedDelivery> implements DeliveryLog {
	find(filter: DeliveryFilter): RecordedDelivery[] {
		return this.all().filter((delivery) => matches(delivery, filter));
	}

	count(filter: DeliveryFilter = {}): number {
		return this.find(filter).length;
	}
}

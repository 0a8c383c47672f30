import type { Readings } from '../readings';
import type { StatusChange, WorldEvent } from './events';

/** How long statuses gather before those of one person are told together. */
const gatheringMs = 30;

interface Teller {
	readonly readings: Readings;
	emit(event: WorldEvent): void;
	later(delayMs: number, action: () => void): void;
}

/** Tells statuses in as many webhooks as the reading `statusBatch` says (reference 4.4). */
export class StatusTeller {
	/** By person: what waits to be told with other messages' statuses. */
	private readonly gathering = new Map<string, StatusChange[]>();

	constructor(private readonly world: Teller) {}

	/** In: what became of one message at one time. */
	tell(statuses: readonly StatusChange[]): void {
		switch (this.world.readings.statusBatch) {
			case 'single':
				for (const status of statuses) this.emit([status]);
				return;
			case 'by_message':
				if (statuses.length > 0) this.emit([...statuses]);
				return;
			case 'by_participant':
				for (const status of statuses) this.gather(status);
		}
	}

	/** Forgets what waits. */
	clear(): void {
		this.gathering.clear();
	}

	private gather(status: StatusChange): void {
		const { participant } = status;
		if (participant === undefined) return this.emit([status]);
		const key = `${participant.waId} ${status.status}`;
		const waiting = this.gathering.get(key);
		if (waiting !== undefined) {
			waiting.push(status);
			return;
		}
		const gathered = [status];
		this.gathering.set(key, gathered);
		this.world.later(gatheringMs, () => {
			this.gathering.delete(key);
			this.emit(gathered);
		});
	}

	private emit(statuses: StatusChange[]): void {
		this.world.emit({ kind: 'messageStatuses', statuses });
	}
}

import type { Random } from '../random';
import { Timers } from '../timers';
import type { Conditions } from '../types';
import { canTravelTogether, numberOf, type Parcel, together } from './parcel';

export interface OutboxOptions {
	conditions: Conditions;
	random: Random;
	/** Most journeys under way at the same time. */
	concurrency: number;
	/** Carries out one journey of parcels that share a body; never rejects. */
	depart: (journey: Parcel[]) => Promise<void>;
}

/** How long webhooks gather before they are put together. */
const gatheringMs = 20;

/** How long a webhook waits for another that may never come. */
const longestHoldMs = 150;

/** Where parcels wait: decides when each departs, in which order, and with which others. */
export class Outbox {
	private ready: Parcel[] = [];
	/** Waits for its next attempt, with what wakes it. */
	private readonly asleep = new Map<Parcel, () => void>();
	/** Lets the next one go first. */
	private heldBack: Parcel | undefined;
	/** New ones that will be put together. */
	private gathering: Parcel[] = [];
	/** Old ones that wait for a newer one to travel with. */
	private lonely: Parcel[] = [];
	private underWay = 0;
	/** Counts `stop`, so that journeys from before it are not counted as ended. */
	private era = 0;
	private readonly timers = new Timers();

	constructor(private readonly options: OutboxOptions) {}

	/** Takes a new parcel, which departs when the weather lets it. */
	admit(parcel: Parcel): void {
		const { conditions, random } = this.options;
		const { webhookJitterMs } = conditions;
		const jitter = webhookJitterMs > 0 ? random.integer(0, webhookJitterMs) : 0;
		this.timers.after(jitter, () => this.order(parcel));
	}

	/** Takes a parcel that goes as soon as there is room. */
	send(parcel: Parcel): void {
		this.ready.push(parcel);
		this.pump();
	}

	/** Takes the second copy of a parcel. */
	admitDuplicate(parcel: Parcel): void {
		const { conditions, random } = this.options;
		if (random.chance(conditions.webhookRebatch)) this.awaitCompany(parcel);
		else this.admit(parcel);
	}

	/** Takes a parcel that was sent before in vain. */
	sendLater(parcel: Parcel, delayMs: number): void {
		for (const delivery of parcel.deliveries) delivery.nextAttemptAt = Date.now() + delayMs;
		const wake = () => {
			cancel();
			this.asleep.delete(parcel);
			const { conditions, random } = this.options;
			const seeksCompany = !parcel.alone && random.chance(conditions.webhookRebatch);
			if (seeksCompany) this.awaitCompany(parcel);
			else this.send(parcel);
		};
		const cancel = this.timers.after(delayMs, wake);
		this.asleep.set(parcel, wake);
	}

	/** Ends the wait of the parcel with this delivery. Out: whether it was waiting. */
	wake(deliveryNumber: number): boolean {
		for (const [parcel, wake] of this.asleep) {
			if (parcel.deliveries.some(({ number }) => number === deliveryNumber)) {
				wake();
				return true;
			}
		}
		return false;
	}

	/** Forgets everything that waits. */
	stop(): void {
		this.timers.stopAll();
		this.asleep.clear();
		this.ready = [];
		this.gathering = [];
		this.lonely = [];
		this.heldBack = undefined;
		this.underWay = 0;
		this.era++;
	}

	/** Perhaps holds the parcel back until the next one has gone. */
	private order(parcel: Parcel): void {
		const { conditions, random } = this.options;
		if (this.heldBack === undefined && random.chance(conditions.webhookReorder)) {
			this.heldBack = parcel;
			this.timers.after(longestHoldMs, () => {
				if (this.heldBack === parcel) this.send(this.takeHeldBack() ?? parcel);
			});
			return;
		}
		this.gather(parcel);
	}

	/** Lets several parcels become one where they may. */
	private gather(parcel: Parcel): void {
		if (this.options.conditions.webhookBatch < 2) return this.send(parcel);
		this.gathering.push(parcel);
		if (this.gathering.length > 1) return;
		this.timers.after(gatheringMs, () => {
			const gathered = this.gathering;
			this.gathering = [];
			this.ready.push(...this.bundles(gathered));
			this.pump();
		});
	}

	private bundles(parcels: readonly Parcel[]): Parcel[] {
		const { conditions, random } = this.options;
		const bundles: Parcel[] = [];
		let rest = [...parcels];
		while (rest.length > 0) {
			const size = random.integer(1, Math.max(1, conditions.webhookBatch));
			const [first] = rest;
			const bundle = rest
				.slice(0, size)
				.filter((one) => one === first || (first && canTravelTogether(first, one)));
			bundles.push(...[together(bundle, random)].flatMap((one) => one ?? []));
			rest = rest.filter((one) => !bundle.includes(one));
		}
		return bundles;
	}

	private pump(): void {
		while (this.underWay < this.options.concurrency) {
			const parcel = this.ready.shift();
			if (parcel === undefined) return;
			this.underWay++;
			void this.travel(parcel);
		}
	}

	private async travel(parcel: Parcel): Promise<void> {
		const { era } = this;
		const isNext = this.heldBack !== undefined && numberOf(parcel) > numberOf(this.heldBack);
		const follower = isNext ? this.takeHeldBack() : undefined;
		await this.options.depart([...this.companyFor(parcel), parcel]);
		if (era !== this.era) return;
		this.underWay--;
		if (follower !== undefined) this.ready.unshift(follower);
		this.pump();
	}

	private takeHeldBack(): Parcel | undefined {
		const parcel = this.heldBack;
		this.heldBack = undefined;
		return parcel;
	}

	/** Out: the older parcel that travels with this one, if any. */
	private companyFor(parcel: Parcel): Parcel[] {
		const company = this.lonely.find(
			(one) => numberOf(one) < numberOf(parcel) && canTravelTogether(one, parcel),
		);
		this.lonely = this.lonely.filter((one) => one !== company);
		return company === undefined ? [] : [company];
	}

	/** Waits for a newer parcel to travel with; goes alone if none comes. */
	private awaitCompany(parcel: Parcel): void {
		this.lonely.push(parcel);
		this.timers.after(longestHoldMs, () => {
			if (!this.lonely.includes(parcel)) return;
			this.lonely = this.lonely.filter((one) => one !== parcel);
			this.send(parcel);
		});
	}
}

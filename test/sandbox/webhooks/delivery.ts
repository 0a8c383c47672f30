import type { Activity } from '../activity';
import type { Changes } from '../changes';
import type { Random } from '../random';
import type { Readings } from '../readings';
import type { DeliveryRecords } from '../recording/deliveryLog';
import type { Conditions, DeliveryAttempt, RecordedDelivery, WebhookConfig } from '../types';
import { type Destinations, mainDestination } from './destinations';
import { merge } from './merge';
import { Outbox } from './outbox';
import type { Parcel } from './parcel';
import type { Webhook } from './payloads';
import { post } from './post';
import { signatureHeader } from './signature';
import { subjectOf } from './subject';

export interface DeliveryOptions {
	log: DeliveryRecords;
	destinations: Destinations;
	readings: Readings;
	conditions: Conditions;
	random: Random;
	activity: Activity;
	changes: Changes;
	timeoutMs: number;
	retryDelaysMs: readonly number[];
	concurrency: number;
}

/** What is known of a delivery before it is on record. */
type NewDelivery = Pick<RecordedDelivery, 'field' | 'type' | 'payload' | 'destination'> &
	Partial<RecordedDelivery>;

/**
 * Delivers webhooks as 360dialog does (reference 6.1, 6.3): to the number's own address, with its
 * headers; only status 200 within the time limit counts; otherwise again and again with growing
 * waits, so that a receiver may see one event more than once. What the number's own address has
 * accepted is copied to the extra destinations, each of which has its own attempts.
 */
export class WebhookDelivery {
	private readonly outbox: Outbox;
	private stopped = new AbortController();

	constructor(private readonly options: DeliveryOptions) {
		const { conditions, random, concurrency } = options;
		const depart = async (journey: Parcel[]) => await this.travel(journey, this.stopped.signal);
		this.outbox = new Outbox({ conditions, random, concurrency, depart });
	}

	/** Takes a webhook on; returns at once and never throws. */
	send(webhook: Webhook): void {
		this.accept({ ...webhook, destination: mainDestination });
	}

	/** Takes any body on as a webhook. Out: the number of its delivery. */
	deliver(payload: unknown): number {
		const text = JSON.stringify(payload);
		if (text === undefined) throw new Error('There is no body to deliver');
		const copy: unknown = JSON.parse(text);
		const known = { ...subjectOf(copy), payload: copy, destination: mainDestination };
		return this.accept({ ...known, playedBack: true }).number;
	}

	/** Sends a webhook on record again to its destination. Out: the number of the new delivery. */
	redeliver(number: number): number {
		const original = this.need(number);
		const { destination } = original;
		if (this.options.destinations.find(destination) === undefined) {
			throw new Error(
				destination === mainDestination
					? 'No webhook address is set to send it to'
					: `There is no destination called "${destination}" any more`,
			);
		}
		const content = contentOf(original);
		const delivery = this.record({ ...content, destination, redelivery: true, copyOf: number });
		this.outbox.send(parcelOf(delivery, true));
		return delivery.number;
	}

	/** Ends a webhook's wait for its next attempt. */
	retryNow(number: number): void {
		const delivery = this.need(number);
		if (!this.outbox.wake(delivery.number)) {
			throw new Error(`Webhook ${number} is not waiting for another attempt`);
		}
	}

	/** Drops everything that waits or is under way. */
	stop(): void {
		this.outbox.stop();
		this.stopped.abort();
		this.stopped = new AbortController();
	}

	private need(number: number): RecordedDelivery {
		const delivery = this.options.log.get(number);
		if (delivery === undefined) throw new Error(`There is no webhook ${number} on record`);
		return delivery;
	}

	/** Out: the delivery; its duplicate, if the weather makes one, is on record as well. */
	private accept(known: NewDelivery): RecordedDelivery {
		const { conditions, random } = this.options;
		const delivery = this.record(known);
		const isSent = delivery.state === 'waiting';
		if (isSent) this.outbox.admit(parcelOf(delivery));
		if (!random.chance(conditions.webhookDuplicates)) return delivery;
		const duplicate = this.record({ ...known, duplicate: true, copyOf: delivery.number });
		if (isSent) this.outbox.admitDuplicate(parcelOf(duplicate));
		return delivery;
	}

	private record(known: NewDelivery): RecordedDelivery {
		const { log, activity, changes, destinations } = this.options;
		const hasUrl = destinations.find(known.destination) !== undefined;
		const delivery: RecordedDelivery = {
			number: log.nextNumber(),
			at: Date.now(),
			duplicate: false,
			redelivery: false,
			playedBack: false,
			attempts: [],
			...known,
			state: hasUrl ? 'waiting' : 'no_url',
		};
		log.add(delivery);
		changes.notify();
		if (hasUrl) activity.begin();
		return delivery;
	}

	/** Sends parcels once, in one body, and does with each what its outcome asks for. */
	private async travel(journey: Parcel[], stopped: AbortSignal): Promise<void> {
		const { destinations, random, changes } = this.options;
		const [first] = journey;
		if (first === undefined) return;
		const bodies = journey.map(({ body }) => body);
		const body = bodies.length === 1 ? bodies[0] : merge(bodies, random);
		const deliveries = journey.flatMap((parcel) => parcel.deliveries);
		for (const delivery of deliveries) delete delivery.nextAttemptAt;
		// The configuration may have been cleared while the webhook waited.
		const config = destinations.find(first.destination);
		const attempt = config && (await this.attempt(body, config, stopped));
		if (stopped.aborted) return;
		if (attempt !== undefined) noteAttempt(deliveries, attempt, body);
		const accepted = attempt?.status === 200;
		if (accepted && first.destination === mainDestination) this.copy(deliveries, body);
		for (const parcel of journey) {
			if (accepted) this.finish(parcel, 'delivered');
			else this.fail(parcel, config !== undefined);
		}
		changes.notify();
	}

	private async attempt(
		body: unknown,
		{ url, headers }: WebhookConfig,
		stopped: AbortSignal,
	): Promise<DeliveryAttempt> {
		const { timeoutMs, conditions, readings } = this.options;
		const at = Date.now();
		const cutOff = AbortSignal.timeout(timeoutMs);
		const signal = AbortSignal.any([stopped, cutOff]);
		try {
			const text = typeof body === 'string' ? body : JSON.stringify(body);
			const { signingSecret } = conditions;
			const signature = signatureHeader(text, signingSecret, readings.signaturePrefix);
			const status = await post(url, text, { ...headers, ...signature }, signal);
			return { at, durationMs: Date.now() - at, url, status };
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			const text = cutOff.aborted ? `no answer within ${timeoutMs} ms` : reason;
			return { at, durationMs: Date.now() - at, url, error: text };
		}
	}

	/** Copies what the number's own address has accepted to the extra destinations. */
	private copy(deliveries: readonly RecordedDelivery[], body: unknown): void {
		const { log, destinations } = this.options;
		const isNews = deliveries.some(
			({ redelivery, copyOf }) =>
				!redelivery || (copyOf !== undefined && log.get(copyOf)?.state !== 'delivered'),
		);
		if (!isNews) return;
		for (const destination of destinations.extraNames()) {
			const copies = deliveries.map((original) =>
				this.record({
					...contentOf(original),
					destination,
					duplicate: original.duplicate,
					copyOf: original.number,
				}),
			);
			this.outbox.send({ destination, deliveries: copies, body, failures: 0, alone: false });
		}
	}

	private fail(parcel: Parcel, mayTryAgain: boolean): void {
		const delay = this.options.retryDelaysMs[parcel.failures];
		parcel.failures++;
		if (mayTryAgain && delay !== undefined) this.outbox.sendLater(parcel, delay);
		else this.finish(parcel, 'given_up');
	}

	private finish(parcel: Parcel, state: 'delivered' | 'given_up'): void {
		for (const delivery of parcel.deliveries) {
			delivery.state = state;
			this.options.activity.end();
		}
	}
}

/** What a repetition has in common with the original. */
function contentOf({ field, type, groupId, payload, playedBack }: RecordedDelivery) {
	return { field, type, ...(groupId === undefined ? {} : { groupId }), payload, playedBack };
}

function parcelOf(delivery: RecordedDelivery, alone = false): Parcel {
	const { destination, payload } = delivery;
	return { destination, deliveries: [delivery], body: payload, failures: 0, alone };
}

function noteAttempt(
	deliveries: readonly RecordedDelivery[],
	attempt: DeliveryAttempt,
	body: unknown,
): void {
	const numbers = deliveries.map(({ number }) => number);
	for (const { attempts, number } of deliveries) {
		const together = numbers.filter((one) => one !== number);
		attempts.push(together.length === 0 ? attempt : { ...attempt, together, body });
	}
}

import type { Activity } from '../activity';
import type { Changes } from '../changes';
import type { Random } from '../random';
import type { DeliveryRecords } from '../recording/deliveryLog';
import { Timers } from '../timers';
import type { Conditions, RecordedDelivery, WebhookConfig } from '../types';
import type { Webhook } from './payloads';
import { post } from './post';

export interface DeliveryOptions {
	log: DeliveryRecords;
	conditions: Conditions;
	random: Random;
	activity: Activity;
	changes: Changes;
	timeoutMs: number;
	retryDelaysMs: readonly number[];
}

/** Webhooks under way at the same time. */
const concurrency = 20;

/**
 * Delivers webhooks as 360dialog does (reference 6.3): to one URL, with its headers; only status
 * 200 within the time limit counts; otherwise again and again with growing waits, so that a
 * receiver may see one event more than once.
 */
export class WebhookDelivery {
	config: WebhookConfig | undefined;
	private queue: RecordedDelivery[] = [];
	private underWay = 0;
	private timers = new Timers();
	private stopped = new AbortController();

	constructor(private readonly options: DeliveryOptions) {}

	/** Takes a webhook on; returns at once and never throws. */
	send(webhook: Webhook): void {
		const { conditions, random } = this.options;
		this.accept(webhook, false);
		if (conditions.webhookDuplicates > 0 && random.next() < conditions.webhookDuplicates) {
			this.accept(webhook, true);
		}
	}

	/** Drops everything that waits or is under way. */
	stop(): void {
		this.queue = [];
		this.underWay = 0;
		this.timers.stopAll();
		this.stopped.abort();
		this.stopped = new AbortController();
		this.timers = new Timers();
	}

	private accept(webhook: Webhook, duplicate: boolean): void {
		const { log, activity, conditions, random, changes } = this.options;
		const delivery: RecordedDelivery = {
			number: log.nextNumber(),
			at: Date.now(),
			...webhook,
			duplicate,
			attempts: [],
			state: this.config === undefined ? 'no_url' : 'waiting',
		};
		log.add(delivery);
		changes.notify();
		if (this.config === undefined) return;
		activity.begin();
		const { webhookJitterMs } = conditions;
		this.enqueueAfter(webhookJitterMs > 0 ? random.integer(0, webhookJitterMs) : 0, delivery);
	}

	private enqueueAfter(delayMs: number, delivery: RecordedDelivery): void {
		this.timers.after(delayMs, () => {
			this.queue.push(delivery);
			this.pump();
		});
	}

	private pump(): void {
		while (this.underWay < concurrency) {
			const delivery = this.queue.shift();
			if (delivery === undefined) return;
			this.underWay++;
			void this.attempt(delivery, this.stopped.signal);
		}
	}

	private async attempt(delivery: RecordedDelivery, stopped: AbortSignal): Promise<void> {
		const { config } = this;
		// The configuration may have been cleared while the webhook waited.
		const accepted = config !== undefined && (await this.tryOnce(delivery, config, stopped));
		if (stopped.aborted) return;
		this.underWay--;
		const delay = this.options.retryDelaysMs[delivery.attempts.length - 1];
		if (accepted) this.finish(delivery, 'delivered');
		else if (config === undefined || delay === undefined) this.finish(delivery, 'given_up');
		else this.enqueueAfter(delay, delivery);
		this.options.changes.notify();
		this.pump();
	}

	private async tryOnce(
		delivery: RecordedDelivery,
		{ url, headers }: WebhookConfig,
		stopped: AbortSignal,
	): Promise<boolean> {
		const at = Date.now();
		const cutOff = AbortSignal.timeout(this.options.timeoutMs);
		const signal = AbortSignal.any([stopped, cutOff]);
		try {
			const status = await post(url, JSON.stringify(delivery.payload), headers, signal);
			delivery.attempts.push({ at, durationMs: Date.now() - at, url, status });
			return status === 200;
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			const text = cutOff.aborted ? `no answer within ${this.options.timeoutMs} ms` : reason;
			delivery.attempts.push({ at, durationMs: Date.now() - at, url, error: text });
			return false;
		}
	}

	private finish(delivery: RecordedDelivery, state: 'delivered' | 'given_up'): void {
		delivery.state = state;
		this.options.activity.end();
	}
}

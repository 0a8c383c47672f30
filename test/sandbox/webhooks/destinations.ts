import type { Readings } from '../readings';
import type { MultiWebhook, WebhookConfig, WebhookDestination } from '../types';

/** How the log calls the number's own webhook. */
export const mainDestination = 'main';

function copyOf({ name, url, headers }: WebhookDestination): WebhookDestination {
	return { name, url, headers: { ...headers } };
}

/** Where webhooks go: the number's own address, and extra ones (reference 6.1). */
export class Destinations {
	main: WebhookConfig | undefined;
	private extras: WebhookDestination[] | undefined;

	constructor(private readonly readings: Readings) {}

	/** Copies, so that nothing changes behind the sandbox's back. */
	multiWebhook(): MultiWebhook {
		const { extras } = this;
		return { enabled: extras !== undefined, destinations: (extras ?? []).map(copyOf) };
	}

	/** Enables multi-webhook with these destinations; `undefined` disables it and forgets them. */
	setExtras(extras: readonly WebhookDestination[] | undefined): void {
		this.extras = extras?.map(copyOf);
	}

	/** The names of those who get copies at this moment. */
	extraNames(): string[] {
		const { extras = [], readings } = this;
		return readings.multiWebhook === 'available' ? extras.map(({ name }) => name) : [];
	}

	/** In: `main` or a name. Out: where that is at this moment, if anywhere. */
	find(destination: string): WebhookConfig | undefined {
		if (destination === mainDestination) return this.main;
		if (!this.extraNames().includes(destination)) return undefined;
		return this.extras?.find(({ name }) => name === destination);
	}

	clear(): void {
		this.main = undefined;
		this.extras = undefined;
	}
}

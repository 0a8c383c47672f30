import { Activity } from './activity';
import { RateLimit } from './api/rateLimit';
import { Changes } from './changes';
import { FaultRules } from './faults';
import { Random } from './random';
import { defaultReadings, setReadings } from './readings';
import { DeliveryRecords } from './recording/deliveryLog';
import { RequestRecords } from './recording/requestLog';
import { readWebhookConfig } from './routes/webhookInput';
import * as people from './state/people';
import { readMessage } from './state/sending';
import { TemplateStore } from './state/templates';
import { World } from './state/world';
import * as writing from './state/writing';
import type {
	Conditions,
	Group,
	GroupSetting,
	GroupSpec,
	JoinRequest,
	MultiWebhook,
	OpenLinkResult,
	Person,
	Sandbox,
	SandboxOptions,
	SentMessage,
	StoredMedia,
	Template,
	TemplateSpec,
	WebhookConfig,
	WebhookDestination,
	WriteOptions,
} from './types';
import { WebhookDelivery } from './webhooks/delivery';
import { Destinations } from './webhooks/destinations';
import { webhookFor } from './webhooks/payloads';
import { templateStatusWebhook } from './webhooks/templateStatus';

/** 1 s, doubling to 512 s. */
const defaultRetryDelays = Array.from({ length: 10 }, (_, attempt) => 1000 * 2 ** attempt);

const fairConditions: Conditions = {
	latencyMs: 0,
	rateLimitPerSecond: 0,
	messageRateLimitPerSecond: 0,
	pairRateLimitPerSecond: 0,
	mediaUploadsPerSecond: 0,
	statusDelayMs: 20,
	webhookDuplicates: 0,
	webhookJitterMs: 0,
	webhookReorder: 0,
	webhookBatch: 0,
	webhookRebatch: 0,
	signingSecret: '',
};

const everySetting: readonly GroupSetting[] = ['subject', 'description', 'picture'];

/** The sandbox without its server: the world, what is recorded of it and what is done to it. */
export class LocalSandbox implements Sandbox {
	url = '';
	readonly apiKey: string;
	readonly requests: RequestRecords;
	readonly webhooks: DeliveryRecords;
	readonly faults = new FaultRules();
	readonly readings = defaultReadings();
	readonly conditions: Conditions = { ...fairConditions };
	readonly changes = new Changes();
	readonly random: Random;
	readonly rateLimit = new RateLimit();
	readonly destinations = new Destinations(this.readings);
	readonly delivery: WebhookDelivery;
	readonly world: World;
	readonly templateStore: TemplateStore;
	/** Set by the server. */
	closeServer: () => Promise<void> = async () => {};
	private readonly activity = new Activity();

	constructor(private readonly options: SandboxOptions) {
		const { readings, conditions, activity, changes } = this;
		const random = new Random(options.seed ?? 1);
		this.random = random;
		this.apiKey = options.apiKey ?? 'sandbox-key';
		this.requests = new RequestRecords(options.logSize ?? 20_000);
		this.webhooks = new DeliveryRecords(options.logSize ?? 20_000);
		this.delivery = new WebhookDelivery({
			log: this.webhooks,
			destinations: this.destinations,
			readings,
			conditions,
			random,
			activity,
			changes,
			timeoutMs: options.webhookTimeoutMs ?? 5000,
			retryDelaysMs: options.webhookRetryDelaysMs ?? defaultRetryDelays,
			concurrency: options.webhookConcurrency ?? 20,
		});
		this.world = new World({
			readings,
			conditions,
			random,
			activity,
			changes,
			creationDelayMs: options.creationDelayMs ?? 50,
			cursorLifetimeMs: options.cursorLifetimeMs ?? 600_000,
			maxGroups: options.maxGroups ?? 10_000,
			maxParticipants: options.maxParticipants ?? 8,
			logSize: options.logSize ?? 20_000,
			onEvent: (event) => this.delivery.send(webhookFor(event, readings)),
		});
		this.templateStore = new TemplateStore({
			random,
			activity,
			changes,
			approvalMs: options.templateApprovalMs ?? 50,
			linkOf: (groupId) => this.world.need(groupId).inviteLink,
			onDecision: (template) => this.delivery.send(templateStatusWebhook(template)),
		});
		this.applyOptions();
	}

	seedGroups(groups: number | readonly GroupSpec[]): Group[] {
		const specs =
			typeof groups === 'number'
				? Array.from({ length: groups }, (_, index) => ({ subject: `Group ${index + 1}` }))
				: groups;
		const records = specs.map((spec) => this.world.addGroup(spec));
		this.changes.notify();
		return records.map((record) => record.view());
	}

	addGroup(spec: GroupSpec): Group {
		const group = this.world.addGroup(spec);
		this.changes.notify();
		return group.view();
	}

	groups(): Group[] {
		return this.world.store.all().map((group) => group.view());
	}

	group(id: string): Group | undefined {
		return this.world.store.get(id)?.view();
	}

	openLink(link: string, person: Person): OpenLinkResult {
		return people.openLink(this.world, link, person);
	}

	askToJoin(groupId: string, person: Person): JoinRequest {
		return people.askToJoin(this.world, groupId, person);
	}

	withdraw(groupId: string, waId: string): JoinRequest {
		return people.withdraw(this.world, groupId, waId);
	}

	leave(groupId: string, waId: string): void {
		people.leave(this.world, groupId, waId);
	}

	writeMessage(groupId: string, waId: string, text: string, options?: WriteOptions): string {
		return writing.writeMessage(this.world, groupId, waId, text, options);
	}

	writeToBusiness(person: Person, text: string, options?: WriteOptions): string {
		return writing.writeToBusiness(this.world, person, text, options);
	}

	closeWindow(recipient: string): void {
		this.world.windows.close(recipient);
		this.changes.notify();
	}

	windowIsOpen(recipient: string): boolean {
		return this.world.windows.isOpen(recipient);
	}

	readMessage(messageId: string, waId: string): void {
		readMessage(this.world, messageId, waId);
	}

	setOnWhatsApp(waId: string, onWhatsApp: boolean): void {
		const { notOnWhatsApp } = this.world;
		if (onWhatsApp) notOnWhatsApp.delete(waId);
		else notOnWhatsApp.add(waId);
		this.changes.notify();
	}

	messages(): SentMessage[] {
		return structuredClone(this.world.conversations.sentMessages());
	}

	media(): StoredMedia[] {
		return structuredClone(this.world.media.all());
	}

	expireMedia(mediaId: string): void {
		this.world.media.expire(mediaId);
		this.changes.notify();
	}

	pins(groupId: string): string[] {
		return this.world.pins.of(groupId);
	}

	suspend(groupId: string, suspended: boolean): void {
		people.suspend(this.world, groupId, suspended);
	}

	failNextCreation(times = 1, code = 131000): void {
		this.world.planned.planCreations(times, code);
	}

	failNextDeletion(times = 1, code = 131000): void {
		this.world.planned.planDeletions(times, code);
	}

	failNextUpdate(times = 1, settings = everySetting, code = 131000): void {
		this.world.planned.planUpdates(times, settings, code);
	}

	failNextMessage(times = 1, code = 131026): void {
		this.world.planned.planMessages(times, code);
	}

	expireCursors(): void {
		this.world.expireCursors();
	}

	addTemplate(spec: TemplateSpec): Template {
		return structuredClone(this.templateStore.add(spec));
	}

	templates(): Template[] {
		return structuredClone([...this.templateStore.all()]);
	}

	decideTemplate(
		name: string,
		language: string,
		decision: 'approved' | 'rejected',
		reason?: string,
	): void {
		this.templateStore.decide(name, language, decision, reason);
	}

	rejectNextTemplate(reason?: string): void {
		this.templateStore.rejectNext(reason);
	}

	webhookConfig(): WebhookConfig | undefined {
		const { main } = this.destinations;
		return main && { url: main.url, headers: { ...main.headers } };
	}

	configureWebhook(config: { url: string; headers?: Record<string, string> } | undefined): void {
		this.destinations.main = config && readWebhookConfig(config, this.readings);
		this.changes.notify();
	}

	multiWebhook(): MultiWebhook {
		return this.destinations.multiWebhook();
	}

	configureMultiWebhook(destinations: readonly WebhookDestination[] | undefined): void {
		this.destinations.setExtras(destinations);
		this.changes.notify();
	}

	deliver(payload: unknown): number {
		return this.delivery.deliver(payload);
	}

	redeliver(number: number): number {
		return this.delivery.redeliver(number);
	}

	retryNow(number: number): void {
		this.delivery.retryNow(number);
	}

	async settled(): Promise<void> {
		await this.activity.idle();
	}

	reset(): void {
		this.stop();
		this.destinations.clear();
		this.requests.clear();
		this.webhooks.clear();
		this.faults.clear();
		this.rateLimit.clear();
		Object.assign(this.readings, defaultReadings());
		Object.assign(this.conditions, fairConditions);
		this.applyOptions();
		this.templateStore.reset();
		this.world.reset();
	}

	async close(): Promise<void> {
		this.stop();
		await this.closeServer();
	}

	private applyOptions(): void {
		const { readings, conditions, signingSecret, statusDelayMs } = this.options;
		setReadings(this.readings, { ...readings });
		Object.assign(
			this.conditions,
			signingSecret === undefined ? {} : { signingSecret },
			statusDelayMs === undefined ? {} : { statusDelayMs },
			conditions,
		);
	}

	private stop(): void {
		this.world.stop();
		this.templateStore.stop();
		this.delivery.stop();
		this.activity.clear();
	}
}

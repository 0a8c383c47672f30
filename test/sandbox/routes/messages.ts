import type { Answer, ApiCall } from '../api/call';
import { needBody } from '../api/input';
import { RateLimit } from '../api/rateLimit';
import { ApiError, invalidParameter } from '../errors';
import { isString } from '../input';
import { bareMimeType, isMediaType, mayCarry, type MediaType } from '../state/mediaRules';
import type { MessageCategory } from '../state/price';
import { type Order, sendMessage } from '../state/sending';
import type { TemplateStore } from '../state/templates';
import type { World } from '../state/world';
import {
	contentOf,
	readContext,
	readMedia,
	readPin,
	readTemplate,
	readText,
} from './messageContent';
import { readRecipient, type Recipient } from './recipient';
import type { Route } from './route';

/** What a message is made of, beside to whom it goes. */
type Content = Omit<Order, keyof Recipient | 'type' | 'content' | 'replyTo'>;

/** Types that exist 1:1; of these the sandbox does not look at the content. */
const individualTypes = ['interactive', 'location', 'contacts', 'reaction'];

/** Those of them that no source allows in groups or denies them (reference 4.1). */
const doubtfulTypes = ['location', 'contacts', 'reaction'];

/** Handles `POST /messages` (reference 4.1, 4.2). */
class Messages {
	constructor(
		private readonly world: World,
		private readonly templates: TemplateStore,
	) {}

	send(call: ApiCall): Answer {
		const { world } = this;
		this.checkThroughput();
		const body = needBody(call);
		const recipient = readRecipient(body);
		const { type = 'text' } = body;
		if (!isString(type)) throw invalidParameter('The parameter type must be a string.');
		const replyTo = readContext(body);
		this.checkPlace(recipient);
		this.checkPair(recipient);
		const content = this.read(type, body, recipient);
		this.checkWindow(type, recipient, content);
		const { recipientType, to, input } = recipient;
		const id = sendMessage(world, {
			...{ recipientType, to, type, content: body[type], ...content },
			...(replyTo === undefined ? {} : { replyTo }),
		});
		return {
			status: 200,
			body: {
				messaging_product: 'whatsapp',
				contacts: [{ input, wa_id: to }],
				messages: [{ id }],
			},
		};
	}

	/** The hidden limit of the number; groups have another one for their management. */
	private checkThroughput(): void {
		const { messageLimit, conditions } = this.world;
		if (messageLimit.allow(conditions.messageRateLimitPerSecond)) return;
		throw this.limited(130429);
	}

	private checkPair({ to }: Recipient): void {
		const { pairLimits, conditions } = this.world;
		const most = conditions.pairRateLimitPerSecond;
		if (most <= 0) return;
		const limit = pairLimits.get(to) ?? new RateLimit();
		pairLimits.set(to, limit);
		if (!limit.allow(most)) throw this.limited(131056);
	}

	private limited(code: number): ApiError {
		return new ApiError(code, undefined, Number(this.world.readings.messageLimitStatus));
	}

	/** Throws 131041, 131207 or 131020 if nobody in the group can be reached. */
	private checkPlace({ recipientType, to }: Recipient): void {
		if (recipientType === 'group' && this.world.needActive(to).members.size === 0) {
			throw new ApiError(131020);
		}
	}

	/** Only templates may be sent to those who have not written for a day (reference 4.5). */
	private checkWindow(type: string, { to }: Recipient, content: Content): void {
		const { readings, windows } = this.world;
		const isFree = type === 'template' || type === 'pin' || windows.isOpen(to);
		if (isFree || readings.serviceWindow === 'ignored') return;
		if (readings.serviceWindow === 'enforced') throw new ApiError(131047);
		content.fault ??= 131047;
	}

	private read(type: string, body: Record<string, unknown>, recipient: Recipient): Content {
		const isGroup = recipient.recipientType === 'group';
		if (isGroup) this.checkTypeForGroups(type);
		const source = () => contentOf(body, type);
		if (type === 'text') return { text: readText(source()), category: 'service' };
		if (isMediaType(type)) return this.readMedia(type, source());
		if (type === 'template') return this.readTemplate(source(), recipient);
		if (type === 'pin' && isGroup) return this.pin(source(), recipient);
		if (!individualTypes.includes(type)) throw unsupported(type);
		// Contacts are a list, the others objects.
		if (!(type === 'contacts' && Array.isArray(body.contacts))) source();
		return { category: 'service' };
	}

	private checkTypeForGroups(type: string): void {
		const { stickersInGroups, otherTypesInGroups } = this.world.readings;
		const isRefused =
			type === 'interactive' ||
			(type === 'sticker' && stickersInGroups === 'refused') ||
			(doubtfulTypes.includes(type) && otherTypesInGroups === 'refused');
		if (isRefused) throw unsupported(type, ' in groups');
	}

	private readMedia(type: MediaType, source: Record<string, unknown>): Content {
		const { id, link, caption } = readMedia(type, source);
		const fault = id === undefined ? faultOfLink(link) : this.faultOfFile(type, id);
		return {
			category: 'service',
			...(caption === undefined ? {} : { text: caption }),
			...(id === undefined ? {} : { mediaId: id }),
			...(fault === undefined ? {} : { fault }),
		};
	}

	/** Out: what will be told later, if the reading says that it is not told at once. */
	private faultOfFile(type: MediaType, id: string): number | undefined {
		const { media, readings } = this.world;
		const file = media.get(id);
		if (file !== undefined && mayCarry(type, bareMimeType(file.mimeType))) return undefined;
		if (readings.mediaFaults === 'webhook') return 131053;
		if (file === undefined) {
			const details = `Media ID ${id} does not exist or has expired.`;
			throw new ApiError(Number(readings.unknownMedia), details);
		}
		throw new ApiError(131053, `A file of the type ${file.mimeType} cannot be sent as ${type}.`);
	}

	private readTemplate(source: Record<string, unknown>, { recipientType }: Recipient): Content {
		const { name, language, components } = readTemplate(source);
		const template = this.templates.need(name, language);
		const { text } = this.templates.render(template, components, recipientType);
		return { text, category: categoryOf(template.category) };
	}

	/** Pins or unpins at once; the message about it is what has an id and statuses. */
	private pin(source: Record<string, unknown>, { to }: Recipient): Content {
		const { pins, conversations } = this.world;
		const { messageId, days } = readPin(source);
		if (conversations.get(messageId)?.chat !== to) {
			throw invalidParameter(`There is no message ${messageId} in this group.`);
		}
		if (days === undefined) pins.unpin(to, messageId);
		else pins.pin(to, messageId, days);
		return { category: 'service' };
	}
}

function unsupported(type: string, where = ''): ApiError {
	return new ApiError(131051, `Message type ${type} is not supported${where}.`);
}

/** A host that cannot exist (RFC 6761) is the one the sandbox knows to be out of reach. */
function faultOfLink(link = ''): number | undefined {
	return new URL(link).hostname.endsWith('.invalid') ? 131053 : undefined;
}

function categoryOf(category: string): MessageCategory {
	const lower = category.toLowerCase();
	const known = ['marketing', 'utility', 'authentication'] as const;
	return known.find((one) => one === lower) ?? 'service';
}

/** Send, pin and unpin. */
export function messageRoutes(world: World, templates: TemplateStore): Route[] {
	const messages = new Messages(world, templates);
	return [{ method: 'POST', url: '/messages', handle: (call) => messages.send(call) }];
}

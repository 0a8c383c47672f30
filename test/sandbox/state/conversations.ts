import { BoundedLog } from '../recording/boundedLog';
import type { Person, SentMessage } from '../types';
import type { Price } from './price';

/** What the business sent, with what its statuses need. */
export interface Outgoing {
	message: SentMessage;
	/** Who was there to receive it. */
	audience: readonly Person[];
	price: Price;
	/** Numbers of those who read it the moment it arrives. */
	awaitedBy: Set<string>;
}

/** One message, whoever wrote it. */
export interface Message {
	id: string;
	/** Seconds since 1970. */
	at: number;
	/** The group's id, or the digits of the person the business talks to. */
	chat: string;
	/** Missing when the business wrote it. */
	author?: Person;
	text: string;
	replyTo?: string;
	/** Missing when a person wrote it. */
	outgoing?: Outgoing;
}

/** Most messages of one chat that can be shown. */
const chatSize = 500;

/** Every message that was written, the newest ones only, in the order in which they were. */
export class Conversations {
	private readonly byId = new Map<string, Message>();
	private readonly chats = new Map<string, BoundedLog<Message>>();
	private readonly sent: BoundedLog<Outgoing>;

	/** In: how many messages are kept. */
	constructor(private readonly size: number) {
		this.sent = new BoundedLog(size);
	}

	add(message: Message): void {
		this.byId.set(message.id, message);
		if (this.byId.size > this.size) {
			const [oldest] = this.byId.keys();
			if (oldest !== undefined) this.byId.delete(oldest);
		}
		const chat = this.chats.get(message.chat) ?? new BoundedLog<Message>(chatSize);
		this.chats.set(message.chat, chat);
		chat.add(message);
		if (message.outgoing !== undefined) this.sent.add(message.outgoing);
	}

	get(id: string): Message | undefined {
		return this.byId.get(id);
	}

	/** Oldest first. */
	chat(chat: string): readonly Message[] {
		return this.chats.get(chat)?.all() ?? [];
	}

	/** What the business sent, oldest first. */
	sentMessages(): SentMessage[] {
		return this.sent.all().map(({ message }) => message);
	}
}

import { isRecord, isString } from '../input';
import type { LocalSandbox } from '../localSandbox';
import type { Message } from '../state/conversations';
import { readChat } from '../state/sending';
import type { Person } from '../types';
import type { Actions } from './action';
import {
	needObject,
	needString,
	NotThere,
	optionalBoolean,
	optionalString,
	queryNumber,
	readPerson,
	WrongInput,
} from './input';

/** One message as the page shows it. */
interface ShownMessage {
	id: string;
	at: number;
	/** Missing when the business wrote it. */
	author?: Person;
	text: string;
	/** Of the business' messages, what only they have. */
	type?: string;
	file?: string;
	/** Those who have got it or read it, by number. */
	statuses?: Record<string, string>;
	sent?: boolean;
	failed?: { code: number; details: string };
	/** The beginning of the message it answers. */
	answered?: string;
	pinned: boolean;
}

const quoted = 80;

/** Shows what is said, and lets people write and read. */
export function messageActions(sandbox: LocalSandbox): Actions {
	const { world } = sandbox;

	const nameOfFile = ({ outgoing }: Message): string | undefined => {
		const { mediaId, content } = outgoing?.message ?? {};
		const file = mediaId === undefined ? undefined : world.media.get(mediaId);
		const { filename, link } = isRecord(content) ? content : {};
		return [filename, file?.fileName, link].find(isString);
	};

	const show = (message: Message, pins: readonly string[]): ShownMessage => {
		const { id, at, author, text, replyTo, outgoing } = message;
		const pinned = pins.includes(id);
		const answered = replyTo && (world.conversations.get(replyTo)?.text ?? '').slice(0, quoted);
		const common = { id, at, text, pinned, ...(answered ? { answered } : {}) };
		if (outgoing === undefined) return { ...common, ...(author === undefined ? {} : { author }) };
		const { type, content, statuses, failed } = outgoing.message;
		const isUnpin = type === 'pin' && isRecord(content) && content.type === 'unpin';
		const file = nameOfFile(message);
		return {
			...common,
			type: isUnpin ? 'unpin' : type,
			...(file === undefined ? {} : { file }),
			sent: statuses.length > 0,
			// The last word about each.
			statuses: Object.fromEntries(
				statuses.flatMap(({ waId, status }) => (waId === undefined ? [] : [[waId, status]])),
			),
			...(failed === undefined ? {} : { failed }),
		};
	};

	const showChat = (chat: string, query: Record<string, unknown>) => {
		const pins = world.pins.of(chat);
		const all = world.conversations.chat(chat);
		return {
			total: all.length,
			messages: all.slice(-queryNumber(query, 'limit', 50)).map((one) => show(one, pins)),
			/** Milliseconds since 1970, or `null` if the business may send nothing but templates. */
			windowClosesAt: world.windows.closesAt(chat) ?? null,
			onWhatsApp: !world.notOnWhatsApp.has(chat),
		};
	};

	const newest = <T>(all: readonly T[], query: Record<string, unknown>) =>
		all.slice(-queryNumber(query, 'limit', 100));

	return {
		'GET /messages': ({ query }) => {
			const messages = sandbox.messages();
			return { total: messages.length, messages: newest(messages, query) };
		},
		'GET /media': ({ query }) => newest(sandbox.media(), query),
		'POST /media/:mediaId/expire': ({ param }) => sandbox.expireMedia(param('mediaId')),
		'GET /groups/:groupId/messages': ({ param, query }) => {
			if (world.store.get(param('groupId')) === undefined) {
				throw new NotThere('There is no such group');
			}
			return showChat(param('groupId'), query);
		},
		'GET /people/:waId/messages': ({ param, query }) => showChat(param('waId'), query),
		'POST /groups/:groupId/write': ({ param, body }) => {
			const source = needObject(body);
			const [waId, text] = [needString(source, 'waId'), needString(source, 'text')];
			const replyTo = optionalString(source, 'replyTo');
			return { messageId: sandbox.writeMessage(param('groupId'), waId, text, { replyTo }) };
		},
		'POST /write-to-business': ({ body }) => {
			const source = needObject(body);
			const text = needString(source, 'text');
			const replyTo = optionalString(source, 'replyTo');
			return {
				messageId: sandbox.writeToBusiness(readPerson(source.person), text, { replyTo }),
			};
		},
		'POST /messages/:messageId/read': ({ param, body }) =>
			sandbox.readMessage(param('messageId'), needString(needObject(body), 'waId')),
		'POST /read-chat': ({ body }) => {
			const source = needObject(body);
			return { read: readChat(world, needString(source, 'chat'), needString(source, 'waId')) };
		},
		'POST /close-window': ({ body }) =>
			sandbox.closeWindow(needString(needObject(body), 'recipient')),
		'POST /on-whatsapp': ({ body }) => {
			const source = needObject(body);
			const onWhatsApp = optionalBoolean(source, 'onWhatsApp');
			if (onWhatsApp === undefined) throw new WrongInput('"onWhatsApp" is missing');
			sandbox.setOnWhatsApp(needString(source, 'waId'), onWhatsApp);
		},
	};
}

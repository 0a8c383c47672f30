import { fill, make, time } from './dom.js';
import { avatar, nameOf } from './people.js';

const icons = {
	image: 'Picture',
	video: 'Film',
	audio: 'Sound',
	document: 'Document',
	sticker: 'Sticker',
	template: 'Template',
	location: 'Location',
	contacts: 'Contact',
	reaction: 'Reaction',
	interactive: 'Buttons',
	pin: 'Pinned a message',
	unpin: 'Unpinned a message',
};

const invitation = /(https:\/\/chat\.whatsapp\.com\/[A-Za-z0-9]+)/;

/** In: what somebody wrote. Out: the text, an invite link in it being a button that opens it. */
function words(text) {
	return text
		.split(invitation)
		.filter((part) => part !== '')
		.map((part) =>
			invitation.test(part)
				? make('button', { class: 'link', 'data-open': part, title: 'Open this link' }, part)
				: part,
		);
}

/** In: a message of the business, and names by number. Out: `read by Ada · delivered to Ben`. */
function progress({ sent, statuses, failed }, names) {
	if (failed) return `not delivered: ${failed.details} (${failed.code})`;
	if (!sent) return 'on its way';
	const those = (wanted) =>
		Object.keys(statuses)
			.filter((waId) => statuses[waId] === wanted)
			.map((waId) => names[waId] ?? `+${waId}`)
			.join(', ');
	const [readers, others] = [those('read'), those('delivered')];
	const parts = [readers && `read by ${readers}`, others && `delivered to ${others}`];
	return parts.filter(Boolean).join(' · ') || 'sent';
}

function bubble(message, names) {
	const { at, author, text, type, file, answered, pinned, failed } = message;
	const kind = [icons[type], file].filter(Boolean).join(' · ');
	const note = [
		time(at * 1000),
		author === undefined && progress(message, names),
		pinned && 'pinned',
	];
	return make(
		'li',
		{ class: author === undefined ? 'message business' : 'message' },
		author === undefined ? undefined : avatar(nameOf(author), author.waId),
		make(
			'div',
			{ class: 'bubble' },
			make('strong', {}, author === undefined ? 'The business' : nameOf(author)),
			answered ? make('blockquote', {}, answered) : undefined,
			kind === '' ? undefined : make('small', {}, kind),
			text === '' ? undefined : make('p', {}, ...words(text)),
			make('small', { class: failed ? 'bad' : undefined }, note.filter(Boolean).join(' · ')),
		),
	);
}

function isUnread({ statuses = {} }, { waId }) {
	return statuses[waId] === 'delivered';
}

function windowNote(chat) {
	const until = chat.windowClosesAt;
	return make(
		'span',
		{
			class: until === null ? 'tag' : 'tag approved',
			title: 'Within 24 hours of a message from someone here the business may send anything.',
		},
		until === null ? 'only templates' : `open until ${time(until).slice(0, 5)}`,
	);
}

function writeForm(key, person) {
	const label = `Message from ${nameOf(person)}`;
	return make(
		'form',
		{ class: 'row', 'data-chat': key, 'data-wa-id': person.waId },
		make('input', {
			name: 'text',
			required: true,
			maxlength: '4096',
			autocomplete: 'off',
			placeholder: label,
			'aria-label': label,
			'data-keep': `chat-${key}-${person.waId}`,
		}),
		make('button', {}, 'Send'),
	);
}

/**
 * In: a title, the chat's key and content, who is looking, whether they may write, names by number,
 * and what to say if there is nothing. Out: a card with the messages, the newest last.
 */
export function chatCard({ title, key, chat, person, mayWrite, names, empty, extra = [] }) {
	const { messages, total } = chat;
	const unread = messages.filter((message) => isUnread(message, person)).length;
	return make(
		'div',
		{ class: 'card' },
		make('div', { class: 'title-row' }, make('h3', {}, title), windowNote(chat)),
		total > messages.length
			? make('p', { class: 'muted' }, `The newest ${messages.length} of ${total}.`)
			: undefined,
		messages.length === 0
			? make('p', { class: 'muted' }, empty)
			: make(
					'ul',
					{ class: 'messages', 'data-chat-list': key },
					...messages.map((message) => bubble(message, names)),
				),
		mayWrite ? writeForm(key, person) : undefined,
		unread > 0 || extra.length > 0
			? make(
					'div',
					{ class: 'row end' },
					unread > 0
						? make(
								'button',
								{ class: 'small quiet', 'data-read': key, 'data-wa-id': person.waId },
								unread === 1 ? 'Mark as read' : `Mark ${unread} as read`,
							)
						: undefined,
					...extra,
				)
			: undefined,
	);
}

/** Like `fill`; a list of messages that showed its end goes on showing it. */
export function fillWithChat(element, ...children) {
	const places = [...element.querySelectorAll('[data-chat-list]')].map((list) => ({
		key: list.dataset.chatList,
		top: list.scrollTop,
		atEnd: list.scrollHeight - list.scrollTop - list.clientHeight < 30,
	}));
	fill(element, ...children);
	for (const list of element.querySelectorAll('[data-chat-list]')) {
		const place = places.find(({ key }) => key === list.dataset.chatList);
		list.scrollTop = place === undefined || place.atEnd ? list.scrollHeight : place.top;
	}
}

import { chatCard, fillWithChat } from './chat.js';
import { act, call } from './control.js';
import { byId, make } from './dom.js';
import { nameOf } from './people.js';

/** Out: what the chosen person and the business have written to each other. */
export async function loadConversation(person) {
	if (person === undefined) return undefined;
	return await call('GET', `/people/${person.waId}/messages`);
}

export function renderConversation({ person, conversation }) {
	if (person === undefined || conversation === undefined) return fillWithChat(byId('conversation'));
	const { onWhatsApp } = conversation;
	const toggle = make(
		'button',
		{ class: 'small quiet', 'data-on-whatsapp': String(!onWhatsApp) },
		onWhatsApp ? 'Leave WhatsApp' : 'Come to WhatsApp',
	);
	fillWithChat(
		byId('conversation'),
		chatCard({
			title: `${nameOf(person)} and the business`,
			key: person.waId,
			chat: conversation,
			person,
			mayWrite: onWhatsApp,
			names: { [person.waId]: nameOf(person) },
			empty: onWhatsApp
				? 'Nothing yet. Invitations arrive here; write something, and the business may answer freely.'
				: 'This number is not on WhatsApp: what is sent to it fails.',
			extra: [toggle],
		}),
	);
}

/** In: the page's state, what opens an invite link, and what shows everything again. */
export function listenToConversation(state, openLink, refresh) {
	byId('conversation').addEventListener('click', async ({ target }) => {
		const button = target.closest('[data-open], [data-read], [data-on-whatsapp]');
		if (button === null) return;
		const { open, read, onWhatsapp } = button.dataset;
		const { waId } = state.person;
		if (open !== undefined) await openLink(state, open);
		if (read !== undefined) await act('POST', '/read-chat', { chat: read, waId });
		if (onWhatsapp !== undefined) {
			await act('POST', '/on-whatsapp', { waId, onWhatsApp: onWhatsapp === 'true' });
		}
		await refresh();
	});
	byId('conversation').addEventListener('submit', async (event) => {
		event.preventDefault();
		const form = event.target;
		const text = form.elements.text.value;
		const sent = await act('POST', '/write-to-business', { person: state.person, text });
		// What was refused stays, so that it can be mended.
		if (sent !== undefined) form.reset();
	});
}

import { act } from './control.js';
import { byId, fill, make, toast } from './dom.js';

/** Out: `+1 202 555 0111` for a number of a known shape, else the digits with a plus. */
export function phone(waId) {
	const american = /^1(\d{3})(\d{3})(\d{4})$/.exec(waId);
	if (american) return `+1 ${american.slice(1).join(' ')}`;
	const british = /^44(\d{4})(\d{6})$/.exec(waId);
	return british ? `+44 ${british.slice(1).join(' ')}` : `+${waId}`;
}

export function nameOf(person) {
	return person.name ?? person.username ?? phone(person.waId);
}

/** A round sign with initials, in a colour that belongs to the name. */
export function avatar(text, key = text) {
	const words = text
		.replace(/[^\p{L}\p{N} ]/gu, '')
		.trim()
		.split(/\s+/);
	const initials = words
		.slice(0, 2)
		.map((word) => [...word][0] ?? '')
		.join('');
	let hash = 0;
	for (const character of key) hash = (hash * 31 + character.codePointAt(0)) % 8;
	return make('span', { class: `avatar tint-${hash}`, 'aria-hidden': true }, initials || '#');
}

/** One line with who it is, and what may be said or done on the right. */
export function personLine(person, ...right) {
	return make(
		'li',
		{ class: 'line' },
		avatar(nameOf(person), person.waId),
		make(
			'span',
			{ class: 'who' },
			make('strong', {}, nameOf(person)),
			make('small', {}, [phone(person.waId), person.username].filter(Boolean).join(' · ')),
		),
		...right,
	);
}

function traits(person) {
	return [
		person.username && make('span', { class: 'tag' }, person.username),
		person.acceptedTerms === false &&
			make(
				'span',
				{
					class: 'tag warn',
					title: 'Has not accepted WhatsApp’s terms: approving fails with 131203',
				},
				'no terms yet',
			),
	].filter(Boolean);
}

export function renderPeople(state) {
	const items = state.people.map((person) => {
		const chosen = person.waId === state.person?.waId;
		return make(
			'li',
			{},
			make(
				'button',
				{
					class: 'person',
					'data-wa-id': person.waId,
					'aria-pressed': String(chosen),
				},
				avatar(nameOf(person), person.waId),
				make(
					'span',
					{ class: 'who' },
					make('strong', {}, nameOf(person)),
					make('small', {}, phone(person.waId)),
				),
				...traits(person),
			),
		);
	});
	fill(byId('people'), ...items);
	fill(byId('link-person'), state.person ? nameOf(state.person) : 'nobody');
}

export function listenToPeople(state, refresh) {
	byId('people').addEventListener('click', (event) => {
		const button = event.target.closest('[data-wa-id]');
		if (button === null) return;
		state.person = state.people.find((person) => person.waId === button.dataset.waId);
		void refresh();
	});
	byId('add-person').addEventListener('submit', async (event) => {
		event.preventDefault();
		const form = event.target;
		const waId = form.elements.phone.value.replace(/\D/g, '');
		const name = form.elements.name.value.trim();
		const person = await act('POST', '/people', { waId, name });
		if (person === undefined) return;
		state.person = person;
		form.reset();
		toast(`You are ${nameOf(person)} now`);
		void refresh();
	});
}

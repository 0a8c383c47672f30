import { call } from './control.js';
import { byId, fill, make, pretty, time } from './dom.js';

const open = new Set();
/** Bodies and answers of API calls that were opened, by number. */
const details = new Map();

function entry(key, summary, body) {
	return make(
		'li',
		{ class: 'entry' },
		make(
			'button',
			{ class: 'entry-head', 'data-entry': key, 'aria-expanded': String(open.has(key)) },
			...summary,
		),
		open.has(key) ? make('pre', {}, body) : undefined,
	);
}

function deliveryTag({ state, attempts }) {
	const last = attempts.at(-1);
	switch (state) {
		case 'delivered':
			return make(
				'span',
				{ class: 'tag approved' },
				attempts.length > 1 ? `200 at try ${attempts.length}` : '200',
			);
		case 'given_up':
			return make('span', { class: 'tag rejected' }, 'given up');
		case 'no_url':
			return make('span', { class: 'tag' }, 'no URL set');
		default:
			return make(
				'span',
				{ class: 'tag warn' },
				last ? `try ${attempts.length}: ${last.status ?? 'no answer'}` : 'on its way',
			);
	}
}

export function renderWebhooks(state) {
	const { webhooks, total, subjects } = state.webhooks;
	const config = state.webhookConfig;
	const items = [...webhooks]
		.reverse()
		.map((webhook) =>
			entry(
				`webhook-${webhook.number}`,
				[
					make(
						'span',
						{ class: 'who' },
						make('strong', {}, webhook.type),
						make(
							'small',
							{},
							[time(webhook.at), subjects[webhook.groupId], webhook.duplicate && 'sent twice']
								.filter(Boolean)
								.join(' · '),
						),
					),
					deliveryTag(webhook),
				],
				pretty({ attempts: webhook.attempts, body: webhook.payload }),
			),
		);
	fill(
		byId('webhooks'),
		make(
			'p',
			{ class: 'muted' },
			config
				? make('span', {}, 'Sent to ', make('code', {}, config.url))
				: 'No address is set. A workflow or the API sets one; until then events are only listed here.',
		),
		total > items.length
			? make('p', { class: 'muted' }, `The newest ${items.length} of ${total}.`)
			: undefined,
		items.length > 0
			? make('ul', { class: 'entries' }, ...items)
			: make('p', { class: 'hint' }, 'Nothing has happened yet.'),
	);
}

/** Group ids are long, and the end of a path says more. */
function shorten(path) {
	return path.replace(/[^/]{25,}/g, (id) => `${id.slice(0, 5)}…${id.slice(-4)}`);
}

function statusTag({ status, fault }) {
	const text = status === undefined ? 'cut' : String(status);
	const failed = status === undefined || status >= 400;
	const kind = failed ? 'rejected' : status === 200 ? 'approved' : 'warn';
	return make('span', { class: `tag ${kind}`, title: fault ? `fault: ${fault}` : undefined }, text);
}

export function renderRequests(state) {
	const { requests, total } = state.requests;
	const items = [...requests].reverse().map((request) => {
		const { number, method, path, at, query, key, fault } = request;
		const search = new URLSearchParams(query).toString();
		const notes = [time(at), key === 'valid' ? undefined : `key ${key}`, fault && `fault ${fault}`];
		return entry(
			`request-${number}`,
			[
				make(
					'span',
					{ class: 'who' },
					make(
						'span',
						{ class: 'path' },
						make('b', { class: `method ${method}` }, method),
						` ${shorten(path)}${search ? `?${search}` : ''}`,
					),
					make('small', {}, notes.filter(Boolean).join(' · ')),
				),
				statusTag(request),
			],
			pretty(details.get(number) ?? 'Loading …'),
		);
	});
	fill(
		byId('requests'),
		total > items.length
			? make('p', { class: 'muted' }, `The newest ${items.length} of ${total}.`)
			: undefined,
		items.length > 0
			? make('ul', { class: 'entries' }, ...items)
			: make('p', { class: 'hint' }, 'No calls yet. Point a credential at the Base URL above.'),
	);
}

async function load(number) {
	try {
		const { body, parts, answer, headers, handledStatus } = await call(
			'GET',
			`/requests/${number}`,
		);
		const sent = parts.length > 0 ? parts : body;
		details.set(number, { sent, handledStatus, answer, headers });
	} catch (error) {
		details.set(number, error.message);
	}
}

export function listenToActivity(refresh) {
	for (const id of ['webhooks', 'requests']) {
		byId(id).addEventListener('click', async (event) => {
			const button = event.target.closest('[data-entry]');
			if (button === null) return;
			const key = button.dataset.entry;
			if (open.has(key)) open.delete(key);
			else open.add(key);
			const number = Number(key.split('-')[1]);
			if (id === 'requests' && open.has(key) && !details.has(number)) await load(number);
			await refresh();
		});
	}
}

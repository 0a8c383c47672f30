import { act, call } from './control.js';
import { byId, copy, fill, make, pretty, time, toast } from './dom.js';

const open = new Set();
/** Bodies and answers of API calls that were opened, by number. */
const details = new Map();

/** In: what an entry is called, its line, and what opens below it. */
function entry(key, summary, opened) {
	const isOpen = open.has(key);
	return make(
		'li',
		{ class: 'entry' },
		make(
			'button',
			{ class: 'entry-head', 'data-entry': key, 'aria-expanded': String(isOpen) },
			...summary,
		),
		isOpen ? opened() : undefined,
	);
}

function block(value, name) {
	return make('pre', { 'data-scroll': name }, pretty(value));
}

function times(count) {
	return count === 1 ? '1 attempt' : `${count} attempts`;
}

/** What came back from the last attempt, coloured by what becomes of the webhook. */
function deliveryTag({ state, attempts }) {
	const last = attempts.at(-1);
	const status = last ? String(last.status ?? 'no answer') : undefined;
	switch (state) {
		case 'delivered':
			return make('span', { class: 'tag approved' }, status);
		case 'given_up':
			return make('span', { class: 'tag rejected' }, status ?? 'not sent');
		case 'no_url':
			return make('span', { class: 'tag' }, 'no address');
		default:
			return make('span', { class: 'tag warn' }, status ?? 'on its way');
	}
}

/** When it happened, where, and what is special about it. */
function whatItIs({ number, at, groupId, duplicate, redelivery, playedBack }, subjects) {
	return [
		`#${number}`,
		time(at),
		subjects[groupId],
		duplicate && 'sent twice',
		redelivery && 'sent again by hand',
		playedBack && 'played back',
	];
}

/** Where it goes, how often it was tried, and when it comes again. */
function howItStands({ state, destination, attempts, nextAttemptAt }) {
	if (state === 'no_url') return [];
	return [
		`to ${destination}`,
		attempts.length > 0 && times(attempts.length),
		nextAttemptAt !== undefined && `next at ${time(nextAttemptAt)}`,
		state === 'given_up' && 'given up',
	];
}

function notes(parts) {
	const text = parts.filter(Boolean).join(' · ');
	return text === '' ? undefined : make('small', {}, text);
}

function attemptLine({ at, status, error, durationMs, url, together }) {
	const company = together && `in one body with ${together.map((one) => `#${one}`).join(', ')}`;
	return make(
		'li',
		{},
		make('strong', {}, `${time(at)}  ${status ?? error}`),
		notes([`${durationMs} ms`, url, company]),
	);
}

function openedDelivery(webhook) {
	const { number, attempts, payload, nextAttemptAt } = webhook;
	const button = (action, label) =>
		make('button', { class: 'small quiet', 'data-do': action, 'data-number': number }, label);
	const together = attempts.findLast(({ body }) => body !== undefined);
	return make(
		'div',
		{ class: 'opened' },
		make(
			'div',
			{ class: 'row' },
			button('redeliver', 'Send again'),
			nextAttemptAt === undefined ? undefined : button('retry', 'Retry now'),
			button('copy', 'Copy body'),
		),
		attempts.length > 0
			? make('ul', { class: 'attempts' }, ...attempts.map(attemptLine))
			: undefined,
		block(payload, `webhook-${number}`),
		together && make('p', { class: 'muted' }, 'Sent together with others as:'),
		together && block(together.body, `together-${number}`),
	);
}

/** Messages are all of one field, which says more than their type. */
function eventName({ field, type }) {
	return field === 'messages' ? `messages: ${type}` : type;
}

function whereTo({ webhookConfig: config, multiWebhook, readings }) {
	if (!config) {
		return make(
			'p',
			{ class: 'muted' },
			'No address is set. A workflow or the API sets one; until then events are only listed here.',
		);
	}
	const { enabled, destinations } = multiWebhook;
	const extras = destinations.map(({ name, url }) =>
		make('li', {}, `copied to ${name}: `, make('code', {}, url)),
	);
	const isAbsent = enabled && readings.readings.multiWebhook === 'absent';
	return make(
		'ul',
		{ class: 'muted' },
		make('li', {}, 'Sent to ', make('code', {}, config.url)),
		...(isAbsent ? [] : extras),
		isAbsent && extras.length > 0
			? make('li', {}, 'The extra destinations get nothing: a switch says there are none.')
			: undefined,
	);
}

export function renderWebhooks(state) {
	const { webhooks, total, subjects } = state.webhooks;
	const items = [...webhooks]
		.reverse()
		.map((webhook) =>
			entry(
				`webhook-${webhook.number}`,
				[
					make(
						'span',
						{ class: 'who' },
						make('strong', {}, eventName(webhook)),
						notes(whatItIs(webhook, subjects)),
						notes(howItStands(webhook)),
					),
					deliveryTag(webhook),
				],
				() => openedDelivery(webhook),
			),
		);
	fill(
		byId('webhooks'),
		whereTo(state),
		total > items.length
			? make('p', { class: 'muted' }, `The newest ${items.length} of ${total}.`)
			: undefined,
		items.length > 0
			? make('ul', { class: 'entries', 'data-scroll': 'webhooks' }, ...items)
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
			() => block(details.get(number) ?? 'Loading …', `request-${number}`),
		);
	});
	fill(
		byId('requests'),
		total > items.length
			? make('p', { class: 'muted' }, `The newest ${items.length} of ${total}.`)
			: undefined,
		items.length > 0
			? make('ul', { class: 'entries', 'data-scroll': 'requests' }, ...items)
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

async function toggle(key) {
	if (open.has(key)) open.delete(key);
	else open.add(key);
	const [kind, number] = key.split('-');
	const isNew = kind === 'request' && open.has(key) && !details.has(Number(number));
	if (isNew) await load(Number(number));
}

/** Does what a button of an opened webhook says. */
async function doTo(action, number, state) {
	const webhook = state.webhooks.webhooks.find((one) => one.number === number);
	if (action === 'copy') return await copy(asText(webhook.payload));
	const done = await act('POST', `/webhooks/${number}/${action}`);
	if (done !== undefined) toast(`Sent again as webhook #${done.number}`);
}

function asText(payload) {
	return typeof payload === 'string' ? payload : JSON.stringify(payload, null, 2);
}

export function listenToActivity(state, refresh) {
	for (const id of ['webhooks', 'requests']) {
		byId(id).addEventListener('click', async ({ target }) => {
			const button = target.closest('[data-entry], [data-do]');
			if (button === null) return;
			const { entry: key, do: action, number } = button.dataset;
			if (key !== undefined) await toggle(key);
			else await doTo(action, Number(number), state);
			await refresh();
		});
	}
}

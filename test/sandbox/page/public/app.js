import { listenToActivity, renderRequests, renderWebhooks } from './activity.js';
import { act, call } from './control.js';
import { listenToConversation, loadConversation, renderConversation } from './conversation.js';
import { byId, copy } from './dom.js';
import { listenToGroup, loadGroup, openLink, renderGroup } from './groupPanel.js';
import { listenToGroups, mostRows, renderGroups } from './groups.js';
import { listenToPeople, renderPeople } from './people.js';
import { listenToSwitches, renderFaults, renderSwitches } from './switches.js';
import { listenToTemplates, loadTemplates, renderTemplates } from './templates.js';

/** What the page shows: copies of the sandbox's state, and what the visitor has chosen. */
const state = {
	people: [],
	person: undefined,
	search: '',
	list: { groups: [], total: 0, creating: [] },
	groupId: undefined,
	group: undefined,
};

async function load() {
	const search = encodeURIComponent(state.search);
	const [people, list, group, webhooks, requests, config, extras, readings, conditions, faults] =
		await Promise.all([
			call('GET', '/people'),
			call('GET', `/groups?limit=${mostRows}&search=${search}`),
			loadGroup(state.groupId),
			call('GET', '/webhooks?limit=40'),
			call('GET', '/requests?limit=40'),
			call('GET', '/webhook-config'),
			call('GET', '/multi-webhook'),
			call('GET', '/readings'),
			call('GET', '/conditions'),
			call('GET', '/faults'),
			loadTemplates(),
		]);
	Object.assign(state, { people, list, group, webhooks, requests, readings, conditions, faults });
	state.webhookConfig = config;
	state.multiWebhook = extras;
	state.person = people.find(({ waId }) => waId === state.person?.waId) ?? people[0];
	state.conversation = await loadConversation(state.person);
}

function render() {
	renderPeople(state);
	renderGroups(state);
	renderGroup(state);
	renderConversation(state);
	renderWebhooks(state);
	renderRequests(state);
	renderFaults(state);
	renderSwitches(state);
	renderTemplates();
}

let loading = false;
let again = false;

/** Fetches and shows everything; calls that come meanwhile are answered by one more round. */
async function refresh() {
	if (loading) {
		again = true;
		return;
	}
	loading = true;
	try {
		do {
			again = false;
			await load();
			render();
		} while (again);
	} finally {
		loading = false;
	}
}

function show(tab) {
	for (const button of document.querySelectorAll('[role=tab]')) {
		const chosen = button === tab;
		button.setAttribute('aria-selected', String(chosen));
		byId(button.getAttribute('aria-controls')).hidden = !chosen;
	}
}

function listenToUpdates() {
	const live = byId('live');
	const say = (text, kind) => {
		live.textContent = text;
		live.className = `live ${kind}`;
	};
	const events = new EventSource('/_sandbox/events');
	events.addEventListener('change', () => void refresh());
	events.addEventListener('open', () => {
		say('live', 'on');
		void refresh();
	});
	events.addEventListener('error', () => say('not running', 'off'));
}

for (const [button, text] of [
	['copy-url', 'base-url'],
	['copy-key', 'api-key'],
]) {
	byId(button).addEventListener('click', () => void copy(byId(text).textContent));
}
byId('base-url').textContent = location.origin;
byId('api-key').textContent = (await call('GET', '/info')).apiKey;
byId('reset').addEventListener('click', async () => {
	await act('POST', '/reset');
	state.groupId = undefined;
	await refresh();
});
for (const tab of document.querySelectorAll('[role=tab]')) {
	tab.addEventListener('click', () => show(tab));
}
show(byId('tab-webhooks'));
listenToPeople(state, refresh);
listenToGroups(state, refresh);
listenToGroup(state, refresh);
listenToConversation(state, openLink, refresh);
listenToActivity(state, refresh);
listenToSwitches(refresh);
listenToTemplates(refresh);
listenToUpdates();

import { chatCard, fillWithChat } from './chat.js';
import { act, call } from './control.js';
import { byId, copy, fill, make, time, toast } from './dom.js';
import { avatar, nameOf, personLine } from './people.js';

const outcomes = {
	joined: ['You are in.', 'good'],
	requested: ['You asked to join. Someone has to approve it now.', 'good'],
	already_member: ['You are a member already.', 'plain'],
	already_requested: ['You have asked already.', 'plain'],
	dead_link: ['This invite link does not work any more.', 'bad'],
	removed_before: ['You were removed from this group and cannot come back by link.', 'bad'],
	group_full: ['This group is full.', 'bad'],
	group_suspended: ['This group is suspended.', 'bad'],
};

function clock(seconds) {
	return time(seconds * 1000);
}

/** What the chosen person may do here: a sentence, and a button or none. */
function standing(group, person) {
	const here = (one) => one.waId === person.waId;
	if (group.members.some(here)) {
		return { text: 'You are a member.', action: 'leave', label: 'Leave group', quiet: true };
	}
	if (group.pending.some((request) => here(request.person))) {
		return {
			text: 'Your request is waiting for approval.',
			action: 'withdraw',
			label: 'Withdraw request',
			quiet: true,
		};
	}
	if (group.removed.some(here)) return { text: 'You were removed from this group.' };
	if (group.suspended) return { text: 'This group is suspended.' };
	if (group.members.length >= 8) return { text: 'This group is full.' };
	return group.joinApprovalMode === 'auto_approve'
		? { text: 'Anyone with the link can join.', action: 'open', label: 'Join group' }
		: { text: 'An admin must approve your request.', action: 'open', label: 'Request to join' };
}

function invitation(group, person) {
	const { text, action, label, quiet } = standing(group, person);
	return make(
		'div',
		{ class: 'card invitation' },
		avatar(group.subject, group.id),
		make('h2', {}, group.subject),
		make('p', { class: 'muted' }, `Group · ${group.members.length} of 8 members`),
		group.description ? make('p', {}, group.description) : undefined,
		make('p', { class: 'muted' }, text),
		action === undefined
			? undefined
			: make(
					'button',
					{
						class: quiet ? 'wide quiet' : 'wide',
						'data-action': action,
						'data-wa-id': person.waId,
					},
					`${label} as ${nameOf(person)}`,
				),
	);
}

function section(title, count, items, empty) {
	return make(
		'div',
		{ class: 'card' },
		make(
			'div',
			{ class: 'title-row' },
			make('h3', {}, title),
			count > 0 ? make('span', { class: 'count' }, String(count)) : undefined,
		),
		items.length > 0
			? make('ul', { class: 'lines' }, ...items)
			: make('p', { class: 'muted' }, empty),
	);
}

function personButton(action, label, person) {
	return make(
		'button',
		{ class: 'small quiet', 'data-action': action, 'data-wa-id': person.waId },
		label,
	);
}

/** Whose message is being written: one person at a time. */
let writer;

function member(person) {
	const isWriting = person.waId === writer;
	const line = personLine(
		person,
		make(
			'button',
			{
				class: 'small quiet',
				'data-action': 'write',
				'data-wa-id': person.waId,
				'aria-expanded': String(isWriting),
			},
			'Write',
		),
		personButton('leave', 'Leave', person),
	);
	if (isWriting) line.append(writeForm(person));
	return line;
}

function writeForm(person) {
	return make(
		'form',
		{ class: 'row write', 'data-wa-id': person.waId },
		make('input', {
			name: 'text',
			required: true,
			maxlength: '4096',
			autocomplete: 'off',
			placeholder: `Message from ${nameOf(person)}`,
			'aria-label': `Message from ${nameOf(person)}`,
			'data-keep': `write-${person.waId}`,
		}),
		make('button', { class: 'small' }, 'Send'),
	);
}

function links(group) {
	const lines = [...group.links]
		.reverse()
		.map(({ link, createdAt, revokedAt }) =>
			make(
				'li',
				{ class: revokedAt === undefined ? 'line' : 'line dead' },
				make(
					'span',
					{ class: 'who' },
					make('code', {}, link),
					make(
						'small',
						{},
						revokedAt === undefined
							? `works, made at ${clock(createdAt)}`
							: `made at ${clock(createdAt)}, dead since ${clock(revokedAt)}`,
					),
				),
				make('button', { class: 'small quiet', 'data-action': 'copy', 'data-text': link }, 'Copy'),
			),
		);
	return section('Invite link', 0, lines, '');
}

function history(group) {
	const settled = group.joinRequests.filter((request) => request.status !== 'pending').reverse();
	const lines = [
		...settled.map(({ person, status }) =>
			personLine(person, make('span', { class: `tag ${status}` }, status)),
		),
		...group.removed.map((person) =>
			personLine(person, make('span', { class: 'tag warn' }, 'removed')),
		),
	];
	return lines.length === 0 ? undefined : section('Earlier', lines.length, lines, '');
}

/** Out: the group with its messages; nothing if it has been deleted since it was chosen. */
export async function loadGroup(groupId) {
	if (groupId === undefined) return undefined;
	const path = `/groups/${encodeURIComponent(groupId)}`;
	try {
		const [group, chat] = await Promise.all([call('GET', path), call('GET', `${path}/messages`)]);
		return { ...group, chat };
	} catch {
		return undefined;
	}
}

function messages(group, person) {
	const isMember = group.members.some(({ waId }) => waId === person.waId);
	return chatCard({
		title: 'Messages',
		key: group.id,
		chat: group.chat,
		person,
		mayWrite: isMember && !group.suspended,
		names: Object.fromEntries(group.members.map((one) => [one.waId, nameOf(one)])),
		empty: isMember
			? 'Nothing yet. Write something, and the business may answer freely for 24 hours.'
			: 'Nothing yet.',
	});
}

export function renderGroup(state) {
	const { group, person } = state;
	if (group === undefined || person === undefined) {
		const text =
			state.list.total === 0
				? 'There are no groups yet. Create one from your workflow, or make one on the left.'
				: 'Choose a group on the left, or open an invite link above.';
		return fill(byId('group'), make('div', { class: 'card empty' }, make('p', {}, text)));
	}
	const pending = group.pending.map(({ person: asker }) =>
		personLine(asker, personButton('withdraw', 'Withdraw', asker)),
	);
	const members = group.members.map(member);
	fillWithChat(
		byId('group'),
		invitation(group, person),
		messages(group, person),
		section(
			'Waiting for approval',
			pending.length,
			pending,
			'Nobody waits. Approve and reject from your workflow.',
		),
		section('Members', members.length, members, 'Nobody but the business is in this group.'),
		links(group),
		history(group),
		make(
			'div',
			{ class: 'row end' },
			make(
				'button',
				{ class: 'small quiet', 'data-action': 'copy', 'data-text': group.id },
				'Copy group ID',
			),
			make(
				'button',
				{ class: 'small quiet', 'data-action': 'suspend' },
				group.suspended ? 'Clear the suspension' : 'Suspend this group',
			),
		),
	);
}

/** The chosen person opens an invite link. */
export async function openLink(state, link) {
	const result = await act('POST', '/links/open', { link, person: state.person });
	if (result === undefined) return;
	const [text, kind] = outcomes[result.outcome];
	toast(`${nameOf(state.person)}: ${text}`, kind);
	if (result.groupId !== undefined) state.groupId = result.groupId;
}

function startWriting(state, waId) {
	writer = writer === waId ? undefined : waId;
	renderGroup(state);
	document.querySelector('.write input')?.focus();
}

export function listenToGroup(state, refresh) {
	byId('open-link').addEventListener('submit', async (event) => {
		event.preventDefault();
		await openLink(state, event.target.elements.link.value.trim());
		event.target.reset();
		await refresh();
	});
	byId('group').addEventListener('click', async (event) => {
		const button = event.target.closest('[data-action], [data-open], [data-read]');
		if (button === null || state.group === undefined) return;
		const { action, waId, text, open, read } = button.dataset;
		const path = `/groups/${encodeURIComponent(state.group.id)}`;
		if (action === 'copy') return await copy(text);
		if (action === 'write') return startWriting(state, waId);
		if (action === 'open') await openLink(state, state.group.inviteLink);
		if (open !== undefined) await openLink(state, open);
		if (read !== undefined) await act('POST', '/read-chat', { chat: read, waId });
		if (action === 'leave' || action === 'withdraw')
			await act('POST', `${path}/${action}`, { waId });
		if (action === 'suspend') {
			await act('POST', `${path}/suspend`, { suspended: !state.group.suspended });
		}
		await refresh();
	});
	byId('group').addEventListener('submit', async (event) => {
		event.preventDefault();
		const form = event.target;
		const { waId } = form.dataset;
		const path = `/groups/${encodeURIComponent(state.group.id)}/write`;
		const sent = await act('POST', path, { waId, text: form.elements.text.value });
		// What was refused stays, so that it can be mended.
		if (sent !== undefined) form.reset();
	});
}

import { act } from './control.js';
import { byId, fill, make } from './dom.js';
import { avatar } from './people.js';

/** Rows on the page at most; the sandbox may hold 10,000 groups. */
export const mostRows = 150;

function row(group, chosen) {
	const people = group.memberCount === 1 ? '1 member' : `${group.memberCount} members`;
	const mode = group.joinApprovalMode === 'auto_approve' ? 'open' : 'asks';
	return make(
		'li',
		{},
		make(
			'button',
			{ class: 'group-row', 'data-group-id': group.id, 'aria-pressed': String(chosen) },
			avatar(group.subject, group.id),
			make(
				'span',
				{ class: 'who' },
				make('strong', {}, group.subject),
				make('small', {}, `${people} · ${mode}`),
			),
			group.suspended ? make('span', { class: 'tag warn' }, 'suspended') : undefined,
			group.pendingCount > 0
				? make('span', { class: 'badge', title: 'Pending requests' }, String(group.pendingCount))
				: undefined,
		),
	);
}

export function renderGroups(state) {
	const { groups, total, creating } = state.list;
	byId('group-count').textContent = total === 0 ? '' : total.toLocaleString('en');
	const more = total - groups.length;
	fill(
		byId('groups'),
		...creating.map((subject) =>
			make(
				'li',
				{ class: 'creating' },
				make('span', { class: 'spinner', 'aria-hidden': true }),
				make(
					'span',
					{ class: 'who' },
					make('strong', {}, subject),
					make('small', {}, 'being created'),
				),
			),
		),
		...groups.map((group) => row(group, group.id === state.groupId)),
		more > 0
			? make('li', { class: 'hint' }, `and ${more.toLocaleString('en')} more; search to find them`)
			: undefined,
		groups.length + creating.length === 0
			? make('li', { class: 'hint' }, state.search ? 'No group is called so.' : 'No groups yet.')
			: undefined,
	);
}

export function listenToGroups(state, refresh) {
	byId('groups').addEventListener('click', (event) => {
		const button = event.target.closest('[data-group-id]');
		if (button === null) return;
		state.groupId = button.dataset.groupId;
		void refresh();
	});
	byId('search').addEventListener('input', (event) => {
		state.search = event.target.value;
		void refresh();
	});
	byId('add-group').addEventListener('submit', async (event) => {
		event.preventDefault();
		const form = event.target;
		const joinApprovalMode = form.elements.approval.checked ? 'approval_required' : 'auto_approve';
		const subject = form.elements.subject.value.trim();
		const group = await act('POST', '/groups', { subject, joinApprovalMode });
		if (group === undefined) return;
		state.groupId = group.id;
		form.reset();
		void refresh();
	});
}

import { act, call } from './control.js';
import { byId, fill, make, toast } from './dom.js';

/** Copies of the sandbox's templates. */
let templates = [];

export async function loadTemplates() {
	templates = await call('GET', '/templates');
}

function bodyOf(template) {
	return template.components.find(({ type }) => type === 'BODY')?.text ?? '';
}

function decision({ name, language }, path, label) {
	const marks = { 'data-template': name, 'data-language': language, 'data-decide': path };
	return make('button', { class: 'small quiet', ...marks }, label);
}

function row(template) {
	const { name, language, category, status, rejectedReason } = template;
	const reason = rejectedReason === undefined ? '' : ` · ${rejectedReason}`;
	const body = bodyOf(template);
	return make(
		'li',
		{ class: 'line' },
		make(
			'span',
			{ class: 'who' },
			make('strong', { title: name }, name),
			make('small', {}, `${language} · ${category.toLowerCase()}${reason}`),
			make('small', { title: body }, body),
		),
		make(
			'span',
			{ class: 'stack' },
			make('span', { class: `tag ${status}` }, status),
			status === 'approved' ? undefined : decision(template, 'approve', 'Approve'),
			status === 'rejected' ? undefined : decision(template, 'reject', 'Reject'),
		),
	);
}

export function renderTemplates() {
	fill(
		byId('templates'),
		make('p', { class: 'muted' }, 'You are WhatsApp: decide which templates may be sent.'),
		templates.length === 0
			? make('p', { class: 'hint' }, 'No templates yet. Your workflow can create some.')
			: make('ul', { class: 'lines' }, ...templates.map(row)),
		make(
			'div',
			{ class: 'buttons' },
			make('button', { class: 'quiet', 'data-reject-next': 'yes' }, 'Reject the next one'),
		),
	);
}

export function listenToTemplates(refresh) {
	byId('templates').addEventListener('click', async (event) => {
		const button = event.target.closest('button');
		if (button === null) return;
		const { template: name, language, decide, rejectNext } = button.dataset;
		if (decide !== undefined) await act('POST', `/templates/${decide}`, { name, language });
		if (rejectNext !== undefined) {
			await act('POST', '/templates/reject-next', {});
			toast('The next template that is up for a decision will be rejected.', 'plain');
		}
		await refresh();
	});
}

import { act } from './control.js';
import { byId, fill, make, toast } from './dom.js';

const readingLabels = {
	createAnswer: 'Create answers with',
	picturePart: 'Name of the picture part',
	textWithPicture: 'Texts beside a picture',
	pictureFaults: 'Wrong pictures are told by',
	pictureMinimum: 'Smallest picture',
	emptyDescription: 'An empty description',
	partialSuccess: 'Status of partial success',
	allRequestsFailed: 'When every join request fails',
	notAMember: 'Removing non-members is told by',
	creationLimit: 'The limit of groups is told by',
	failedCreationGroupId: 'Group ID of a failed creation',
	writeAnswer: 'Update, delete and remove answer',
	nativeErrors: 'Form of 360dialog’s own errors',
	createdAt: 'created_at in the list',
	groupInfoScalars: 'Numbers and booleans in group info',
	listNext: 'next and previous links',
	afterOnLastPage: 'cursors.after on the last page',
	joinRequestCursor: 'Join request cursors are bound to',
	timestamps: 'Timestamps in webhooks',
	initiatedBy: 'Place of initiated_by',
	pictureHash: 'sha256 of a picture',
	usernameWaId: 'wa_id of people with a username',
	webhookUrls: 'Webhook addresses',
	webhookRemoval: 'The webhook is removed by',
	multiWebhook: 'Extra webhook destinations',
	multiWebhookPostWhenEnabled: 'Enabling them a second time',
	multiWebhookGetWhenDisabled: 'Reading them before they are enabled',
	multiWebhookLimit: 'The three addresses are counted',
	signaturePrefix: 'Prefix of the signature',
	serviceWindow: 'Messages outside of the 24 hours',
	participantKey: 'Key of whom a status is about',
	pricingPlace: 'Place of the price in statuses',
	statusBatch: 'Statuses in one webhook',
	stickersInGroups: 'Stickers in groups',
	otherTypesInGroups: 'Locations, contacts, reactions in groups',
	mediaFaults: 'Files that cannot be sent are told by',
	unknownMedia: 'Code of an unknown file',
	uploadTypes: 'Types of files that may be uploaded',
	mediaUrl: 'Address of a file',
	mediaHash: 'sha256 of a file',
	messageLimitStatus: 'Status of too many messages',
	health: 'Health of the number',
	templateLibrary: 'Template library',
	libraryTemplateName: 'library_template_name is a',
	templateAnswer: 'Creating and deleting templates answer',
	templateRefusal: 'Refused templates say why in',
	templateStatusCase: 'Status of templates in the list',
};

const any = { type: 'number', min: '0', step: 'any' };
const whole = { type: 'number', min: '0', step: '1' };
const chance = { type: 'number', min: '0', max: '1', step: 'any' };
const text = { type: 'text', placeholder: 'none', autocomplete: 'off' };

/** What each kind of weather is called, and the field that changes it. */
const conditions = {
	latencyMs: ['Wait before every answer (ms)', any],
	rateLimitPerSecond: ['Group calls allowed in a second (0: no limit)', any],
	messageRateLimitPerSecond: ['Messages allowed in a second (0: no limit)', any],
	pairRateLimitPerSecond: ['Messages to one recipient in a second (0: no limit)', any],
	mediaUploadsPerSecond: ['Uploads allowed in a second (0: no limit)', any],
	statusDelayMs: ['Messages wait before each status (ms)', any],
	webhookDuplicates: ['Chance that a webhook is sent twice (0 to 1)', chance],
	webhookJitterMs: ['Webhooks wait up to (ms)', any],
	webhookReorder: ['Chance that a webhook lets the next one go first (0 to 1)', chance],
	webhookBatch: ['Most webhooks in one body (0: each has its own)', whole],
	webhookRebatch: ['Chance that a repeated webhook joins a newer one (0 to 1)', chance],
	signingSecret: ['Secret that webhooks are signed with', text],
};

/** What the weather is like if nobody changes it; everything else is 0 or empty. */
const usual = { statusDelayMs: 20 };

const presetLabels = {
	rateLimited: '429, too many group calls',
	endpointLimited: '400, 360dialog’s own limit',
	badGateway: '502 with an HTML page',
	dropAfter: 'Carry out, then cut the connection',
	resetBefore: 'Cut the connection, do nothing',
	emptyBody: 'Carry out, answer nothing',
	truncatedJson: 'Carry out, answer half of the JSON',
	slow: 'Answer after 3 seconds',
};

function choice(name, values, chosen) {
	const options = values.map((value) =>
		make('option', { value, selected: value === chosen }, value.replaceAll('_', ' ')),
	);
	return make(
		'label',
		{ class: chosen === values[0] ? 'switch' : 'switch changed' },
		make('span', {}, readingLabels[name] ?? name),
		make('select', { 'data-reading': name }, ...options),
	);
}

export function renderSwitches(state) {
	const { readings, choices } = state.readings;
	fill(
		byId('switches'),
		make('p', { class: 'muted' }, 'Where the documentation disagrees, choose what the API does.'),
		...Object.entries(choices).map(([name, values]) => choice(name, values, readings[name])),
		make('h3', {}, 'Weather'),
		...Object.entries(state.conditions).map(([name, value]) => {
			const [label, field] = conditions[name] ?? [name, any];
			return make(
				'label',
				{ class: value && value !== usual[name] ? 'switch changed' : 'switch' },
				make('span', {}, label),
				make('input', { ...field, value: String(value), 'data-condition': name }),
			);
		}),
	);
}

function describe({ effect, method, path, times, hits }) {
	const what = effect.kind === 'answer' ? `answer ${effect.status}` : effect.kind;
	const where = [method, path].filter(Boolean).join(' ') || 'any call';
	const left = times === undefined ? 'until cleared' : `${Math.max(0, times - hits)} left`;
	return [what, `${where} · ${left} · ${hits} hit`];
}

export function renderFaults(state) {
	const { faults, presets } = state.faults;
	const active = faults.filter(({ times, hits }) => times === undefined || hits < times);
	fill(
		byId('faults'),
		make('p', { class: 'muted' }, 'Spoil the next call to the API:'),
		make(
			'div',
			{ class: 'buttons' },
			...presets.map((name) =>
				make('button', { class: 'quiet', 'data-preset': name }, presetLabels[name] ?? name),
			),
		),
		make('p', { class: 'muted' }, 'Or let something fail on its own:'),
		make(
			'div',
			{ class: 'buttons' },
			make(
				'button',
				{ class: 'quiet', 'data-plan': '/fail-next-creation' },
				'The next creation fails',
			),
			make('button', { class: 'quiet', 'data-plan': '/fail-next-update' }, 'The next update fails'),
			make(
				'button',
				{ class: 'quiet', 'data-plan': '/fail-next-deletion' },
				'The next deletion fails',
			),
			make(
				'button',
				{ class: 'quiet', 'data-plan': '/fail-next-message' },
				'The next message fails',
			),
			make('button', { class: 'quiet', 'data-plan': '/expire-cursors' }, 'All cursors expire now'),
		),
		make(
			'div',
			{ class: 'title-row' },
			make('h3', {}, 'Waiting to hit'),
			active.length > 0
				? make('button', { class: 'small quiet', 'data-clear': 'all' }, 'Clear all')
				: undefined,
		),
		active.length === 0
			? make('p', { class: 'hint' }, 'All is well.')
			: make(
					'ul',
					{ class: 'lines' },
					...active.map((fault) => {
						const [what, where] = describe(fault);
						return make(
							'li',
							{ class: 'line' },
							make('span', { class: 'who' }, make('strong', {}, what), make('small', {}, where)),
							make('button', { class: 'small quiet', 'data-clear': String(fault.id) }, 'Clear'),
						);
					}),
				),
	);
}

export function listenToSwitches(refresh) {
	byId('switches').addEventListener('change', async ({ target }) => {
		const { reading, condition } = target.dataset;
		if (reading !== undefined) await act('PATCH', '/readings', { [reading]: target.value });
		if (condition !== undefined) {
			const value = target.type === 'number' ? Number(target.value) : target.value;
			const changed = await act('PATCH', '/conditions', { [condition]: value });
			if (changed === undefined) target.value = target.defaultValue;
		}
		await refresh();
	});
	byId('faults').addEventListener('click', async (event) => {
		const button = event.target.closest('button');
		if (button === null) return;
		const { preset, plan, clear } = button.dataset;
		if (preset !== undefined) await act('POST', `/faults/presets/${preset}`);
		if (plan !== undefined) {
			await act('POST', plan, {});
			toast(`${button.textContent}.`, 'plain');
		}
		if (clear !== undefined) await act('DELETE', clear === 'all' ? '/faults' : `/faults/${clear}`);
		await refresh();
	});
}

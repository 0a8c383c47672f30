import fc from 'fast-check';

/** One element of a webhook's value, and how many events it is to become. */
export interface Fact {
	list: 'groups' | 'messages' | 'statuses';
	field: string;
	element: Record<string, unknown>;
	/** The entries of `contacts` about it. */
	contacts: object[];
	count: number;
	/** The business number that it was about. */
	phoneNumberId: string;
}

export const digits = fc.integer({ min: 10_000_000_000, max: 99_999_999_999 }).map(String);
const id = fc.stringMatching(/^[A-Za-z0-9]{8,12}$/);
const userId = id.map((text) => `US.${text}`);
/** Few, so that things of the same number meet in one value. */
const phoneNumber = fc.constantFrom('106540352242922', '106540352242923');
const seconds = fc.integer({ min: 1_700_000_000, max: 1_800_000_000 }).map(String);
const errors = fc.array(
	fc.record({
		code: fc.integer({ min: 131_000, max: 131_300 }),
		title: id,
		message: id,
		error_data: fc.record({ details: id }),
	}),
	{ minLength: 1, maxLength: 2 },
);

/** Somebody, known by number, by user ID, or by both. */
const person = fc.oneof(
	fc.record({ wa_id: digits }),
	fc.record({ wa_id: digits, user_id: userId, username: id }),
	fc.record({ wa_id: fc.constant(''), user_id: userId, parent_user_id: userId }),
	fc.record({ user_id: userId }),
);
const named = fc
	.oneof(
		digits,
		digits.map((number) => `+${number}`),
		userId,
	)
	.map((input) => ({ input }));
/** What a person is told from others by. */
function identity({ wa_id, input, user_id }: Record<string, unknown>): string {
	return (
		[wa_id, input, user_id].map((text) => String(text ?? '').replace('+', '')).find(Boolean) ?? ''
	);
}

/** Nobody twice. */
const people = <T extends Record<string, unknown>>(one: fc.Arbitrary<T>) =>
	fc.uniqueArray(one, { minLength: 1, maxLength: 8, selector: identity });

type Element = Record<string, unknown>;
type Counted = [element: Element, count: number];

const request = fc.record({ request_id: id });
const counted = (element: fc.Arbitrary<Element>, countOf: (element: Element) => number = () => 1) =>
	element.map((made): Counted => [made, countOf(made)]);
const lengthOf = (list: unknown) => (Array.isArray(list) ? list.length : 0);

const lifecycle = fc
	.tuple(
		fc.constantFrom('group_create', 'group_delete'),
		request,
		fc.option(errors, { nil: undefined }),
		fc.record({ subject: id, invite_link: fc.webUrl(), description: id }, { requiredKeys: [] }),
	)
	.map(([type, ids, failures, texts]) => ({
		type,
		...ids,
		...texts,
		...(failures && { errors: failures }),
	}));

const added = people(
	fc.tuple(person, fc.option(digits, { nil: undefined })).map(([who, input]) => ({
		...who,
		...(input && { input }),
	})),
).map((added_participants) => ({
	type: 'group_participants_add',
	reason: 'invite_link',
	added_participants,
}));

const requested = fc
	.tuple(fc.constantFrom('created', 'revoked'), person, id)
	.map(([what, who, join_request_id]) => ({
		type: `group_join_request_${what}`,
		join_request_id,
		...who,
	}));

const removed = fc
	.tuple(
		request,
		people(named),
		fc.uniqueArray(fc.tuple(named, fc.option(errors, { nil: undefined })), {
			maxLength: 4,
			selector: ([who]) => identity(who),
		}),
		errors,
	)
	.map(([ids, removed_participants, failures, summary]) => ({
		type: 'group_participants_remove',
		initiated_by: 'business',
		...ids,
		removed_participants,
		...(failures.length > 0 && {
			failed_participants: failures.map(([who, own]) => ({ ...who, ...(own && { errors: own }) })),
			errors: summary,
		}),
	}));

const left = people(person).map((removed_participants) => ({
	type: 'group_participants_remove',
	initiated_by: 'participant',
	removed_participants,
}));

const settings = fc
	.tuple(
		request,
		fc.subarray(['group_subject', 'group_description', 'profile_picture'], { minLength: 1 }),
		fc.array(fc.option(errors, { nil: undefined }), { minLength: 3, maxLength: 3 }),
		id,
	)
	.map(([ids, keys, failures, text]) => ({
		type: 'group_settings_update',
		...ids,
		...Object.fromEntries(
			keys.map((key, index) => {
				const failure = failures[index];
				const content =
					key === 'profile_picture' ? { mime_type: 'image/jpeg', sha256: text } : { text };
				return [
					key,
					{ ...content, update_successful: !failure, ...(failure && { errors: failure }) },
				];
			}),
		),
	}));

const suspension = fc
	.constantFrom('group_suspend', 'group_suspend_cleared')
	.map((type) => ({ type }));

const groupElement: fc.Arbitrary<[field: string, ...Counted]> = fc
	.oneof(
		counted(lifecycle).map((made) => ['group_lifecycle_update', ...made] as const),
		counted(added, (made) => lengthOf(made.added_participants)).map(
			(made) => ['group_participants_update', ...made] as const,
		),
		counted(requested).map((made) => ['group_participants_update', ...made] as const),
		counted(
			fc.oneof(removed, left),
			(made) => lengthOf(made.removed_participants) + lengthOf(made.failed_participants),
		).map((made) => ['group_participants_update', ...made] as const),
		counted(
			settings,
			(made) =>
				['group_subject', 'group_description', 'profile_picture'].filter((key) => key in made)
					.length,
		).map((made) => ['group_settings_update', ...made] as const),
		counted(suspension).map((made) => ['group_status_update', ...made] as const),
	)
	.map(([field, element, count]) => [field, element, count]);

const groupFact = fc.tuple(groupElement, id, seconds, phoneNumber).map(
	([[field, element, count], group_id, timestamp, phoneNumberId]): Fact => ({
		list: 'groups',
		field,
		element: { ...element, group_id, timestamp },
		contacts: [],
		count,
		phoneNumberId,
	}),
);

const content = fc.oneof(
	id.map((body) => ({ type: 'text', text: { body } })),
	fc
		.tuple(fc.constantFrom('image', 'video', 'audio', 'document'), id, id)
		.map(([type, media, caption]) => ({
			type,
			[type]: { id: media, caption, mime_type: 'x/y', sha256: media },
		})),
	errors.map((failures) => ({ type: 'unsupported', errors: failures })),
	fc.tuple(id, digits).map(([repliedTo, from]) => ({
		type: 'text',
		text: { body: 'yes' },
		context: { id: repliedTo, from },
	})),
);

/** A person always has the same name, so that it makes no difference whose contact is found first. */
const messageFact = fc
	.tuple(content, digits, id, seconds, fc.option(id, { nil: undefined }), phoneNumber)
	.map(
		([made, from, wamid, timestamp, group_id, phoneNumberId]): Fact => ({
			list: 'messages',
			field: 'messages',
			element: { from, id: wamid, timestamp, ...(group_id && { group_id }), ...made },
			contacts: [{ wa_id: from, profile: { name: `Name of ${from}` } }],
			count: 1,
			phoneNumberId,
		}),
	);

const toGroup = fc
	.tuple(fc.constantFrom('sent', 'failed', 'delivered', 'read', 'played', 'new'), id, person)
	.map(([word, recipient_id, who]) => ({
		status: word,
		recipient_id,
		recipient_type: 'group',
		...(word !== 'sent' &&
			'wa_id' in who && {
				recipient_participant_id: who.wa_id,
				recipient_participant_user_id: 'user_id' in who ? who.user_id : undefined,
			}),
	}));
const toPerson = fc
	.tuple(fc.constantFrom('sent', 'read'), digits)
	.map(([word, recipient_id]) => ({ status: word, recipient_id }));
const price = fc.record({
	billable: fc.boolean(),
	pricing_model: fc.constant('PMP'),
	type: id,
	category: id,
});

const statusFact = fc
	.tuple(
		fc.oneof(toGroup, toPerson),
		id,
		seconds,
		fc.option(price, { nil: undefined }),
		phoneNumber,
	)
	.map(
		([made, wamid, timestamp, pricing, phoneNumberId]): Fact => ({
			list: 'statuses',
			field: 'messages',
			element: { ...made, id: wamid, timestamp, ...(pricing && { pricing }) },
			contacts: [],
			count: 1,
			phoneNumberId,
		}),
	);

/** Anything that WhatsApp tells and that this version knows. */
export const fact: fc.Arbitrary<Fact> = fc
	.oneof(groupFact, messageFact, statusFact)
	// As it is after a journey as JSON.
	.map((made) => ({ ...made, element: JSON.parse(JSON.stringify(made.element)) }));

export const metadataOf = (phoneNumberId: string) => ({
	phone_number_id: phoneNumberId,
	display_phone_number: `1${phoneNumberId.slice(-10)}`,
});

/** The values of changes that tell these facts, in one value as far as the number is the same. */
export function valueOf(facts: readonly Fact[]): Record<string, unknown> {
	const value: Record<string, unknown> = { messaging_product: 'whatsapp' };
	const contacts = facts.flatMap((one) => one.contacts);
	if (contacts.length > 0) value.contacts = contacts;
	for (const one of facts) {
		value.metadata = metadataOf(one.phoneNumberId);
		const list: unknown = value[one.list];
		value[one.list] = [...(Array.isArray(list) ? list : []), one.element];
	}
	return value;
}

/** A fact as WhatsApp usually delivers it: alone. */
export function alone(one: Fact): object {
	const changes = [{ field: one.field, value: valueOf([one]) }];
	return { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] };
}

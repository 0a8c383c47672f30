import type { TemplateComponent } from '../types';
import { variablesOf } from './templateText';

export interface LibraryButton {
	type: 'URL' | 'PHONE_NUMBER' | 'QUICK_REPLY';
	text: string;
	url?: string;
	phone_number?: string;
}

/** A row of the template library, as Meta documents it (reference 5). */
export interface LibraryEntry {
	name: string;
	language: string;
	category: 'UTILITY' | 'AUTHENTICATION';
	topic: string;
	usecase: string;
	industry: string[];
	header?: string;
	body: string;
	body_params: string[];
	body_param_types: string[];
	buttons?: LibraryButton[];
	id: string;
}

/** The topic under which Meta lists the templates that carry an invite link. */
export const inviteTopic = 'GROUP_INVITE_LINK';

type Wording = Pick<LibraryEntry, 'name' | 'topic' | 'usecase' | 'industry' | 'body_params'> &
	Partial<Pick<LibraryEntry, 'buttons' | 'category'>> & {
		header?: Record<string, string>;
		/** By language. */
		body: Record<string, string>;
	};

const everyIndustry = ['E_COMMERCE', 'FINANCIAL_SERVICES'];
const sampleLink = 'https://chat.whatsapp.com/Ek3tDYs2cwK1wkjrqc0eZa';

/**
 * Names and texts of the invitations are made up, as nobody has published them; that of
 * `low_balance_warning_1` is Meta's own sample.
 */
const wordings: readonly Wording[] = [
	{
		name: 'group_invite_upon_request_1',
		topic: inviteTopic,
		usecase: 'GROUP_INVITE_UPON_REQUEST',
		industry: everyIndustry,
		body_params: [sampleLink],
		body: {
			en: 'You asked to join our group. Open this link to join: {{1}}\nThe link works for you only.',
			en_US:
				'You asked to join our group. Open this link to join: {{1}}\nThe link works for you only.',
			de: 'Sie wollten unserer Gruppe beitreten. Hier ist der Link: {{1}}\nEr gilt nur für Sie.',
			es: 'Nos pidió unirse a nuestro grupo. Abra este enlace: {{1}}\nEs solo para usted.',
		},
	},
	{
		name: 'group_invite_upon_request_2',
		topic: inviteTopic,
		usecase: 'GROUP_INVITE_UPON_REQUEST',
		industry: everyIndustry,
		body_params: [sampleLink, 'your order 1234'],
		body: {
			en: 'Here is the link to our group: {{1}}\nIn the group we will talk about {{2}}. See you there!',
			en_US:
				'Here is the link to our group: {{1}}\nIn the group we will talk about {{2}}. See you there!',
			de: 'Hier ist der Link zu unserer Gruppe: {{1}}\nDort sprechen wir über {{2}}. Bis gleich!',
		},
	},
	{
		name: 'low_balance_warning_1',
		topic: 'PAYMENTS',
		usecase: 'LOW_BALANCE_WARNING',
		industry: ['FINANCIAL_SERVICES'],
		header: { en_US: 'Your account balance is low' },
		body_params: [
			'Jim',
			'available funds',
			'CS Mutual checking plus',
			'1234',
			'limit',
			'$75.00',
			'funds',
			'CS Mutual',
		],
		body: {
			en_US:
				'Hi {{1}},\nThis is to notify you that your {{2}} in your {{3}} account, ending in {{4}} is below your pre-set {{5}} of {{6}}.\nClick the button to deposit more {{7}}.\n{{8}}',
		},
		buttons: [
			{ type: 'URL', text: 'Make a deposit', url: 'https://www.example.com/' },
			{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+18005551234' },
		],
	},
	{
		name: 'delivery_update_1',
		topic: 'ORDER_MANAGEMENT',
		usecase: 'DELIVERY_UPDATE',
		industry: ['E_COMMERCE'],
		body_params: ['Jim', '#12345', 'January 1st, 2024'],
		body: {
			en_US: 'Hi {{1}}, your order {{2}} is on its way and will arrive on {{3}}. Thank you!',
			de: 'Guten Tag {{1}}, Ihre Bestellung {{2}} ist unterwegs und kommt am {{3}} an. Vielen Dank!',
		},
		buttons: [{ type: 'URL', text: 'Track your order', url: 'https://www.example.com/' }],
	},
];

/** Every row of the library, one for each language. */
export const templateLibrary: readonly LibraryEntry[] = wordings
	.flatMap(({ header, body, category = 'UTILITY', buttons, ...wording }) =>
		Object.entries(body).map(([language, text]) => ({
			...wording,
			language,
			category,
			...(header?.[language] === undefined ? {} : { header: header[language] }),
			body: text,
			body_param_types: wording.body_params.map(() => 'TEXT'),
			...(buttons === undefined ? {} : { buttons }),
		})),
	)
	.map((entry, index) => ({ ...entry, id: String(7147013345418900 + index) }));

/** In: a row and its buttons as the business wants them. Out: the components of its template. */
export function componentsOf(
	{ header, body, body_params: samples }: LibraryEntry,
	buttons: readonly LibraryButton[],
): TemplateComponent[] {
	const example = variablesOf(body).length === 0 ? {} : { example: { body_text: [samples] } };
	return [
		...(header === undefined
			? []
			: [{ type: 'HEADER' as const, format: 'TEXT' as const, text: header }]),
		{ type: 'BODY', text: body, ...example },
		...(buttons.length === 0 ? [] : [{ type: 'BUTTONS' as const, buttons: [...buttons] }]),
	];
}

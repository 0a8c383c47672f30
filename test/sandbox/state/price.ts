import type { RecipientType } from '../types';

/** What WhatsApp charges for one delivery (reference 4.4, 4.5). */
export interface Price {
	billable: boolean;
	type: string;
	category: string;
}

/** What a message is to WhatsApp's price list: a template's category, or anything else. */
export type MessageCategory = 'marketing' | 'utility' | 'authentication' | 'service';

/**
 * In: to whom, what, and whether the service window is open; inside of it utility templates and
 * free-form messages cost nothing. Out: the price of one delivery.
 */
export function priceOf(
	recipientType: RecipientType,
	category: MessageCategory,
	windowIsOpen: boolean,
): Price {
	const isFree = category === 'service' || (category === 'utility' && windowIsOpen);
	const prefix = recipientType === 'group' ? 'group_' : '';
	return {
		billable: !isFree,
		type: isFree ? `free_${prefix}customer_service` : 'regular',
		category: `${prefix}${category}`,
	};
}

import type { GroupField } from './reader';

/** WhatsApp suspends a group, and clears it. Source: Meta's guide to group webhooks. */
export const status: GroupField = {
	field: 'group_status_update',
	types: {
		group_suspend: () => [{ event: 'group.suspended' }],
		group_suspend_cleared: () => [{ event: 'group.suspensionCleared' }],
	},
};

import type { Sandbox } from '../../sandbox/types';

/** Another system's webhook, with everything that a careless copy could change. */
export const FOREIGN = {
	url: 'https://crm.example.com/hooks/whatsapp?key=a%20b&x=%C3%BC',
	headers: { Authorization: 'Bearer Zm9v+/==', 'x-lower': ' padded ', 'X-Empty': '', 'X-ü': 'ünï' },
};

/** What was changed about webhooks at 360dialog, or tried to. */
export function webhookWrites(sandbox: Sandbox): string[] {
	return sandbox.requests
		.all()
		.filter(({ method, path }) => method !== 'GET' && /webhook/.test(path))
		.map(({ method, path }) => `${method} ${path}`);
}

import { InputError } from '../explainedError';

export const SET_ADDRESS =
	"Set the environment variable WEBHOOK_URL of n8n to the https address under which the internet reaches it, and restart n8n. To try things out on this machine, use the sandbox: put its address into 'Base URL' of the credential.";

/**
 * Whether 360dialog can deliver to an address. Source of the rules (https, no port, no underscore): 360dialog,
 * "Webhook". A sandbox on this machine can deliver to this machine.
 *
 * @param url of our webhook, as n8n gives it
 * @param apiUrl where the API is
 * @throws {InputError} that names the reason
 */
export function checkAddress(url: string, apiUrl: string): void {
	const fault = addressFault(url, apiUrl);
	if (fault === undefined) return;
	throw new InputError(
		`360dialog can't deliver to this n8n: its address ${originOf(url)} ${fault}`,
		{
			howToFix: SET_ADDRESS,
		},
	);
}

/**
 * What keeps 360dialog from delivering to an address, as the end of a sentence, e.g. "is not https"; `undefined` if
 * nothing does.
 */
export function addressFault(url: string, apiUrl: string): string | undefined {
	if (!isWebAddress(url)) return 'is not a web address';
	const { protocol, hostname, port } = new URL(url);
	if (isLoopback(hostname) && isLoopback(new URL(apiUrl).hostname)) return undefined;
	return whyUnreachable(protocol, hostname, port);
}

/** Of an address without its scheme, which people forget in WEBHOOK_URL: what stands before its path. */
export function originOf(url: string): string {
	return isWebAddress(url) ? new URL(url).origin : (url.split('/')[0] ?? '');
}

/** Without a scheme a port makes an address of another kind: `localhost:5678`. */
function isWebAddress(url: string): boolean {
	return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function whyUnreachable(protocol: string, hostname: string, port: string): string | undefined {
	if (isLoopback(hostname)) return 'is only known on this machine';
	if (isPrivate(hostname)) return 'is only known in your own network';
	if (protocol !== 'https:') return 'is not https';
	if (port !== '') return `has a port (${port}), which 360dialog does not accept`;
	if (hostname.includes('_')) return 'has an underscore, which 360dialog does not accept';
	return undefined;
}

function isLoopback(hostname: string): boolean {
	return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0)$/.test(hostname);
}

/** Addresses that are never routed (RFC 1918, 3927, 4193), and names without a domain. */
function isPrivate(hostname: string): boolean {
	if (/^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.[\d.]+$/.test(hostname)) return true;
	if (/^\[f[cde]/.test(hostname)) return true;
	return !/[.:]/.test(hostname) || /\.(local|internal|lan|home\.arpa)$/.test(hostname);
}

import type { Sandbox } from '../sandbox/types';

/** Where 360dialog has what a client of Meta's Graph API asks for; ids of accounts are left out there. */
const places: ReadonlyArray<readonly [pattern: RegExp, path: (match: string, url: URL) => string]> =
	[
		[/^\/v\d+\.\d+\/\d+\/(messages|media)$/, (name) => `/${name}`],
		[/^\/v\d+\.\d+\/\d+\/(message_templates)$/, (_name, url) => templatePath(url)],
		[/^\/v\d+\.\d+\/(\d+)$/, (mediaId) => `/${mediaId}`],
	];

/** One template is named in Graph's query, and in 360dialog's path. */
function templatePath({ searchParams }: URL): string {
	const name = searchParams.get('name');
	searchParams.delete('name');
	return `/v1/configs/templates${name === null ? '' : `/${encodeURIComponent(name)}`}`;
}

function placeOf(address: string): URL {
	const url = new URL(address);
	for (const [pattern, path] of places) {
		const match = pattern.exec(url.pathname)?.[1];
		if (match !== undefined) {
			url.pathname = path(match, url);
			break;
		}
	}
	return url;
}

/**
 * In: a sandbox. Out: a `fetch` for a client of Meta's Graph API that takes its requests to the
 * sandbox, as they are but for place and key. What is nowhere in 360dialog's API goes where it goes.
 */
export function graphFetch({ apiKey }: Pick<Sandbox, 'apiKey'>): typeof fetch {
	return async (address, init = {}) => {
		const headers = new Headers(init.headers);
		headers.delete('authorization');
		headers.set('D360-API-KEY', apiKey);
		const response = await fetch(placeOf(String(address)), { ...init, headers });
		// Node parses outside of Jest's context, where plain objects are no objects of this one.
		return Object.assign(response, {
			json: async (): Promise<unknown> => JSON.parse(await response.text()),
		});
	};
}

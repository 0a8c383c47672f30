import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** In: an absolute URL, a body and headers. Out: the status of the whole answer, or a rejection. */
export async function post(
	url: string,
	body: string,
	headers: Record<string, string>,
	signal: AbortSignal,
): Promise<number> {
	return await new Promise((resolve, reject) => {
		const send = url.startsWith('https:') ? requestHttps : requestHttp;
		const length = String(Buffer.byteLength(body));
		const options = {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers, 'content-length': length },
			agent: false,
			signal,
		};
		const request = send(url, options, (response) => {
			response.on('error', reject);
			response.on('end', () => resolve(response.statusCode ?? 0));
			response.resume();
		});
		request.on('error', reject);
		request.end(body);
	});
}

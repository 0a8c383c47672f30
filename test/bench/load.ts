import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** What is sent with one request of a load. */
export interface LoadRequest {
	headers: Record<string, string>;
	body: string;
}

export interface LoadOptions {
	/** Where to POST, plain HTTP on this machine. */
	url: string;
	/** How many requests are on their way at a time, each on a connection of its own that is kept open. */
	connections: number;
	/** How many requests in all. */
	requests: number;
	/** @param index from 0 */
	request(index: number): LoadRequest;
}

/** What came of a load. */
export interface LoadResult {
	/** Milliseconds since 1970. */
	startedAt: number;
	/** From the first request's start to the last answer's end. */
	elapsedMs: number;
	/** From a request's start to its answer's end, in the order of the answers. */
	latenciesMs: number[];
	/** How many answers had which status. */
	statuses: Map<number, number>;
}

const ANSWERED_WITHIN = 60_000;

async function post(url: string, agent: Agent, { headers, body }: LoadRequest): Promise<number> {
	const sent = httpRequest(url, {
		agent,
		method: 'POST',
		// "localhost" may mean ::1 first, where n8n doesn't listen here.
		family: 4,
		headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
		signal: AbortSignal.timeout(ANSWERED_WITHIN),
	});
	sent.end(body);
	const [answer]: IncomingMessage[] = await once(sent, 'response');
	if (answer === undefined) throw new Error('A response without a message');
	answer.resume();
	await once(answer, 'end');
	return answer.statusCode ?? 0;
}

/**
 * Sends requests as fast as they are answered: whoever has an answer sends the next one.
 *
 * @throws Error where a request got no answer; another status than hoped for is an answer
 */
export async function applyLoad(options: LoadOptions): Promise<LoadResult> {
	const { url, connections, requests, request } = options;
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const latenciesMs: number[] = [];
	const statuses = new Map<number, number>();
	let next = 0;
	const sendInTurn = async () => {
		while (next < requests) {
			const content = request(next++);
			const sentAt = performance.now();
			const status = await post(url, agent, content);
			latenciesMs.push(performance.now() - sentAt);
			statuses.set(status, (statuses.get(status) ?? 0) + 1);
		}
	};
	const startedAt = Date.now();
	const begun = performance.now();
	try {
		await Promise.all(Array.from({ length: connections }, sendInTurn));
	} finally {
		agent.destroy();
	}
	return { startedAt, elapsedMs: performance.now() - begun, latenciesMs, statuses };
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { applyLoad, type LoadRequest } from './load';

let server: Server | undefined;

afterEach(async () => {
	if (!server) return;
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
	server = undefined;
});

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

async function serve(handler: Handler): Promise<{ url: string; connections: () => number }> {
	let connections = 0;
	server = createServer((request, response) => void handler(request, response));
	server.on('connection', () => (connections += 1));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = address !== null && typeof address === 'object' ? address.port : 0;
	return { url: `http://localhost:${port}/hook`, connections: () => connections };
}

const numbered = (index: number): LoadRequest => ({
	headers: { 'content-type': 'application/json', 'x-secret': 's' },
	body: JSON.stringify({ index, text: 'ä' }),
});

it('sends every request once, over as many kept connections as it may have', async () => {
	const bodies: string[] = [];
	let atOnce = 0;
	let mostAtOnce = 0;
	const { url, connections } = await serve(async (request, response) => {
		atOnce += 1;
		mostAtOnce = Math.max(mostAtOnce, atOnce);
		bodies.push(await text(request));
		await wait(5);
		atOnce -= 1;
		response.end();
	});

	const load = await applyLoad({ url, connections: 4, requests: 50, request: numbered });

	const sent = Array.from({ length: 50 }, (_, index) => numbered(index).body);
	expect(bodies.sort()).toEqual(sent.sort());
	expect(mostAtOnce).toBe(4);
	expect(connections()).toBe(4);
	expect(load.latenciesMs).toHaveLength(50);
	expect(Object.fromEntries(load.statuses)).toEqual({ 200: 50 });
});

it('sends method, headers and the length in bytes', async () => {
	const requests: IncomingMessage[] = [];
	const { url } = await serve((request, response) => {
		requests.push(request);
		response.end();
	});

	await applyLoad({ url, connections: 1, requests: 1, request: numbered });

	const [request] = requests;
	expect(request?.method).toBe('POST');
	expect(request?.url).toBe('/hook');
	expect(request?.headers).toMatchObject({
		'content-type': 'application/json',
		'x-secret': 's',
		'content-length': String(Buffer.byteLength(numbered(0).body)),
	});
});

it('counts the answers by their status', async () => {
	let answered = 0;
	const { url } = await serve((_, response) => {
		answered += 1;
		response.writeHead(answered % 3 === 0 ? 401 : 200).end('{"some":"answer"}');
	});

	const { statuses } = await applyLoad({ url, connections: 2, requests: 9, request: numbered });

	expect(Object.fromEntries(statuses)).toEqual({ 200: 6, 401: 3 });
});

it('fails where a request gets no answer', async () => {
	const { url } = await serve((request) => void request.socket.destroy());

	const load = applyLoad({ url, connections: 2, requests: 4, request: numbered });

	await expect(load).rejects.toThrow();
});

it('fails where an answer breaks off', async () => {
	const { url } = await serve((request, response) => {
		response.writeHead(200, { 'content-length': '100' }).write('half');
		setImmediate(() => request.socket.destroy());
	});

	const load = applyLoad({ url, connections: 1, requests: 1, request: numbered });

	await expect(load).rejects.toThrow();
});

it('sends nothing where there is nothing to send', async () => {
	const { url, connections } = await serve((_, response) => void response.end());

	const load = await applyLoad({ url, connections: 3, requests: 0, request: numbered });

	expect(load.latenciesMs).toEqual([]);
	expect(connections()).toBe(0);
});

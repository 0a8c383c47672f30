import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers at n8n's webhook addresses as n8n does to whoever asks with the wrong method. */
export interface FakeN8n {
	/** Without a slash at its end. */
	url: string;
	/** Whether workflows are published. */
	published: boolean;
	/** Method and path of what it was asked. */
	asked: string[];
	close: () => Promise<void>;
}

/** Source of the words: n8n, webhook-not-found.error.ts. */
export async function startFakeN8n(): Promise<FakeN8n> {
	const asked: string[] = [];
	const server: Server = createServer(({ method, url }, response) => {
		asked.push(`${method} ${url}`);
		const message = fake.published
			? 'This webhook is not registered for GET requests. Did you mean to make a POST request?'
			: `The requested webhook "${method} ${url}" is not registered.`;
		response.writeHead(404, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ code: 404, message, hint: '' }));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	const { port } = isAddress(address) ? address : { port: 0 };
	const fake: FakeN8n = {
		url: `http://127.0.0.1:${port}`,
		published: true,
		asked,
		close: async () => {
			server.closeAllConnections();
			await new Promise((done) => server.close(done));
		},
	};
	return fake;
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
	return typeof address === 'object' && address !== null;
}

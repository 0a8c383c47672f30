import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createApiClient } from '../../nodes/Dialog360Groups/api/client';
import { panelOf } from '../helpers/groupsNode';

let server: Server;
let url = '';

/** Answers byte by byte and never ends, so that there is always something new before any time-out for silence. */
beforeAll(async () => {
	server = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const drip = setInterval(() => response.write(' '), 50);
		response.once('close', () => clearInterval(drip));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address: AddressInfo | string | null = server.address();
	if (address === null || typeof address === 'string') throw new Error('No address');
	url = `http://127.0.0.1:${address.port}`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

it('a call that may only take so long in all ends then, however slowly its answer drips in', async () => {
	const context = panelOf({ api: { url, apiKey: 'key' }, parameters: {} });
	const patience = { timeoutMs: 5_000, budgetMs: 0, wholeCallMs: 300 };
	const client = await createApiClient(context, patience);

	await expect(client.send({ method: 'GET', path: ['groups'] })).rejects.toMatchObject({
		failure: { kind: 'interrupted' },
	});
});

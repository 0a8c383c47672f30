import { once } from 'node:events';
import { createServer } from 'node:net';
import { HelpfulError } from './helpfulError';

const LOOPBACK = '127.0.0.1';

async function listenOn(port: number): Promise<number> {
	const server = createServer().listen(port, LOOPBACK);
	await once(server, 'listening');
	const address = server.address();
	server.close();
	await once(server, 'close');
	if (address === null || typeof address === 'string') throw new Error('No port was assigned');
	return address.port;
}

/** @returns a port of the loopback interface that nothing listens on */
export async function freePort(): Promise<number> {
	return await listenOn(0);
}

/**
 * @param port that something is about to listen on
 * @param wanted what needs it, e.g. "n8n"
 * @param flag of the command line that chooses another one, e.g. "--port"
 * @throws HelpfulError where it is taken or not allowed
 */
export async function assertPortFree(port: number, wanted: string, flag: string): Promise<void> {
	try {
		await listenOn(port);
	} catch {
		throw new HelpfulError(
			`Port ${port}, which ${wanted} needs, is already in use. Stop the program that uses it, ` +
				`or choose another port: npm start -- ${flag} ${port + 10}`,
		);
	}
}

import { join } from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Adds the page at `/` on which a person plays WhatsApp users. */
export async function addPage(app: FastifyInstance): Promise<void> {
	await app.register(serveStatic, {
		root: join(__dirname, 'public'),
		prefix: '/_sandbox/page/',
		cacheControl: false,
		setHeaders: (response) => {
			response.setHeader(
				'content-security-policy',
				"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:",
			);
		},
	});
	app.get('/', async (_request, reply) => await reply.sendFile('index.html'));
}

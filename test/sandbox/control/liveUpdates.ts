import type { FastifyInstance } from 'fastify';
import type { ServerResponse } from 'node:http';
import type { Changes } from '../changes';

/** Many changes within this time are told as one. */
const quietMs = 150;

/** Adds a stream of server-sent events that says "change" whenever something did. */
export function addLiveUpdates(app: FastifyInstance, changes: Changes): void {
	const listeners = new Set<ServerResponse>();
	let timer: NodeJS.Timeout | undefined;

	const tell = () => {
		timer = undefined;
		for (const listener of listeners) listener.write('event: change\ndata: {}\n\n');
	};
	const stopWatching = changes.watch(() => {
		if (listeners.size > 0) timer ??= setTimeout(tell, quietMs);
	});

	app.get('/_sandbox/events', (request, reply) => {
		reply.hijack();
		reply.raw.writeHead(200, {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
		});
		reply.raw.write('retry: 1000\n\n');
		listeners.add(reply.raw);
		request.raw.on('close', () => listeners.delete(reply.raw));
	});

	app.addHook('preClose', (done) => {
		stopWatching();
		clearTimeout(timer);
		for (const listener of listeners) listener.end();
		done();
	});
}

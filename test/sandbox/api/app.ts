import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { NativeError } from '../errors';
import { groupRoutes } from '../routes/groups';
import { groupSettingsRoutes } from '../routes/groupSettings';
import { healthStatusRoutes } from '../routes/healthStatus';
import { inviteLinkRoutes } from '../routes/inviteLinks';
import { joinRequestRoutes } from '../routes/joinRequests';
import { mediaRoutes } from '../routes/media';
import { messageRoutes } from '../routes/messages';
import { multiWebhookRoutes } from '../routes/multiWebhook';
import { participantRoutes } from '../routes/participants';
import type { Route } from '../routes/route';
import { templateLibraryRoutes } from '../routes/templateLibrary';
import { templateRoutes } from '../routes/templates';
import { webhookConfigRoutes } from '../routes/webhookConfig';
import type { LocalSandbox } from '../localSandbox';
import { UnreadableBody } from './call';
import { Pipeline } from './pipeline';

/** Above the largest document, so that a larger one is refused by the API and not by the server. */
const largestFile = 101 * 1024 * 1024;

const largestText = 16 * 1024 * 1024;

/** In: the state to work on. Out: a server with every endpoint of the API, not yet listening. */
export async function createApiApp(sandbox: LocalSandbox): Promise<FastifyInstance> {
	const app = fastify({
		bodyLimit: largestText,
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 1000 },
		// A path that is no path, such as one with a lone "%", never gets as far as a route.
		frameworkErrors: (error, _request, reply) => {
			const headers = { 'content-type': 'application/json' };
			reply.raw.writeHead(400, headers).end(JSON.stringify({ error: error.message }));
		},
	});
	acceptAnyBody(app);
	await app.register(multipart, {
		limits: { fileSize: largestFile },
		throwFileSizeLimit: false,
	});

	const pipeline = new Pipeline(sandbox);
	for (const { method, url, handle } of allRoutes(sandbox)) {
		app.route({ method, url, handler: pipeline.run(handle) });
	}
	app.setNotFoundHandler(
		pipeline.run(() => {
			// 360dialog lets only known paths through (reference 7.3).
			throw new NativeError(403, 'Path is blocked');
		}),
	);
	app.setErrorHandler(async (error, request, reply) => {
		// Reference 7.3 knows no finer difference than this.
		const status = error instanceof Error && isClientError(error) ? 400 : 500;
		const message = error instanceof Error ? error.message : String(error);
		return await pipeline.refuse(request, reply, new NativeError(status, message));
	});
	return app;
}

function allRoutes(sandbox: LocalSandbox): Route[] {
	const { world, destinations, readings } = sandbox;
	return [
		...groupRoutes(world),
		...groupSettingsRoutes(world),
		...inviteLinkRoutes(world),
		...joinRequestRoutes(world),
		...participantRoutes(world),
		...webhookConfigRoutes(destinations, readings),
		...multiWebhookRoutes(destinations, readings),
		...healthStatusRoutes(readings),
		...messageRoutes(world, sandbox.templateStore),
		...mediaRoutes(world, () => sandbox.url),
		...templateRoutes(sandbox.templateStore, readings),
		...templateLibraryRoutes(readings),
	];
}

/** A body that is no JSON is the API's business to refuse, with its own error and on record. */
function acceptAnyBody(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
		done(null, parseJson(String(body)));
	});
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
		done(null, body.length === 0 ? undefined : new UnreadableBody(String(body)));
	});
}

function parseJson(text: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return new UnreadableBody(text);
	}
}

function isClientError(error: Error): boolean {
	return 'statusCode' in error && typeof error.statusCode === 'number' && error.statusCode < 500;
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UnreadableBody } from '../api/call';
import { isRecord } from '../input';
import type { LocalSandbox } from '../localSandbox';
import type { Call } from './action';
import { needObject, needString, NotThere, WrongInput } from './input';
import { addLiveUpdates } from './liveUpdates';
import { logActions } from './logActions';
import { messageActions } from './messageActions';
import { switchActions } from './switchActions';
import { templateActions } from './templateActions';
import { worldActions } from './worldActions';

const prefix = '/_sandbox';

/** Adds everything a test or a person can do to the sandbox, over HTTP below `/_sandbox`. */
export async function addControl(app: FastifyInstance, sandbox: LocalSandbox): Promise<void> {
	const actions = {
		...worldActions(sandbox),
		...switchActions(sandbox),
		...logActions(sandbox),
		...messageActions(sandbox),
		...templateActions(sandbox),
	};
	// A scope of its own: errors here are plain sentences and never on record.
	await app.register(async (scope) => {
		scope.setErrorHandler(async (error, _request, reply) => {
			const message = error instanceof Error ? error.message : String(error);
			const status = error instanceof NotThere ? 404 : 400;
			return await reply
				.code(status)
				.type('application/json')
				.send(JSON.stringify({ error: message }));
		});
		for (const [key, action] of Object.entries(actions)) {
			const [method = '', url = ''] = key.split(' ');
			scope.route({
				method,
				url: prefix + url,
				handler: async (request, reply) => {
					const result = await action(readCall(request));
					if (result === undefined) return await reply.code(204).send();
					return await reply.type('application/json').send(JSON.stringify(result));
				},
			});
		}
		scope.all(`${prefix}/*`, async (_request, reply) => {
			const text = JSON.stringify({ error: 'The sandbox has no such control' });
			return await reply.code(404).type('application/json').send(text);
		});
		addLiveUpdates(scope, sandbox.changes);
	});
}

function readCall(request: FastifyRequest): Call {
	const { params, query, body } = request;
	if (body instanceof UnreadableBody) throw new WrongInput('The body must be JSON');
	return {
		body,
		query: isRecord(query) ? query : {},
		param: (name) => needString(needObject(params), name),
	};
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { type LaunchOptions, type RunningN8n, startN8n } from '../../n8n/launch';
import { describeForConsole } from '../../n8n/helpfulError';
import { asObject, isObject, parseJson } from '../../n8n/json';
import type { UserFolder } from '../../n8n/userFolder';
import { announce } from './sharedN8n';

/** What the keeper has started. */
interface Kept {
	n8n: RunningN8n;
	userFolder: UserFolder;
	control: Server;
}

let kept: Kept | undefined;

/**
 * Starts the n8n that the tests share. They run in other contexts than this, so a small server lets them restart it.
 *
 * @param userFolder of that n8n; given up with it
 */
export async function keepN8n(
	launch: Omit<LaunchOptions, 'userFolder'>,
	userFolder: UserFolder,
): Promise<void> {
	const options = { ...launch, userFolder: userFolder.path };
	const n8n = await startN8n(options);
	const control = createServer((request, answer) => {
		restart(request, options).then(
			() => answer.end(),
			(error: unknown) => answer.writeHead(500).end(describeForConsole(error)),
		);
	});
	await once(control.listen(0, '127.0.0.1'), 'listening');
	kept = { n8n, userFolder, control };
	const address = control.address();
	if (!isObject(address)) throw new Error('No port was assigned');
	announce(n8n.url, `http://127.0.0.1:${String(address.port)}`);
}

async function restart(request: IncomingMessage, options: LaunchOptions): Promise<void> {
	const { how, env } = asObject(parseJson(await text(request)), 'a restart');
	if (!kept) throw new Error('n8n is not running');
	await (how === 'kill' ? kept.n8n.kill() : kept.n8n.stop());
	kept.n8n = await startN8n({ ...options, env: { ...options.env, ...readEnv(env) } });
}

function readEnv(env: unknown): Record<string, string> {
	const entries = Object.entries(isObject(env) ? env : {});
	return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
}

/** Stops n8n and removes its folder. */
export async function letN8nGo(): Promise<void> {
	kept?.control.close();
	await kept?.n8n.stop();
	kept?.userFolder.dispose();
	kept = undefined;
}

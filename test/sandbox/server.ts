import { createApiApp } from './api/app';
import { addControl } from './control/routes';
import { LocalSandbox } from './localSandbox';
import { addPage } from './page/serve';
import type { Sandbox, SandboxOptions } from './types';

/** Starts a 360dialog Groups API of one's own. Rejects if the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1' } = options;
	const sandbox = new LocalSandbox(options);
	const app = await createApiApp(sandbox);
	sandbox.closeServer = async () => await app.close();
	await addControl(app, sandbox);
	await addPage(app);
	sandbox.url = await app.listen({ port, host });
	return sandbox;
}

import { N8nClient } from '../../n8n/client';
import { describeForConsole } from '../../n8n/helpfulError';
import { installPackage, packPackage } from '../../n8n/package';
import { freePort } from '../../n8n/ports';
import { endInOrder } from '../../n8n/processes';
import { createProgress } from '../../n8n/progress';
import { prepareRuntime } from '../../n8n/runtime';
import { throwAwayUserFolder } from '../../n8n/userFolder';
import { keepN8n, letN8nGo } from './n8nKeeper';
import { n8nUrl, OWNER } from './sharedN8n';

const STEPS = 4;

async function start(): Promise<void> {
	const progress = createProgress(STEPS);
	const runtime = await progress.step('Preparing n8n', prepareRuntime);
	const packed = await progress.step('Building and packing the package', packPackage);
	const userFolder = await progress.step('Installing the package into n8n', async () => {
		const folder = await throwAwayUserFolder(runtime);
		await installPackage(packed, folder.path);
		packed.dispose();
		return folder;
	});
	await progress.step(`Starting n8n ${runtime.version}`, async () => {
		await keepN8n({ runtime, port: await freePort() }, userFolder);
	});
}

/** Starts the one n8n that all end-to-end tests use. */
export default async function globalSetup(): Promise<void> {
	endInOrder(letN8nGo);
	process.stdout.write('\n');
	try {
		await start();
		await new N8nClient(n8nUrl()).signInAsOwner(OWNER);
	} catch (error) {
		await letN8nGo();
		throw new Error(describeForConsole(error));
	}
}

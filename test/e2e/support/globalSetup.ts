import { N8nClient } from '../../n8n/client';
import { describeForConsole } from '../../n8n/helpfulError';
import { startN8n } from '../../n8n/launch';
import { installPackage, packPackage } from '../../n8n/package';
import { freePort } from '../../n8n/ports';
import { endInOrder } from '../../n8n/processes';
import { createProgress } from '../../n8n/progress';
import { prepareRuntime } from '../../n8n/runtime';
import { throwAwayUserFolder } from '../../n8n/userFolder';
import { n8nUrl, OWNER, share, stopShared } from './sharedN8n';

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
		const port = await freePort();
		share({ n8n: await startN8n({ runtime, userFolder: userFolder.path, port }), userFolder });
	});
}

/** Starts the one n8n that all end-to-end tests use. */
export default async function globalSetup(): Promise<void> {
	endInOrder(stopShared);
	process.stdout.write('\n');
	try {
		await start();
		await new N8nClient(n8nUrl()).signInAsOwner(OWNER);
	} catch (error) {
		await stopShared();
		throw new Error(describeForConsole(error));
	}
}

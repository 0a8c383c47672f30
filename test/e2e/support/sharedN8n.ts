import type { RunningN8n } from '../../n8n/launch';
import type { Owner } from '../../n8n/client';
import type { UserFolder } from '../../n8n/userFolder';

const URL_VARIABLE = 'E2E_N8N_URL';

/** The person that the n8n of the tests is set up for. */
export const OWNER: Owner = {
	email: 'e2e@example.com',
	password: 'E2e-passw0rd',
	firstName: 'End',
	lastName: 'Toend',
};

/** What global set-up leaves for global tear-down, in the process that runs both. */
interface Started {
	n8n: RunningN8n;
	userFolder: UserFolder;
}

let started: Started | undefined;

/** Makes the running n8n known to the tests and to the tear-down. */
export function share(running: Started): void {
	started = running;
	process.env[URL_VARIABLE] = running.n8n.url;
}

/** Stops what was shared. */
export async function stopShared(): Promise<void> {
	await started?.n8n.stop();
	started?.userFolder.dispose();
	started = undefined;
}

/** @returns the address of the n8n that was started for the tests */
export function n8nUrl(): string {
	const url = process.env[URL_VARIABLE];
	if (url === undefined) throw new Error('Run the tests with jest.e2e.config.js, which starts n8n');
	return url;
}

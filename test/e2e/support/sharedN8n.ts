import type { Owner } from '../../n8n/client';

const URL_VARIABLE = 'E2E_N8N_URL';
const CONTROL_VARIABLE = 'E2E_CONTROL_URL';

/** The person that the n8n of the tests is set up for. */
export const OWNER: Owner = {
	email: 'e2e@example.com',
	password: 'E2e-passw0rd',
	firstName: 'End',
	lastName: 'Toend',
};

/** How n8n is to be restarted. */
export interface Restart {
	/** `stop`: in order, as on an update. `kill`: in the middle of whatever it does, as in a power cut. */
	how: 'stop' | 'kill';
	/** For the new process, in addition to the usual ones. */
	env?: Record<string, string>;
}

/** Makes the running n8n known to the tests. */
export function announce(n8nUrl: string, controlUrl: string): void {
	process.env[URL_VARIABLE] = n8nUrl;
	process.env[CONTROL_VARIABLE] = controlUrl;
}

function announced(variable: string): string {
	const value = process.env[variable];
	if (value === undefined)
		throw new Error('Run the tests with jest.e2e.config.js, which starts n8n');
	return value;
}

/** @returns the address of the n8n that was started for the tests, the same after a restart */
export function n8nUrl(): string {
	return announced(URL_VARIABLE);
}

/** Restarts the shared n8n with the same user folder and address, and returns when it answers again. */
export async function restartN8n(restart: Restart): Promise<void> {
	const answer = await fetch(announced(CONTROL_VARIABLE), {
		method: 'POST',
		body: JSON.stringify(restart),
	});
	if (!answer.ok) throw new Error(await answer.text());
}

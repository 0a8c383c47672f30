import { stopShared } from './sharedN8n';

/** Stops n8n and removes its folder. */
export default async function globalTeardown(): Promise<void> {
	await stopShared();
}

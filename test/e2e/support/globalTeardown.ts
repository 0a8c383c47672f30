import { letN8nGo } from './n8nKeeper';

/** Stops n8n and removes its folder. */
export default async function globalTeardown(): Promise<void> {
	await letN8nGo();
}

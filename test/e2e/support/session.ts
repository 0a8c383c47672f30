import { N8nClient } from '../../n8n/client';
import type { CredentialReference } from '../../n8n/workflowFile';
import { CREDENTIAL_TYPE } from '../../n8n/examples';
import { startSandbox } from '../../sandbox';
import type { Sandbox, SandboxOptions } from '../../sandbox/types';
import { n8nUrl, OWNER } from './sharedN8n';

/** A signed-in client of the shared n8n, a sandbox, and the credential that joins them. */
export interface Session {
	client: N8nClient;
	sandbox: Sandbox;
	credential: CredentialReference;
	close(): Promise<void>;
}

/**
 * @param name of the credential in n8n; one test file, one name
 * @param options of the sandbox
 */
export async function openSession(name: string, options: SandboxOptions = {}): Promise<Session> {
	const client = new N8nClient(n8nUrl());
	await client.signIn(OWNER);
	const sandbox = await startSandbox({ creationDelayMs: 300, ...options });
	const credential = await client.createCredential({
		name,
		type: CREDENTIAL_TYPE,
		data: { apiKey: sandbox.apiKey, baseUrl: sandbox.url },
	});
	return { client, sandbox, credential, close: () => sandbox.close() };
}

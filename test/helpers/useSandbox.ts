import { checkRecorded } from '../contract/answers';
import { checkRequests } from '../contract/requests';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox';

/**
 * A sandbox for all tests of a file, fresh for each of them. After each test everything the sandbox has said, and every
 * request that n8n has sent to it, is held against the schemas of the API, so that no test proves something against an
 * API that does not exist. Requests of a test's own client may be as odd as they like.
 */
export function useSandbox(options: SandboxOptions = {}): () => Sandbox {
	let sandbox: Sandbox | undefined;
	const current = (): Sandbox => {
		if (!sandbox) throw new Error('The sandbox is not running');
		return sandbox;
	};
	beforeAll(async () => {
		sandbox = await startSandbox(options);
	});
	afterEach(() => {
		try {
			checkRecorded(current());
			checkRequests(current());
		} finally {
			current().reset();
		}
	});
	afterAll(async () => await sandbox?.close());
	return current;
}

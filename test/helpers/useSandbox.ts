import { checkRecorded } from '../contract/answers';
import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox';

/**
 * A sandbox for all tests of a file, fresh for each of them. After each test everything the sandbox has said is held
 * against the schemas of the API, so that no test proves something against an API that does not exist.
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
		} finally {
			current().reset();
		}
	});
	afterAll(async () => await sandbox?.close());
	return current;
}

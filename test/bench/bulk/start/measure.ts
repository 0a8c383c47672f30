import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startN8n } from '../../../n8n/launch';
import { freePort } from '../../../n8n/ports';
import type { Report } from '../../../n8n/progress';
import type { Runtime } from '../../../n8n/runtime';
import type { StartTime } from './startTime';

const ROUNDS = { full: 3, quick: 1 } as const;
const LOADED = 5;

export interface StartOptions {
	runtime: Runtime;
	/** Two user folders of n8n, without and with the package. */
	without: string;
	with: string;
	/** Where the package is in the second. */
	packageFolder: string;
	isQuick: boolean;
}

async function timeOfStart(runtime: Runtime, userFolder: string): Promise<number> {
	const port = await freePort();
	const startedAt = performance.now();
	const n8n = await startN8n({ runtime, userFolder, port });
	const milliseconds = performance.now() - startedAt;
	await n8n.stop();
	return milliseconds;
}

async function timeOfLoading({ runtime, packageFolder }: StartOptions): Promise<number> {
	const script = join(__dirname, 'loadPackage.cjs');
	const { stdout } = await promisify(execFile)(runtime.node, [script, runtime.n8n, packageFolder], {
		env: {
			...process.env,
			N8N_LOG_LEVEL: 'silent',
			NODE_PATH: join(runtime.folder, 'node_modules'),
		},
	});
	const milliseconds = Number(stdout.trim());
	if (!(milliseconds > 0)) throw new Error(`The package was not loaded: ${stdout}`);
	return milliseconds;
}

/** Starts n8n without and with the package in turn, each first once unmeasured: a first start does more. */
export async function measureStart(options: StartOptions, report: Report): Promise<StartTime> {
	const { runtime, isQuick } = options;
	const time: { without: number[]; with: number[]; loading: number[] } = {
		without: [],
		with: [],
		loading: [],
	};
	const rounds = isQuick ? ROUNDS.quick : ROUNDS.full;
	for (let round = 0; round <= rounds; round++) {
		// Whoever comes second finds more in the machine's caches.
		const order = round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const);
		for (const which of order) {
			report(`${which} the package, ${round === 0 ? 'warming up' : `round ${round}`}`);
			const milliseconds = await timeOfStart(runtime, options[which]);
			if (round > 0) time[which].push(milliseconds);
		}
	}
	for (let round = 0; round < LOADED; round++) time.loading.push(await timeOfLoading(options));
	return time;
}

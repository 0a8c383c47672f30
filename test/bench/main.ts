// npm run bench: measures this package in the real n8n, beside what its users would have without it.
import { describeForConsole } from '../n8n/helpfulError';
import { endInOrder } from '../n8n/processes';
import type { Bench } from './bench';
import { Cleanup } from './cleanup';
import { type BenchOptions, readOptions, USAGE } from './options';
import { writeResults } from './results';
import { keepTemporaryFilesTogether } from './temporaryFolder';
import { webhookAcknowledgements } from './webhooks/bench';

const BENCHES: readonly Bench[] = [webhookAcknowledgements];

let cleanup = new Cleanup();
let interrupted = false;

async function runBench(bench: Bench, options: BenchOptions): Promise<void> {
	cleanup = new Cleanup();
	try {
		console.log(`\n${bench.title}\n`);
		const { text, results } = await bench.run({ options, cleanup });
		console.log(`\n${text}\n\nFigures: ${writeResults(results)}`);
	} finally {
		await cleanup.run();
	}
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (!options) {
		console.log(USAGE);
		return;
	}
	keepTemporaryFilesTogether();
	endInOrder(async () => {
		interrupted = true;
		console.log('\nStopping …');
		await cleanup.run();
		console.log('Stopped.');
	});
	for (const bench of BENCHES) await runBench(bench, options);
}

main().catch((error: unknown) => {
	// Whatever breaks while everything is being stopped breaks because of that.
	if (interrupted) return;
	console.error(`\n${describeForConsole(error)}`);
	process.exitCode = 1;
});

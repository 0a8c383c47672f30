// npm run bench: measures this package in the real n8n, beside what its users would have without it.
import { describeForConsole } from '../n8n/helpfulError';
import { endInOrder } from '../n8n/processes';
import type { Bench } from './bench';
import { bulkWork } from './bulk/bench';
import { Cleanup } from './cleanup';
import { type BenchName, type BenchOptions, readOptions, USAGE } from './options';
import { drawPictures } from './pictures';
import { type Results, writeResults } from './results';
import { keepTemporaryFilesTogether } from './temporaryFolder';
import { webhookAcknowledgements } from './webhooks/bench';

const BENCHES: Record<BenchName, Bench> = { webhooks: webhookAcknowledgements, bulk: bulkWork };

let cleanup = new Cleanup();
let interrupted = false;

/** @returns where the figures are, and the pictures of them */
function keep(results: Results): string {
	const path = writeResults(results);
	return [`Figures: ${path}`, ...drawPictures(path).map((file) => `Picture: ${file}`)].join('\n');
}

async function runBench(bench: Bench, options: BenchOptions): Promise<void> {
	cleanup = new Cleanup();
	try {
		console.log(`\n${bench.title}\n`);
		const { text, results } = await bench.run({ options, cleanup });
		console.log(
			`\n${text}\n\n${options.isQuick ? 'Figures: none, this was quick' : keep(results)}`,
		);
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
	for (const name of options.benches) await runBench(BENCHES[name], options);
}

main().catch((error: unknown) => {
	// Whatever breaks while everything is being stopped breaks because of that.
	if (interrupted) return;
	console.error(`\n${describeForConsole(error)}`);
	process.exitCode = 1;
});

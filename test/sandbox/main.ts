import { parseArgs } from 'node:util';
import { startSandbox } from './index';

const usage =
	'npm run sandbox -- [--port 5690] [--key sandbox-key] [--creation-delay 1500]' +
	' [--template-approval 3000]';

interface Arguments {
	port: number;
	apiKey: string;
	creationDelayMs: number;
	templateApprovalMs: number;
}

function wholeNumber(text: string, name: string, largest: number): number {
	const value = /^\d{1,7}$/.test(text) ? Number(text) : Infinity;
	if (value > largest) throw new Error(`--${name} must be a number from 0 to ${largest}.`);
	return value;
}

function readArguments(): Arguments {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5690' },
			key: { type: 'string', default: 'sandbox-key' },
			'creation-delay': { type: 'string', default: '1500' },
			'template-approval': { type: 'string', default: '3000' },
		},
	});
	return {
		port: wholeNumber(values.port, 'port', 65535),
		apiKey: values.key,
		creationDelayMs: wholeNumber(values['creation-delay'], 'creation-delay', 600_000),
		templateApprovalMs: wholeNumber(values['template-approval'], 'template-approval', 600_000),
	};
}

function whyNotStarted(error: unknown, port: number): string {
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE') {
		const advice = 'Stop that one, or let me find a free port: npm run sandbox -- --port 0';
		return `Port ${port} is taken, perhaps by a sandbox that is still running. ${advice}`;
	}
	if (code === 'EACCES') return `Port ${port} needs special rights; choose one above 1023.`;
	return `The sandbox could not start: ${error instanceof Error ? error.message : String(error)}`;
}

async function main(): Promise<void> {
	let wanted: Arguments;
	try {
		wanted = readArguments();
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : String(error)}\nUsage: ${usage}`);
		process.exitCode = 1;
		return;
	}
	try {
		const sandbox = await startSandbox(wanted);
		console.log('A 360dialog Groups API of your own is running.\n');
		console.log(`  Base URL  ${sandbox.url}`);
		console.log(`  API key   ${sandbox.apiKey}`);
		console.log(`  Page      ${sandbox.url}/   play the people who join your groups\n`);
		console.log('Ctrl-C stops it.');
		const stop = () => void sandbox.close();
		process.once('SIGINT', stop);
		process.once('SIGTERM', stop);
	} catch (error) {
		console.error(whyNotStarted(error, wanted.port));
		process.exitCode = 1;
	}
}

void main();

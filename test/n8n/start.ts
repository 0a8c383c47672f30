// npm start: the real n8n with this package in it, and the sandbox beside it.
import { parseArgs } from 'node:util';
import { startSandbox } from '../sandbox';
import { type Demo, DEMO_OWNER, GUARDED_GROUP, seedDemo, setUpDemo } from './demo';
import { describeForConsole, HelpfulError } from './helpfulError';
import { startN8n } from './launch';
import { installPackage, packPackage } from './package';
import { assertPortFree } from './ports';
import { endInOrder } from './processes';
import { createProgress } from './progress';
import { prepareRuntime } from './runtime';
import { keptUserFolder, throwAwayUserFolder } from './userFolder';

const USAGE = `npm start [-- options]

  --fresh                  a new, throw-away n8n instead of the demo's own, which keeps your changes
  --port <number>          n8n's port (5678)
  --sandbox-port <number>  the sandbox's port (5690)`;

const STEPS = 6;
/** About what the real API takes to make a group. */
const CREATION_DELAY = 1_500;
/** Long enough to see a template wait; the real decision may take a day. */
const TEMPLATE_APPROVAL = 3_000;
/** A number has one webhook, but three examples have a trigger. */
const READINGS = { multiWebhook: 'available' } as const;

interface Options {
	fresh: boolean;
	port: number;
	sandboxPort: number;
}

function readPort(text: string, flag: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new HelpfulError(`${flag} must be a port number, for example ${flag} 5688, not "${text}".`);
}

function readOptions(): Options | undefined {
	const options = {
		fresh: { type: 'boolean', default: false },
		port: { type: 'string', default: '5678' },
		'sandbox-port': { type: 'string', default: '5690' },
		help: { type: 'boolean', default: false },
	} as const;
	try {
		const { values } = parseArgs({ options });
		if (values.help) return undefined;
		return {
			fresh: values.fresh,
			port: readPort(values.port, '--port'),
			sandboxPort: readPort(values['sandbox-port'], '--sandbox-port'),
		};
	} catch (error) {
		if (error instanceof HelpfulError) throw error;
		throw new HelpfulError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	}
}

/** Undoes what was started, newest first. */
class Cleanup {
	private readonly tasks: Array<() => Promise<void> | void> = [];

	add(task: () => Promise<void> | void): void {
		this.tasks.push(task);
	}

	async run(): Promise<void> {
		for (let task = this.tasks.pop(); task; task = this.tasks.pop()) await task();
	}
}

function welcome(n8nUrl: string, sandboxUrl: string, { forms, problems }: Demo): string {
	return `
Ready. Stop everything with Ctrl-C.

  n8n editor      ${n8nUrl}
  Sign in         ${n8nUrl}/signin
                  e-mail ${DEMO_OWNER.email}, password ${DEMO_OWNER.password}
  Sandbox         ${sandboxUrl}
                  play the WhatsApp users here: open invite links, ask to join, leave
${forms.map((form) => `  Form            ${form}\n`).join('')}\
                  in join-our-group, try phone number +1 202 555 0111 with order number A-1001
  Triggers        let Ada, then Emma, open the invite link of "${GUARDED_GROUP}" in the sandbox:
                  one gets in, the other doesn't. Two workflows write down what happens:
                  ${n8nUrl}/home/datatables
${problems.map((problem) => `\n${problem}\n`).join('')}`;
}

async function start({ fresh, port, sandboxPort }: Options, cleanup: Cleanup): Promise<never> {
	if (port === sandboxPort) {
		throw new HelpfulError(`n8n and the sandbox can't both have port ${port}: change one of them.`);
	}
	await assertPortFree(port, 'n8n', '--port');
	await assertPortFree(sandboxPort, 'the sandbox', '--sandbox-port');
	const progress = createProgress(STEPS);
	const runtime = await progress.step('Preparing n8n', prepareRuntime);
	const packed = await progress.step('Building and packing the package', packPackage);
	cleanup.add(packed.dispose);
	const userFolder = await progress.step('Installing the package into n8n', async () => {
		const folder = await (fresh ? throwAwayUserFolder : keptUserFolder)(runtime);
		cleanup.add(folder.dispose);
		await installPackage(packed, folder.path);
		return folder;
	});
	const sandbox = await progress.step('Starting the sandbox', () =>
		startSandbox({
			port: sandboxPort,
			creationDelayMs: CREATION_DELAY,
			templateApprovalMs: TEMPLATE_APPROVAL,
			readings: READINGS,
		}),
	);
	cleanup.add(() => sandbox.close());
	seedDemo(sandbox);
	const n8n = await progress.step(`Starting n8n ${runtime.version}`, () =>
		startN8n({ runtime, userFolder: userFolder.path, port }),
	);
	cleanup.add(n8n.stop);
	const demo = await progress.step('Setting up account, credential and examples', () =>
		setUpDemo(n8n.url, sandbox),
	);
	console.log(welcome(n8n.url, sandbox.url, demo));
	throw new HelpfulError(`n8n ended by itself:\n${await n8n.died}`);
}

async function main(): Promise<void> {
	const cleanup = new Cleanup();
	try {
		const options = readOptions();
		if (!options) {
			console.log(USAGE);
			return;
		}
		endInOrder(async () => {
			console.log('\nStopping …');
			await cleanup.run();
			console.log('Stopped.');
		});
		await start(options, cleanup);
	} catch (error) {
		console.error(`\n${describeForConsole(error)}`);
		await cleanup.run();
		process.exit(1);
	}
}

void main();

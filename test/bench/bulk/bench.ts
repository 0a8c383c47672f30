import { availableParallelism } from 'node:os';
import { installPackage } from '../../n8n/package';
import { createProgress, type Progress } from '../../n8n/progress';
import { throwAwayUserFolder } from '../../n8n/userFolder';
import { startSandbox } from '../../sandbox';
import type { Bench, BenchContext, BenchReport } from '../bench';
import { install, INSTALL_STEPS, type Installation, startInstalled } from '../host';
import { unpackedSize } from '../packageSize';
import type { Engine } from '../options';
import { ofEngine } from '../ofEngine';
import type { Figure } from '../results';
import { CLAIMS } from './claims';
import { describeClaims } from './claimsReport';
import { CONTESTANTS, SEQUENTIAL_PACKAGE } from './contestants';
import { figuresOfCells } from './figures';
import type { MeasuredRun } from './measurement';
import { measureMemory } from './memory/measure';
import { describeMemory, figuresOfMemory } from './memory/report';
import { planRounds } from './plan';
import { describeCells } from './report';
import { runOf } from './runName';
import { Runs } from './runs';
import { measureStart } from './start/measure';
import { describeWeight, figuresOfWeight } from './start/report';
import { describeStops, figuresOfStops } from './stopReport';
import { measureStops } from './stopping';
import { toCells } from './summary';
import type { Task } from './task';
import { TASKS } from './tasks';
import { chooseParts, type Wanted } from './wanted';

/** One part of the report. */
interface Part {
	text: string;
	figures: Record<string, Figure>;
}

/** Where the figures come from. */
interface Conditions {
	n8n: string;
	engine: Engine;
	rounds: number;
	cores: number;
	isQuick: boolean;
}

/** Measures before any other n8n runs: it starts and stops some of its own. */
async function weigh(
	installation: Installation,
	{ options, cleanup }: BenchContext,
	progress: Progress,
): Promise<Part> {
	const { runtime, packed, packageFolder } = installation;
	const newFolder = async () => {
		const folder = await throwAwayUserFolder(runtime);
		cleanup.add(folder.dispose);
		return folder.path;
	};
	return await progress.step('Starting n8n without and with the package', async (report) => {
		const [without, withPackage] = [await newFolder(), await newFolder()];
		await installPackage(packed, withPackage);
		const start = await measureStart(
			{ runtime, without, with: withPackage, packageFolder, isQuick: options.isQuick },
			report,
		);
		const weight = { start, unpackedSize: await unpackedSize() };
		return { text: describeWeight(weight), figures: figuresOfWeight(weight) };
	});
}

async function weighMemory(
	{ packageFolder }: Installation,
	{ options }: BenchContext,
	progress: Progress,
): Promise<Part> {
	return await progress.step('Measuring memory', async (report) => {
		const memory = await measureMemory(packageFolder, options.isQuick, report);
		return { text: describeMemory(memory), figures: figuresOfMemory(memory) };
	});
}

/** Lets n8n and its compiler get used to everyone. */
async function warmUp(runs: Runs, tasks: readonly Task[]): Promise<void> {
	const [first = []] = planRounds({ tasks, rounds: 1, isQuick: true });
	for (const run of first) {
		const { latencyMs, limit } = run.conditions;
		if (latencyMs === 0 && limit === 0) await runs.measure(run);
	}
}

async function measureTasks(
	runs: Runs,
	{ tasks, rounds }: Wanted,
	isQuick: boolean,
	progress: Progress,
): Promise<Part> {
	await progress.step('Warming up', async () => await warmUp(runs, tasks));
	const measured: MeasuredRun[] = [];
	for (const [round, runsOfRound] of planRounds({ tasks, rounds, isQuick }).entries()) {
		await progress.step(`Round ${round + 1} of ${rounds}`, async (report) => {
			for (const run of runsOfRound) {
				const { task, conditions, contestant } = run;
				const limit = conditions.limit === 0 ? '' : `, ${conditions.limit}/s`;
				report(`${task.id}, ${conditions.latencyMs} ms${limit}, ${contestant.title}`);
				measured.push({ run, round, measurement: await runs.measure(run) });
			}
		});
	}
	const cells = toCells(
		measured,
		CONTESTANTS.map(({ id }) => id),
	);
	return { text: describeCells(cells), figures: figuresOfCells(cells) };
}

/** How many steps there are in the n8n that runs. */
function stepsInHost({ tasks, others, rounds }: Wanted): number {
	const start = 2;
	return start + (tasks.length > 0 ? 1 + rounds : 0) + (others.includes('stop') ? 1 : 0);
}

/** Measures what is measured in a running n8n. */
async function measureInHost(
	installation: Installation,
	wanted: Wanted,
	{ options, cleanup }: BenchContext,
	progress: Progress,
): Promise<Part[]> {
	const { tasks, others } = wanted;
	const { engine, isQuick } = options;
	const host = await startInstalled(installation, { engine, progress, cleanup });
	return await host.use(async () => {
		const parts: Part[] = [];
		const sandbox = await startSandbox();
		cleanup.add(() => sandbox.close());
		const stopped = TASKS.find(({ id }) => id === 'messages');
		if (!stopped) throw new Error('There is no task to be stopped');
		const published = others.includes('stop') ? new Set([...tasks, stopped]) : new Set(tasks);
		const runs = await progress.step(
			'Publishing the workflows',
			async () => await Runs.publish(host, sandbox, [...published]),
		);
		if (tasks.length > 0) parts.push(await measureTasks(runs, wanted, isQuick, progress));
		if (others.includes('stop')) {
			const stops = await progress.step(
				'Stopping runs',
				async () => await measureStops(host, runs, sandbox, stopped),
			);
			parts.push({ text: describeStops(stops), figures: figuresOfStops(stops) });
		}
		return parts;
	});
}

function reportOf(parts: readonly Part[], wanted: Wanted, conditions: Conditions): BenchReport {
	const { isQuick, ...told } = conditions;
	const figures: Record<string, Figure> = Object.assign({}, ...parts.map((part) => part.figures));
	const names = [...wanted.tasks.map(({ id }) => id), ...wanted.others];
	const runs = Object.fromEntries(names.map((name) => [runOf(name), { ...told }]));
	// What is claimed is claimed of all the work.
	const claims = isQuick ? [] : [describeClaims(CLAIMS, figures)];
	const text = [...parts.map((part) => part.text), ...claims].join('\n\n');
	return { text, results: ofEngine(told.engine, { runs, figures }) };
}

async function run(context: BenchContext): Promise<BenchReport> {
	const { options, cleanup } = context;
	const wanted = chooseParts(options);
	const { tasks, others, rounds } = wanted;
	const needsHost = tasks.length > 0 || others.includes('stop');
	const beside = others.filter((part) => part !== 'stop').length;
	const steps = INSTALL_STEPS + beside + (needsHost ? stepsInHost(wanted) : 0);
	const progress = createProgress(steps);
	const installation = await install({ packages: [SEQUENTIAL_PACKAGE], progress, cleanup });
	const parts: Part[] = [];
	if (others.includes('start')) parts.push(await weigh(installation, context, progress));
	if (others.includes('memory')) parts.push(await weighMemory(installation, context, progress));
	// What it is about goes to the top of the report.
	if (needsHost) parts.unshift(...(await measureInHost(installation, wanted, context, progress)));
	const { version } = installation.runtime;
	const { engine, isQuick } = options;
	const cores = availableParallelism();
	return reportOf(parts, wanted, { n8n: version, engine, rounds, cores, isQuick });
}

/** How fast this package's node does many things, and what becomes of them, beside what people have without it. */
export const bulkWork: Bench = { title: 'Work in bulk', run };

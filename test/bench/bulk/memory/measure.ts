import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HelpfulError } from '../../../n8n/helpfulError';
import { asObject, type JsonObject, parseJson } from '../../../n8n/json';
import { PROJECT } from '../../../n8n/package';
import { startSandbox } from '../../../sandbox';
import type { Sandbox } from '../../../sandbox/types';
import { APPROVE, LIST_GROUPS, waitingGroups } from '../tasks';
import type { MeasuredMemory, MemoryJob, MemoryReport, MemoryUse } from './memoryUse';

const SIZES = {
	full: { groups: 10_000, approvals: [25_000, 50_000, 100_000] },
	quick: { groups: 2_100, approvals: [500, 1_000, 2_000] },
} as const;
const WARM_UP = 64;
/** So few that keeping them does not slow this process down. */
const REQUESTS_KEPT = 100;

function readUse(text: string): MemoryUse {
	const told = asObject(parseJson(text), 'what the process used');
	const number = (name: keyof MemoryUse) => {
		const value = told[name];
		if (typeof value !== 'number') throw new Error(`The process did not tell ${name}`);
		return value;
	};
	return {
		milliseconds: number('milliseconds'),
		done: number('done'),
		beforeMb: number('beforeMb'),
		highestMb: number('highestMb'),
		keptMb: number('keptMb'),
		highestOfProcessMb: number('highestOfProcessMb'),
	};
}

/** Runs the node in a process of its own, which ends with it. */
async function runInChild(job: MemoryJob): Promise<MemoryUse> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-memory-'));
	try {
		const file = join(folder, 'job.json');
		writeFileSync(file, JSON.stringify(job));
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['--expose-gc', '--import', 'tsx', join(__dirname, 'child.ts'), file],
			// n8n-core reads these once, when it is first required.
			{
				env: {
					...process.env,
					N8N_LOG_LEVEL: 'silent',
					N8N_USER_FOLDER: folder,
					// The package finds n8n-workflow there, which in n8n comes with n8n.
					NODE_PATH: join(PROJECT, 'node_modules'),
				},
			},
		);
		return readUse(stdout.trim().split('\n').at(-1) ?? '');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function withSandbox<T>(maxGroups: number, work: (sandbox: Sandbox) => Promise<T>) {
	const sandbox = await startSandbox({ maxGroups, logSize: REQUESTS_KEPT });
	try {
		return await work(sandbox);
	} finally {
		await sandbox.close();
	}
}

function assertAllDone({ items, done }: MeasuredMemory): void {
	if (done === items) return;
	throw new HelpfulError(`Of ${items} items, ${done} were done`);
}

async function measureIn(
	sandbox: Sandbox,
	items: number,
	job: Omit<MemoryJob, 'api'>,
): Promise<MeasuredMemory> {
	const { url, apiKey } = sandbox;
	const use = await runInChild({ ...job, api: { url, apiKey } });
	const measured = { ...use, items };
	assertAllDone(measured);
	return measured;
}

async function measureList(packageFolder: string, size: number): Promise<MeasuredMemory> {
	return await withSandbox(size, async (sandbox) => {
		sandbox.seedGroups(size);
		const job = { packageFolder, parameters: LIST_GROUPS, warmUp: [], input: [{}] };
		return await measureIn(sandbox, size, job);
	});
}

async function measureApprovals(packageFolder: string, size: number): Promise<MeasuredMemory> {
	const specs = waitingGroups(size + WARM_UP);
	return await withSandbox(specs.length, async (sandbox) => {
		const all = sandbox
			.seedGroups(specs)
			.flatMap(({ id: groupId, pending }) =>
				pending.map(({ id }): JsonObject => ({ groupId, joinRequestId: id })),
			);
		const warmUp = all.splice(0, WARM_UP);
		const job = { packageFolder, parameters: APPROVE, warmUp, input: all };
		const measured = await measureIn(sandbox, size, job);
		const left = sandbox.groups().reduce((total, { pending }) => total + pending.length, 0);
		if (left > 0) throw new HelpfulError(`${left} join requests are still pending`);
		return measured;
	});
}

/**
 * Measures the memory of the node without that of an n8n around it: one process for each number of items.
 *
 * @param packageFolder where the built package is
 */
export async function measureMemory(
	packageFolder: string,
	isQuick: boolean,
	report: (detail: string) => void,
): Promise<MemoryReport> {
	const sizes = isQuick ? SIZES.quick : SIZES.full;
	report(`${sizes.groups} groups`);
	const groups = await measureList(packageFolder, sizes.groups);
	const approvals: MeasuredMemory[] = [];
	for (const size of sizes.approvals) {
		report(`${size} items`);
		approvals.push(await measureApprovals(packageFolder, size));
	}
	return { groups, approvals };
}

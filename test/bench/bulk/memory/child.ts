// Runs this package's node once, in n8n's engine, in a process of its own: its memory is that of nothing else.
// What to do comes in a file, as JSON; what it took is printed as JSON.
import { readFileSync } from 'node:fs';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { outputsOf, startWorkflow } from '../../../helpers/runWorkflow';
import { CREDENTIAL_TYPE } from '../../../n8n/examples';
import { loadBuiltNode, NODE_TYPE } from './builtNode';
import type { MemoryJob, MemoryUse } from './memoryUse';

const SAMPLED_EVERY = 5;
const MB = 1_000_000;
const NODE_NAME = 'Measured';

interface Job extends MemoryJob {
	parameters: INodeParameters;
	warmUp: Array<INodeExecutionData['json']>;
	input: Array<INodeExecutionData['json']>;
}

/** The same for all nodes of a workflow. */
const common = (name: string) => ({ id: name, name, typeVersion: 1, position: [0, 0] as [0, 0] });

function workflowWith({ parameters }: Job) {
	return {
		nodes: [
			{ ...common('Trigger'), type: 'n8n-nodes-base.manualTrigger', parameters: {} },
			{
				...common(NODE_NAME),
				type: NODE_TYPE,
				parameters,
				credentials: { [CREDENTIAL_TYPE]: { id: '1', name: 'Bench' } },
			},
		],
		connections: { Trigger: { main: [[{ node: NODE_NAME, type: 'main' as const, index: 0 }]] } },
	};
}

function toItems(rows: Job['input']): INodeExecutionData[] {
	return rows.map((json) => ({ json }));
}

function collectGarbage(): void {
	if (!globalThis.gc) throw new Error('Start this with --expose-gc');
	globalThis.gc();
}

const used = () => process.memoryUsage();

async function main(file: string): Promise<void> {
	const job: Job = JSON.parse(readFileSync(file, 'utf8'));
	const options = {
		...(await loadBuiltNode(job.packageFolder)),
		workflow: workflowWith(job),
		credentials: { [CREDENTIAL_TYPE]: { apiKey: job.api.apiKey, baseUrl: job.api.url } },
	};
	const run = async (input: INodeExecutionData[]) =>
		await startWorkflow({ ...options, input }).finished;
	// What is loaded and compiled at the first run is not what the items take.
	await run(toItems(job.warmUp));
	const input = toItems(job.input.splice(0));
	collectGarbage();
	const before = used();
	let highest = before.heapUsed;
	const sample = () => {
		highest = Math.max(highest, used().heapUsed);
	};
	const sampling = setInterval(sample, SAMPLED_EVERY);
	const startedAt = performance.now();
	const finished = await run(input);
	const milliseconds = performance.now() - startedAt;
	clearInterval(sampling);
	sample();
	collectGarbage();
	const { error } = finished.data.resultData;
	if (error) throw error;
	const result: MemoryUse = {
		milliseconds,
		done: outputsOf(finished, NODE_NAME)[0]?.length ?? 0,
		beforeMb: before.heapUsed / MB,
		highestMb: highest / MB,
		keptMb: used().heapUsed / MB,
		highestOfProcessMb: (process.resourceUsage().maxRSS * 1_024) / MB,
	};
	console.log(JSON.stringify(result));
}

void main(process.argv[2] ?? '');

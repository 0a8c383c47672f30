import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type INodeExecutionData,
	type IRun,
	type IWorkflowBase,
} from 'n8n-workflow';

import { createAdditionalData, createWorkflow, type EngineOptions } from './engine';

/** A run under way in the engine. */
export interface StartedRun {
	/** Resolves when the run has ended, well or not. */
	finished: Promise<IRun>;
	/** Stops it, as the button in the editor does. */
	cancel: () => void;
}

/** Begins to execute a workflow in this process with n8n's own engine. The first node gets the input. */
export function startWorkflow({
	input = [{ json: {} }],
	...options
}: EngineOptions & { input?: INodeExecutionData[] }): StartedRun {
	const workflow = createWorkflow(options);
	const start = workflow.getStartNode();
	if (!start) throw new Error('The workflow has no start node');
	const base: IWorkflowBase = {
		id: 'test',
		name: 'test',
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		activeVersionId: null,
		...options.workflow,
	};
	const hooks = new ExecutionLifecycleHooks('manual', '1', base);
	const finished = new Promise<IRun>((resolve) =>
		hooks.addHandler('workflowExecuteAfter', (run) => resolve(run)),
	);
	const execution = new WorkflowExecute(
		createAdditionalData(options, { hooks }),
		'manual',
		createRunExecutionData({
			executionData: {
				nodeExecutionStack: [{ node: start, data: { main: [input] }, source: null }],
			},
		}),
	);
	const running = execution.processRunExecutionData(workflow);
	return { finished, cancel: () => running.cancel() };
}

/** Everything a node put on its main outputs. */
export function outputsOf(run: IRun, nodeName: string): Array<INodeExecutionData[] | null> {
	return run.data.resultData.runData[nodeName]?.[0]?.data?.main ?? [];
}

import type { StoredWorkflow } from '../../n8n/answers';
import type { N8nClient } from '../../n8n/client';
import type { JsonObject } from '../../n8n/json';
import type { WorkflowFile } from '../../n8n/workflowFile';
import { executionsOf } from './trigger';
import { chain, MANUAL_TRIGGER } from './workflows';

const DATA_TABLE = { type: 'n8n-nodes-base.dataTable', typeVersion: 1.1 };

const named = (value: unknown) => ({ __rl: true, mode: 'name', value });

async function runOnce(client: N8nClient, file: WorkflowFile) {
	const { id } = await client.importWorkflow(file);
	const { nodes, error } = await client.run(id, MANUAL_TRIGGER);
	if (error) throw new Error(String(error.message));
	return nodes;
}

/** Reads a data table as a workflow does. */
export async function rowsOf(client: N8nClient, tableName: string): Promise<JsonObject[]> {
	const name = `Rows of ${tableName}`;
	const parameters = { dataTableId: named(tableName), returnAll: true };
	const nodes = await runOnce(
		client,
		chain(name, {
			...{ ...DATA_TABLE, name },
			parameters: { resource: 'row', operation: 'get', ...parameters },
		}),
	);
	return nodes[name]?.outputs[0] ?? [];
}

/**
 * Makes the data table that a node of a workflow makes, unless it is there, and adds rows to it.
 *
 * @param maker the name of that node
 */
export async function addRows(
	client: N8nClient,
	{ nodes }: WorkflowFile,
	maker: string,
	rows: readonly JsonObject[],
): Promise<void> {
	const make = nodes.find(({ name }) => name === maker);
	if (!make) throw new Error(`There is no node "${maker}"`);
	const steps = rows.flatMap((row, index) => [
		{
			name: `Row ${index}`,
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify(row) },
		},
		{
			...{ ...DATA_TABLE, name: `Add ${index}` },
			parameters: {
				...{ resource: 'row', operation: 'insert', dataTableId: named(make.parameters.tableName) },
				columns: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] },
				options: {},
			},
		},
	]);
	await runOnce(client, chain(`Rows for ${String(make.parameters.tableName)}`, make, ...steps));
}

/**
 * @param executions how many the workflow will have had
 * @returns all rows, once all executions have ended, which they do without an error
 */
export async function rowsAfter(
	{ client, workflow }: { client: N8nClient; workflow: StoredWorkflow },
	executions: number,
	tableName: string,
): Promise<JsonObject[]> {
	const ended = await executionsOf(client, workflow.id, executions);
	expect(ended.map(({ status }) => status)).toEqual(
		Array.from({ length: executions }, () => 'success'),
	);
	return await rowsOf(client, tableName);
}

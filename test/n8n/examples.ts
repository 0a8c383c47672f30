import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CredentialReference, readWorkflowFile, type WorkflowFile } from './workflowFile';
import { isObject, type JsonObject, parseJson } from './json';
import { PACKAGE_NAME, PROJECT } from './package';

const FOLDER = join(PROJECT, 'examples');

/** The package's credential type. */
export const CREDENTIAL_TYPE = 'dialog360Api';

/** The full name of the package's trigger node. */
export const TRIGGER_TYPE = `${PACKAGE_NAME}.dialog360GroupsTrigger`;

/** The examples' file names. */
export function exampleNames(): string[] {
	return readdirSync(FOLDER)
		.filter((file) => file.endsWith('.json'))
		.sort();
}

/** @param fileName one of `exampleNames()` */
export function readExample(fileName: string): WorkflowFile {
	return readWorkflowFile(parseJson(readFileSync(join(FOLDER, fileName), 'utf8')));
}

/** What a user chooses in the package's nodes after importing an example. */
export interface Choices {
	credential: CredentialReference;
	/** Goes into every group field that was left empty. */
	group: { id: string; subject: string };
}

/** Fills the group in at any depth: the trigger has its groups in a list. */
function chooseGroup(parameters: JsonObject, group: Choices['group']): JsonObject {
	const choose = (key: string, value: unknown): unknown => {
		if (Array.isArray(value)) return value.map((entry: unknown) => choose('', entry));
		if (!isObject(value)) return value;
		if (key !== 'groupId' || value.value !== '') return chooseGroup(value, group);
		return { ...value, value: group.id, cachedResultName: group.subject };
	};
	return Object.fromEntries(
		Object.entries(parameters).map(([key, value]) => [key, choose(key, value)]),
	);
}

/** @returns the workflow with credential and group filled in, in this package's nodes only */
export function fillIn(workflow: WorkflowFile, choices: Choices): WorkflowFile {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type.startsWith(`${PACKAGE_NAME}.`)
				? {
						...node,
						parameters: chooseGroup(node.parameters, choices.group),
						credentials: { [CREDENTIAL_TYPE]: choices.credential },
					}
				: node,
		),
	};
}

/** Whether events start the workflow, which therefore does something only while it is published. */
export function hasTrigger({ nodes }: Pick<WorkflowFile, 'nodes'>): boolean {
	return nodes.some(({ type }) => type === TRIGGER_TYPE);
}

/** @returns the address of a workflow's form while it is published, or undefined without a form */
export function formAddress(workflow: WorkflowFile, n8nUrl: string): string | undefined {
	const form = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	if (!form) return undefined;
	const { options } = form.parameters;
	const path =
		isObject(options) && typeof options.path === 'string' ? options.path : form.webhookId;
	return `${n8nUrl}/form/${String(path)}`;
}

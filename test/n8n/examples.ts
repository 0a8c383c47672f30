import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CredentialReference, readWorkflowFile, type WorkflowFile } from './workflowFile';
import { isObject, parseJson } from './json';
import { PACKAGE_NAME, PROJECT } from './package';

const FOLDER = join(PROJECT, 'examples');

/** The package's credential type. */
export const CREDENTIAL_TYPE = 'dialog360Api';

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

function chooseGroup(parameters: WorkflowFile['nodes'][number]['parameters'], choices: Choices) {
	const { groupId } = parameters;
	if (!isObject(groupId) || groupId.value !== '') return parameters;
	const { id, subject } = choices.group;
	return { ...parameters, groupId: { ...groupId, value: id, cachedResultName: subject } };
}

/** @returns the workflow with credential and group filled in, in this package's nodes only */
export function fillIn(workflow: WorkflowFile, choices: Choices): WorkflowFile {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type.startsWith(`${PACKAGE_NAME}.`)
				? {
						...node,
						parameters: chooseGroup(node.parameters, choices),
						credentials: { [CREDENTIAL_TYPE]: choices.credential },
					}
				: node,
		),
	};
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

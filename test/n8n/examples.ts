import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	type CredentialReference,
	readWorkflowFile,
	type WorkflowFile,
	type WorkflowNode,
} from './workflowFile';
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
	/** Names of approved templates, by the name of the node that sends each. The others stay as they are. */
	templates?: Readonly<Record<string, string>>;
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

/** Fills in the template of a node, and switches the node on if it was off for want of one. */
function chooseTemplate(node: WorkflowNode, templates: Choices['templates'] = {}): WorkflowNode {
	const { [node.name]: value } = templates;
	if (value === undefined) return node;
	const template = { __rl: true, mode: 'id', value };
	return { ...node, disabled: false, parameters: { ...node.parameters, template } };
}

/** @returns the workflow with credential, group and templates filled in, in this package's nodes only */
export function fillIn(workflow: WorkflowFile, choices: Choices): WorkflowFile {
	const { credential, group, templates } = choices;
	const fillInNode = (node: WorkflowNode): WorkflowNode => ({
		...chooseTemplate({ ...node, parameters: chooseGroup(node.parameters, group) }, templates),
		credentials: { [CREDENTIAL_TYPE]: credential },
	});
	const isOurs = ({ type }: WorkflowNode) => type.startsWith(`${PACKAGE_NAME}.`);
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => (isOurs(node) ? fillInNode(node) : node)),
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

import { asArray, asObject, asString, isObject, type JsonObject } from './json';

/** How a node refers to a credential. */
export interface CredentialReference {
	id: string;
	name: string;
}

/** A workflow as n8n exports and imports it. */
export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: JsonObject;
	settings?: JsonObject;
}

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: JsonObject;
	credentials?: Record<string, CredentialReference>;
	[other: string]: unknown;
}

/**
 * @param value an exported workflow
 * @throws UnexpectedAnswer where it is none
 */
export function readWorkflowFile(value: unknown): WorkflowFile {
	const { name, nodes, connections, settings } = asObject(value, 'a workflow');
	return {
		name: asString(name, "a workflow's name"),
		connections: asObject(connections, "a workflow's connections"),
		...(isObject(settings) && { settings }),
		nodes: asArray(nodes, "a workflow's nodes").map((entry) => {
			const node = asObject(entry, 'a node');
			return {
				...node,
				name: asString(node.name, "a node's name"),
				type: asString(node.type, "a node's type"),
				parameters: asObject(node.parameters ?? {}, "a node's parameters"),
				...(isObject(node.credentials) && { credentials: readReferences(node.credentials) }),
			};
		}),
	};
}

function readReferences(credentials: JsonObject): Record<string, CredentialReference> {
	return Object.fromEntries(
		Object.entries(credentials).map(([type, entry]) => {
			const { id, name } = asObject(entry, "a node's credential");
			return [type, { id: asString(id, 'an ID'), name: asString(name, 'a name') }];
		}),
	);
}

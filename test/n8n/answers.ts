import { asObject, asString } from './json';

/** A stored workflow. */
export interface StoredWorkflow {
	id: string;
	name: string;
	versionId: string;
	active: boolean;
}

/** An execution in n8n's list. */
export interface ExecutionEntry {
	id: string;
	status: string;
	/** "webhook" for those of a published workflow, "manual" for tests in the editor. */
	mode: string;
}

/** An entry of a searchable list, such as the group picker. */
export interface ListEntry {
	name: string;
	value: string;
}

export function readWorkflow(value: unknown): StoredWorkflow {
	const { id, name, versionId, active } = asObject(value, 'a workflow');
	return {
		id: asString(id, "a workflow's ID"),
		name: asString(name, "a workflow's name"),
		versionId: asString(versionId, "a workflow's version"),
		active: active === true,
	};
}

export function readExecutionEntry(value: unknown): ExecutionEntry {
	const { id, status, mode } = asObject(value, 'an execution');
	return {
		id: asString(id, "an execution's ID"),
		status: asString(status, "an execution's status"),
		mode: asString(mode, "an execution's mode"),
	};
}

export function readListEntry(value: unknown): ListEntry {
	const { name, value: chosen } = asObject(value, "a list's entry");
	return { name: asString(name, "an entry's name"), value: asString(chosen, "an entry's value") };
}

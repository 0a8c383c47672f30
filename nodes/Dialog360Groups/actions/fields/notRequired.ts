import type { INodeProperties } from 'n8n-workflow';

/**
 * Fields that depend on a choice. Where an expression or an agent makes it, n8n shows the fields of all choices, and
 * would not run the node while one that is not used is empty. So whoever reads them tells what is missing.
 */
export function notRequired(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.map((property) => ({ ...property, required: undefined }));
}

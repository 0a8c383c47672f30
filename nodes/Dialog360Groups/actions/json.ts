import type { IDataObject } from 'n8n-workflow';

/** An output item of a typed value; what is not known is left out. */
export function toJson(value: object): IDataObject {
	return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}

/** One control call, read but not checked. */
export interface Call {
	body: unknown;
	query: Record<string, unknown>;
	/** Out: a parameter of the path. */
	param(name: string): string;
}

/** Does what the call asks; what it returns is the JSON answer, `undefined` is none. */
export type Action = (call: Call) => unknown;

/** Actions by method and path below `/_sandbox`, such as `GET /groups/:groupId`. */
export type Actions = Record<string, Action>;

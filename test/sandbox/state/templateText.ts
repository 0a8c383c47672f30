const variable = /\{\{\s*(\w+)\s*\}\}/g;

/** Out: the variables of a text, each once, in the order in which they appear, without braces. */
export function variablesOf(text: string): string[] {
	return [...new Set([...text.matchAll(variable)].map(([, name = '']) => name))];
}

/** Whether variables are told apart by their names, and not by their places. */
export function areNamed(variables: readonly string[]): boolean {
	return variables.some((name) => !/^\d+$/.test(name));
}

/** In: a text and the value of each variable. Out: the text without variables. */
export function fillIn(text: string, values: ReadonlyMap<string, string>): string {
	return text.replace(variable, (_whole, name: string) => values.get(name) ?? '');
}

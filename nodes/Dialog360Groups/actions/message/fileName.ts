const LONGEST_NAME = 200;

/**
 * A file name as the recipient may see it: without folders, without characters that systems don't allow in names,
 * and without those that make a name read as another one (control and direction marks).
 *
 * @returns `undefined` when nothing is left
 */
export function safeFileName(name: string): string | undefined {
	const clean = name
		.replace(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, '')
		.replace(/^.*[\\/]/, '')
		.replace(/["*:<>?|]/g, '_')
		.replace(/^[\s.]+|[\s.]+$/g, '');
	return shorten(clean) || undefined;
}

/** Keeps the ending, which says what can open the file. */
function shorten(name: string): string {
	const characters = [...name];
	if (characters.length <= LONGEST_NAME) return name;
	const [ending = ''] = /\.[^.]{1,10}$/.exec(name) ?? [];
	return characters.slice(0, LONGEST_NAME - [...ending].length).join('') + ending;
}

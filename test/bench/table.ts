/** How a column is shown. */
export interface Column {
	title: string;
	/** Numbers are read best from the right. Default: left. */
	align?: 'left' | 'right';
}

/**
 * @param columns from left to right
 * @param rows one text per column
 * @returns the table as lines, as wide as its texts need, without spaces at the lines' ends
 */
export function formatTable(
	columns: readonly Column[],
	rows: ReadonlyArray<readonly string[]>,
): string {
	const widths = columns.map(({ title }, index) =>
		Math.max(title.length, ...rows.map((row) => row[index]?.length ?? 0)),
	);
	const line = (texts: readonly string[]) =>
		columns
			.map(({ align }, index) => {
				const text = texts[index] ?? '';
				const width = widths[index] ?? 0;
				return align === 'right' ? text.padStart(width) : text.padEnd(width);
			})
			.join('  ')
			.trimEnd();
	const rule = line(widths.map((width) => '-'.repeat(width)));
	return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n');
}

/** A table whose first column is a text and whose others are numbers. */
export function formatNumbers(
	titles: readonly string[],
	rows: ReadonlyArray<readonly string[]>,
): string {
	const columns = titles.map(
		(title, index): Column => ({ title, align: index === 0 ? 'left' : 'right' }),
	);
	return formatTable(columns, rows);
}

/** @returns a number without its fraction */
export const whole = (value: number) => value.toFixed(0);

/** @returns milliseconds as seconds, with two digits after the point */
export const seconds = (milliseconds: number) => (milliseconds / 1_000).toFixed(2);

/** One bar, with its name on the left and what it says on the right. */
export interface Bar {
	label: string;
	/** Not negative. */
	value: number;
	text: string;
	/** Whether it is the one that the chart is about. */
	isOurs?: boolean;
}

/** Bars that are compared with each other. */
export interface Panel {
	title: string;
	subtitle: string;
	bars: readonly Bar[];
}

export interface Chart {
	/** For those who can't see it. */
	description: string;
	panels: readonly Panel[];
}

export interface Theme {
	text: string;
	muted: string;
	ours: string;
	others: string;
}

/** GitHub's own colours of text, and a green that is read on both. The background is the page's. */
export const THEMES = {
	light: { text: '#1f2328', muted: '#59636e', ours: '#128c6e', others: '#b6bec8' },
	dark: { text: '#f0f6fc', muted: '#9198a1', ours: '#2dba91', others: '#59636e' },
} as const satisfies Record<string, Theme>;

const WIDTH = 760;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const LABELS = 232;
const LONGEST_BAR = 330;
const SHORTEST_BAR = 2;
const ROW = 30;
const BAR = 18;
const HEAD = 58;
const GAP = 26;

const escaped = (text: string) =>
	text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const short = (value: number) => String(Number(value.toFixed(1)));

function text(
	x: number,
	y: number,
	size: number,
	fill: string,
	content: string,
	more = '',
): string {
	const place = `x="${short(x)}" y="${short(y)}" font-size="${size}" fill="${fill}"${more}`;
	return `<text ${place}>${escaped(content)}</text>`;
}

function drawBar(bar: Bar, top: number, highest: number, theme: Theme): string[] {
	const length = highest > 0 ? (bar.value / highest) * LONGEST_BAR : 0;
	const width = Math.max(SHORTEST_BAR, length);
	const baseline = top + BAR - 4.5;
	const weight = bar.isOurs === true ? ' font-weight="600"' : '';
	const fill = bar.isOurs === true ? theme.ours : theme.others;
	const place = `x="${LABELS}" y="${short(top)}" width="${short(width)}" height="${BAR}"`;
	return [
		text(LABELS - 10, baseline, 14, theme.text, bar.label, ` text-anchor="end"${weight}`),
		`<rect ${place} rx="2" fill="${fill}"/>`,
		text(LABELS + width + 8, baseline, 14, theme.text, bar.text, weight),
	];
}

const heightOf = ({ bars }: Panel) => HEAD + bars.length * ROW;

function drawPanel({ title, subtitle, bars }: Panel, top: number, theme: Theme): string[] {
	const highest = Math.max(...bars.map(({ value }) => value));
	return [
		text(0, top + 18, 16, theme.text, title, ' font-weight="600"'),
		text(0, top + 39, 13, theme.muted, subtitle),
		...bars.flatMap((bar, index) => drawBar(bar, top + HEAD + index * ROW, highest, theme)),
	];
}

/** @returns the chart as an SVG file that needs nothing from elsewhere */
export function drawChart({ description, panels }: Chart, theme: Theme): string {
	let top = 0;
	const parts = panels.flatMap((panel) => {
		const drawn = drawPanel(panel, top, theme);
		top += heightOf(panel) + GAP;
		return drawn;
	});
	const height = Math.max(0, top - GAP);
	const size = `width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${FONT}" role="img">`,
		`<title>${escaped(description)}</title>`,
		...parts,
		'</svg>\n',
	].join('\n');
}

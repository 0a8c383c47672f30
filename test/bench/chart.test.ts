import { type Chart, drawChart, THEMES } from './chart';

const chart: Chart = {
	description: 'Ours & theirs',
	panels: [
		{
			title: 'Speed <of both>',
			subtitle: 'More is "better"',
			bars: [
				{ label: 'ours', value: 10, text: '10 ×', isOurs: true },
				{ label: 'theirs', value: 5, text: '5 ×' },
				{ label: 'nobody', value: 0, text: 'none' },
			],
		},
		{ title: 'Nothing', subtitle: '', bars: [{ label: 'empty', value: 0, text: '0' }] },
	],
};

const bars = (svg: string) =>
	[...svg.matchAll(/<rect x="\d+" y="([\d.]+)" width="([\d.]+)"[^>]*fill="([^"]+)"/g)].map(
		([, y, width, fill]) => ({ y: Number(y), width: Number(width), fill }),
	);

it('draws bars as long as their values, ours in another colour', () => {
	const [ours, theirs, nobody] = bars(drawChart(chart, THEMES.light));

	expect(theirs?.width).toBe((ours?.width ?? 0) / 2);
	expect(nobody?.width).toBeGreaterThan(0);
	expect(ours?.fill).toBe(THEMES.light.ours);
	expect(theirs?.fill).toBe(THEMES.light.others);
});

it('puts everything below one another, within the picture', () => {
	const svg = drawChart(chart, THEMES.light);
	const height = Number(/viewBox="0 0 760 (\d+)"/.exec(svg)?.[1]);
	const tops = bars(svg).map(({ y }) => y);

	expect(tops).toEqual([...tops].sort((a, b) => a - b));
	expect(new Set(tops).size).toBe(tops.length);
	expect(Math.max(...tops)).toBeLessThan(height - 18);
});

it('writes any text as text, and needs nothing from elsewhere', () => {
	const svg = drawChart(chart, THEMES.dark);

	expect(svg).toContain('<title>Ours &#38; theirs</title>');
	expect(svg).toContain('>Speed &#60;of both&#62;<');
	expect(svg).not.toMatch(/href|url\(|<script|<style/);
	expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
});

it('is the same in light and dark but for its colours', () => {
	const drawn = (['light', 'dark'] as const).map((theme) =>
		drawChart(chart, THEMES[theme]).replace(/#[0-9a-f]{6}/g, '#'),
	);

	expect(drawn[0]).toBe(drawn[1]);
});

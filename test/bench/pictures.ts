import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PROJECT } from '../n8n/package';
import { drawBulk, pictureOfBulk } from './bulk/picture';
import { THEMES } from './chart';
import { readFigures } from './results';

/** The folder of the README's pictures. */
const PICTURES = join('examples', 'pictures');

/** @returns the name of the file with the chart of the bulk bench */
export const fileOfBulk = (theme: keyof typeof THEMES) =>
	theme === 'light' ? 'bulk.svg' : `bulk.${theme}.svg`;

/**
 * Draws what the README shows, from the figures: into its folder where the figures belong to the repository, otherwise
 * beside them.
 *
 * @param results path of the figures in the checkout, as `writeResults` gives it
 * @returns paths in the checkout of what was drawn; nothing where figures are missing
 */
export function drawPictures(results: string): string[] {
	const picture = pictureOfBulk(readFigures(readFileSync(join(PROJECT, results), 'utf8')));
	if (!picture) return [];
	const folder = results.startsWith('test') ? PICTURES : dirname(results);
	mkdirSync(join(PROJECT, folder), { recursive: true });
	return (['light', 'dark'] as const).map((theme) => {
		const path = join(folder, fileOfBulk(theme));
		writeFileSync(join(PROJECT, path), drawBulk(picture, THEMES[theme]));
		return path;
	});
}

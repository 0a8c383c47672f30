import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../n8n/package';
import { THEMES } from '../chart';
import { fileOfBulk } from '../pictures';
import { readFigures } from '../results';
import { bound, CLAIMS, holds, MISSED } from './claims';
import { drawBulk, pictureOfBulk } from './picture';

const committed = () => readFigures(readFileSync(join(__dirname, '..', 'results.json'), 'utf8'));

describe('the figures in the repository', () => {
	it.each(CLAIMS.map((claim) => [claim.text, claim] as const))('show: %s', (_, claim) => {
		const { [claim.figure]: figure } = committed();
		if (!figure) throw new Error(`${claim.figure} is missing`);
		const shown = holds(claim, figure) ? 'holds' : `is ${figure.value}, not ${bound(claim)}`;
		if (MISSED.includes(claim.figure)) expect(shown).not.toBe('holds');
		else expect(shown).toBe('holds');
	});

	it.each(['light', 'dark'] as const)('are those of the picture, %s', (theme) => {
		const picture = pictureOfBulk(committed());
		if (!picture) throw new Error('The picture has no figures');
		const file = join(PROJECT, 'examples', 'pictures', fileOfBulk(theme));
		expect(readFileSync(file, 'utf8')).toBe(drawBulk(picture, THEMES[theme]));
	});
});

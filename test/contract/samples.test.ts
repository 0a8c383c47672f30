import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { violations } from './schemas';

const folder = join(__dirname, 'samples');
const files = readdirSync(folder);

describe('the documented webhooks', () => {
	it('are there', () => {
		expect(files).toHaveLength(18);
	});

	it.each(files)('%s obeys the schema of webhooks', (file) => {
		const payload: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));

		expect(violations('webhook', payload)).toEqual([]);
	});
});

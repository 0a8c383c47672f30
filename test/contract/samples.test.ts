import { sample, sampleNames } from './samples';
import { violations } from './schemas';

describe('the documented webhooks', () => {
	it('are there', () => {
		expect(sampleNames).toHaveLength(27);
	});

	it.each(sampleNames)('%s obeys the schema of webhooks', (name) => {
		expect(violations('webhook', sample(name))).toEqual([]);
	});
});

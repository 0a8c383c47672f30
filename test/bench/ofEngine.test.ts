import { ofEngine } from './ofEngine';

const results = {
	runs: { 'bulk, gets': { engine: 'legacy' } },
	figures: { 'bulk.gets.0ms.ours.lost': { run: 'bulk, gets', value: 0, lowest: 0 } },
};

it('leaves the results of the default engine as they are', () => {
	expect(ofEngine('default', results)).toEqual(results);
});

it('keeps those of the legacy engine apart', () => {
	expect(ofEngine('legacy', results)).toEqual({
		runs: { 'bulk, gets, legacy engine': { engine: 'legacy' } },
		figures: {
			'bulk.gets.0ms.ours.lost.legacyEngine': {
				...{ run: 'bulk, gets, legacy engine', value: 0, lowest: 0 },
			},
		},
	});
});

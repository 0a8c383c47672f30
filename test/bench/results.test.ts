import { mergeResults, readFigures, type Results } from './results';

const measured: Results = {
	runs: { webhooks: { n8n: '2.41.1' } },
	figures: {
		'trigger.accepted': { run: 'webhooks', value: 2.34567, lowest: 0.0123456, highest: 1234.5 },
		'plain.accepted': { run: 'webhooks', value: 1 },
	},
};

it('writes figures by name, as precise as they can be', () => {
	expect(mergeResults(undefined, measured)).toBe(`{
	"runs": {
		"webhooks": {
			"n8n": "2.41.1"
		}
	},
	"figures": {
		"plain.accepted": {
			"run": "webhooks",
			"value": 1
		},
		"trigger.accepted": {
			"run": "webhooks",
			"value": 2.35,
			"lowest": 0.0123,
			"highest": 1230
		}
	}
}
`);
});

it('replaces a run with all its figures and keeps other runs', () => {
	const stored = mergeResults(undefined, {
		runs: { webhooks: { n8n: '1.0.0' }, other: { n8n: '1.0.0' } },
		figures: {
			'trigger.gone': { run: 'webhooks', value: 5 },
			'plain.accepted': { run: 'webhooks', value: 7 },
			'other.figure': { run: 'other', value: 3 },
		},
	});

	const merged: unknown = JSON.parse(mergeResults(stored, measured));

	expect(merged).toEqual({
		runs: { other: { n8n: '1.0.0' }, webhooks: { n8n: '2.41.1' } },
		figures: {
			'other.figure': { run: 'other', value: 3 },
			'plain.accepted': { run: 'webhooks', value: 1 },
			'trigger.accepted': { run: 'webhooks', value: 2.35, lowest: 0.0123, highest: 1230 },
		},
	});
});

it('does not overwrite a file that is something else', () => {
	expect(() => mergeResults('[]', measured)).toThrow('results');
});

it('reads back the figures it wrote', () => {
	expect(readFigures(mergeResults(undefined, measured))).toEqual({
		'plain.accepted': { run: 'webhooks', value: 1 },
		'trigger.accepted': { run: 'webhooks', value: 2.35, lowest: 0.0123, highest: 1230 },
	});
});

it.each([
	['{"figures":{"a":{"run":"r"}}}', 'no value'],
	['{"figures":{"a":{"value":1}}}', 'run'],
	['[]', 'results'],
])('reads no figures from %s', (stored, reason) => {
	expect(() => readFigures(stored)).toThrow(reason);
});

import { figuresOfCells } from './figures';
import { toCells } from './summary';
import { EVERYONE, measuredRun, type Told } from './testRuns';

const figuresOf = (...told: Told[]) => figuresOfCells(toCells(told.map(measuredRun), EVERYONE));

it('names ratios to the others, and what nobody’s speed decides', () => {
	const figures = figuresOf(
		{ who: 'ours', latencyMs: 150, nodeMs: 500, calls: 125 },
		{ who: 'httpRequest', latencyMs: 150, nodeMs: 1_500 },
		{ who: 'sequential', latencyMs: 150, nodeMs: 150_000, sample: 100, calls: 100 },
	);

	const run = 'bulk, approvals';
	expect(figures).toEqual({
		'bulk.approvals.150ms.ours.lost': { run, value: 0 },
		'bulk.approvals.150ms.ours.calls': { run, value: 125 },
		'bulk.approvals.150ms.httpRequest.lost': { run, value: 0 },
		'bulk.approvals.150ms.ours.vs.httpRequest.speed': { run, value: 3, lowest: 3, highest: 3 },
		'bulk.approvals.150ms.ours.vs.httpRequest.calls': { run, value: 0.125 },
		'bulk.approvals.150ms.sequential.lost': { run, value: 0 },
		'bulk.approvals.150ms.ours.vs.sequential.speed': {
			...{ run, value: 300, lowest: 300, highest: 300 },
		},
	});
});

it('says under a limit what was lost, used and refused, and compares no times', () => {
	const where = { task: 'messages', limit: 80 };
	const figures = figuresOf(
		{ ...where, who: 'ours', calls: 500, refused: 10, limitUsed: 0.95, disordered: 0 },
		{ ...where, who: 'httpRequest', lost: 420, disordered: 2 },
	);

	const run = 'bulk, messages';
	expect(figures).toEqual({
		'bulk.messages.0ms.limit80.ours.lost': { run, value: 0 },
		'bulk.messages.0ms.limit80.ours.calls': { run, value: 500 },
		'bulk.messages.0ms.limit80.ours.disordered': { run, value: 0 },
		'bulk.messages.0ms.limit80.ours.limitUsed': { run, value: 0.95 },
		'bulk.messages.0ms.limit80.ours.refused': { run, value: 10 },
		'bulk.messages.0ms.limit80.ours.refusedShare': { run, value: 0.02 },
		'bulk.messages.0ms.limit80.httpRequest.lost': { run, value: 420 },
		'bulk.messages.0ms.limit80.httpRequest.disordered': { run, value: 2 },
	});
});

it('has no figures of a cell without this package', () => {
	expect(figuresOf({ who: 'httpRequest' })).toEqual({});
});

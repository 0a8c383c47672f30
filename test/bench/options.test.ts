import { readOptions, USAGE } from './options';

const DEFAULT = {
	benches: ['webhooks', 'bulk'],
	requests: 100,
	engine: 'default',
	isQuick: false,
};

it.each([
	[[], DEFAULT],
	[['--engine', 'legacy'], { ...DEFAULT, requests: 500, engine: 'legacy' }],
	[
		['--engine', 'legacy', '--requests', '20', '--rounds', '1'],
		{ ...DEFAULT, requests: 20, rounds: 1, engine: 'legacy' },
	],
	[['bulk'], { ...DEFAULT, benches: ['bulk'] }],
	[['bulk', 'webhooks', '--rounds', '2'], { ...DEFAULT, rounds: 2 }],
	[['webhooks', '--only', 'A,C'], { ...DEFAULT, benches: ['webhooks'], only: ['A', 'C'] }],
	[['--only', 'gets, stop', 'bulk'], { ...DEFAULT, benches: ['bulk'], only: ['GETS', 'STOP'] }],
	[['--quick'], { ...DEFAULT, requests: 20, rounds: 1, isQuick: true }],
	[
		['--quick', '--rounds', '2', '--requests', '7'],
		{ ...DEFAULT, requests: 7, rounds: 2, isQuick: true },
	],
	[['--help'], undefined],
])('reads %j', (args, expected) => {
	expect(readOptions(args)).toEqual(expected);
});

it.each([
	[['--requests', '0'], '--requests'],
	[['--requests', 'many'], '--requests'],
	[['--rounds', '1.5'], '--rounds'],
	[['--engine', 'fast'], '--engine'],
	[['--speed', '1'], USAGE],
	[['A'], USAGE],
	[['--only', 'A'], 'which bench'],
])('refuses %j and says why', (args, reason) => {
	expect(() => readOptions(args)).toThrow(reason);
});

it('shows the defaults in its usage', () => {
	expect(USAGE).toContain('(100;');
	expect(USAGE).toContain('(webhooks: 5, bulk: 3)');
});

import { readOptions, USAGE } from './options';

it.each([
	[[], { requests: 100, rounds: 5, engine: 'default' }],
	[['--engine', 'legacy'], { requests: 500, rounds: 5, engine: 'legacy' }],
	[
		['--engine', 'legacy', '--requests', '20', '--rounds', '1'],
		{ requests: 20, rounds: 1, engine: 'legacy' },
	],
	[['--only', 'A,C'], { requests: 100, rounds: 5, engine: 'default', only: ['A', 'C'] }],
	[['--only', 'a, b'], { requests: 100, rounds: 5, engine: 'default', only: ['A', 'B'] }],
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
])('refuses %j and says why', (args, reason) => {
	expect(() => readOptions(args)).toThrow(reason);
});

it('shows the defaults in its usage', () => {
	expect(USAGE).toContain('(100;');
	expect(USAGE).toContain('(5)');
});

import { readExecution, unflatten } from './executionResult';

/** The reverse, as n8n writes it. */
function flatten(root: unknown): string {
	const pool: unknown[] = [];
	const add = (value: unknown): unknown => {
		if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value;
		const index = pool.push(value) - 1;
		if (Array.isArray(value)) pool[index] = value.map(add);
		else if (typeof value === 'object') {
			pool[index] = Object.fromEntries(
				Object.entries(value).map(([key, entry]) => [key, add(entry)]),
			);
		}
		return String(index);
	};
	add(root);
	return JSON.stringify(pool);
}

it.each([
	[{ a: 'b', list: [1, 'two', null, { three: true }], empty: {} }],
	[[['nested', ['deeper']], '0']],
])('reads back %j', (value) => {
	expect(unflatten(flatten(value))).toEqual(value);
});

it('survives an object that contains itself', () => {
	const read = unflatten('[{"self":"0","name":"1"},"round"]');

	expect(read).toHaveProperty('self.self.name', 'round');
});

it('tells what each node put out, and what stopped the run', () => {
	const execution = readExecution(
		'7',
		'error',
		flatten({
			resultData: {
				error: { message: 'No such group' },
				runData: {
					Start: [{ data: { main: [[{ json: { n: 1 } }]] } }],
					Approve: [{ data: { main: [[], [{ json: { error: 'nobody' } }]] } }],
					Broken: [{ error: { message: 'No such group' } }],
				},
			},
		}),
	);

	expect(execution).toEqual({
		id: '7',
		status: 'error',
		error: { message: 'No such group' },
		nodes: {
			Start: { outputs: [[{ n: 1 }]] },
			Approve: { outputs: [[], [{ error: 'nobody' }]] },
			Broken: { outputs: [], error: { message: 'No such group' } },
		},
	});
});

import { planRounds } from './plan';
import { TASKS } from './tasks';

const rounds = planRounds({ tasks: TASKS, rounds: 3, isQuick: false });

const names = (round: number) =>
	(rounds[round] ?? []).map(
		({ task, conditions: { latencyMs, limit }, contestant }) =>
			`${task.id} ${latencyMs} ${limit} ${contestant.id}`,
	);

it('measures this package and HTTP Request with every task under all conditions', () => {
	const conditions = ['0 0', '150 0', '0 20', '150 20', '0 80', '150 80'];
	const limited = ['approvals', 'gets', 'messages'].flatMap((task) =>
		conditions.map((condition) => `${task} ${condition}`),
	);
	const cells = [...limited, 'groups 0 0', 'groups 150 0'];
	const both = cells.flatMap((cell) => [`${cell} ours`, `${cell} httpRequest`]);

	expect(
		names(0)
			.filter((name) => / (ours|httpRequest)$/.test(name))
			.sort(),
	).toEqual(both.sort());
});

it('measures the others where they have something to tell', () => {
	const others = names(0).filter((name) => /^approvals .* (batchOfOne|sequential)$/.test(name));

	expect(others.sort()).toEqual(
		[
			'approvals 0 0 batchOfOne',
			'approvals 150 0 batchOfOne',
			'approvals 0 0 sequential',
			'approvals 150 0 sequential',
			'approvals 0 20 sequential',
			'approvals 0 80 sequential',
		].sort(),
	);
});

it('measures what takes minutes once, and everything else in every round', () => {
	expect(names(1).every((name) => / 0 (ours|httpRequest|sequential)$/.test(name))).toBe(true);
	expect(names(1)).not.toContain('gets 150 0 sequential');
	expect(names(1)).toContain('gets 0 0 sequential');
	expect(names(2).sort()).toEqual(names(1).sort());
});

it('lets all do the same work after one another, and another one begin each time', () => {
	const cell = (round: number) => names(round).filter((name) => name.startsWith('gets 0 0 '));
	const placed = names(1).map((name) => name.replace(/ \w+$/, ''));

	expect(new Set([cell(0), cell(1), cell(2)].map(([first]) => first)).size).toBe(3);
	expect(placed.filter((name, index) => name !== placed[index - 1])).toHaveLength(
		new Set(placed).size,
	);
});

it('scales down what only takes longer with more items', () => {
	const gets = (rounds[0] ?? []).filter(
		({ task, conditions }) =>
			task.id === 'gets' && conditions.latencyMs === 150 && conditions.limit === 0,
	);
	const told = gets.map(({ contestant, sample, size }) => [
		contestant.id,
		sample,
		contestant.scale(1_000, sample, size),
	]);

	expect(told.sort()).toEqual(
		[
			['ours', 1_000, 1_000],
			['httpRequest', 1_000, 1_000],
			// The interval is between the items.
			['batchOfOne', 6, 199_800],
			['sequential', 100, 10_000],
		].sort(),
	);
});

it('is small when it is to be quick', () => {
	const [quick = []] = planRounds({ tasks: TASKS, rounds: 1, isQuick: true });

	expect(quick.length).toBe(names(0).length);
	for (const { task, size, sample } of quick) {
		expect(size).toBe(task.size.quick);
		expect(sample).toBeLessThanOrEqual(size);
	}
});

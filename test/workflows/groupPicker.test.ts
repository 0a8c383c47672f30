import { searchGroups } from '../../nodes/Dialog360Groups/methods/listSearch';
import { panelOf } from '../helpers/groupsNode';
import { useSandbox } from '../helpers/useSandbox';

const sandbox = useSandbox();

const panel = () =>
	panelOf({ api: sandbox(), parameters: { resource: 'group', operation: 'get' } });

describe('the picker among 10,000 groups', () => {
	const wanted = 'Sourdough Club';

	beforeEach(() => {
		sandbox().seedGroups(9_000);
		sandbox().addGroup({ subject: wanted, createdAt: 1_755_548_801 });
		sandbox().seedGroups(999);
	});

	it.each(['sourdough', 'DOUGH C', ' club '])(
		'finds one by %j, a part of its name',
		async (part) => {
			const { results } = await searchGroups.call(panel(), part);
			const group = sandbox()
				.groups()
				.find(({ subject }) => subject === wanted);
			expect(results).toEqual([
				{ name: wanted, value: group?.id, description: 'Created 2025-08-18' },
			]);
			expect(sandbox().requests.count()).toBe(10);
		},
	);

	it('shows them page by page when it is scrolled', async () => {
		const shown: unknown[] = [];
		let token: unknown;
		do {
			const page = await searchGroups.call(
				panel(),
				undefined,
				typeof token === 'string' ? token : undefined,
			);
			shown.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(shown).toEqual(
			sandbox()
				.groups()
				.map(({ id }) => id),
		);
	});
});

import fc from 'fast-check';

import { createGroupLister } from '../../../nodes/Dialog360Groups/creation/groupLister';
import { fakeClient, ok, refusal } from '../api/support/fakeClient';
import { advance, finish, useVirtualTime } from '../api/support/virtualTime';

useVirtualTime();

/** A list whose only group has the time at which the reading began as its subject. */
function timedList(ms: number | ((index: number) => number)) {
	return fakeClient(async (_, index) => {
		const begunAt = Date.now();
		const took = typeof ms === 'number' ? ms : ms(index);
		await new Promise((resolve) => setTimeout(resolve, took));
		return ok({ data: { groups: [{ id: 'g', subject: begunAt }] } });
	});
}

describe('a group lister', () => {
	it('shares the reading that follows among all who ask during one', async () => {
		const client = timedList(1_000);
		const lister = createGroupLister(client);
		const start = Date.now();
		const first = lister.list();
		await advance(500);
		const others = [lister.list(), lister.list(), lister.list()];
		const [one, ...rest] = await finish(Promise.all([first, ...others]));
		expect(one).toEqual([{ groupId: 'g', subject: String(start) }]);
		for (const reading of rest) {
			expect(reading).toEqual([{ groupId: 'g', subject: String(start + 1_000) }]);
		}
		expect(client.calls).toHaveLength(2);
	});

	it('reads anew for everybody who asks after the end', async () => {
		const client = timedList(10);
		const lister = createGroupLister(client);
		await finish(lister.list());
		await finish(lister.list());
		expect(client.calls).toHaveLength(2);
	});

	it('reads all pages', async () => {
		const client = fakeClient(({ query }) =>
			ok({
				data: { groups: [{ id: query?.after === undefined ? 'g1' : 'g2' }] },
				paging: query?.after === undefined ? { cursors: { after: 'x' }, next: 'https://x' } : {},
			}),
		);
		const groups = await createGroupLister(client).list();
		expect(groups.map(({ groupId }) => groupId)).toEqual(['g1', 'g2']);
	});

	it('reads again after a reading that did not end well, which only its own callers feel', async () => {
		const client = fakeClient(async (_, index) => {
			await new Promise((resolve) => setTimeout(resolve, 100));
			if (index === 0) throw refusal({ httpStatus: 401 });
			return ok({ data: { groups: [] } });
		});
		const lister = createGroupLister(client);
		const ends = await finish(Promise.allSettled([lister.list(), lister.list(), lister.list()]));
		expect(ends.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
		await expect(finish(lister.list())).resolves.toEqual([]);
	});

	it('never gives a reading that began before the call, and one reading runs at a time', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(300), { minLength: 1, maxLength: 12 }),
				fc.array(fc.nat(200), { minLength: 1, maxLength: 5 }),
				async (gaps, durations) => {
					const client = timedList((index) => durations[index % durations.length] ?? 0);
					const lister = createGroupLister(client);
					const asked: Array<Promise<{ askedAt: number; begunAt: number }>> = [];
					for (const gap of gaps) {
						await advance(gap);
						const askedAt = Date.now();
						asked.push(
							lister.list().then(([group]) => ({ askedAt, begunAt: Number(group?.subject) })),
						);
					}
					for (const { askedAt, begunAt } of await finish(Promise.all(asked))) {
						expect(begunAt).toBeGreaterThanOrEqual(askedAt);
					}
					expect(client.calls.length).toBeLessThanOrEqual(gaps.length);
				},
			),
			{ numRuns: 60 },
		);
	});
});

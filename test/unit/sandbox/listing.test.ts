import { clientOf } from '../../contract/client';
import { startSandbox } from '../../sandbox';
import { ada, ben, codeOf, dmitri, useSandbox } from './support';

const used = useSandbox();

interface Row {
	id: string;
	subject: string;
}

async function page(params: object = {}) {
	const { data } = await used.client.get('/groups', { params });
	const rows: Row[] = data.data.groups;
	return { subjects: rows.map((row) => row.subject), paging: data.paging };
}

function names(from: number, to: number): string[] {
	return Array.from({ length: to - from + 1 }, (_, index) => `Group ${from + index}`);
}

describe('listing groups', () => {
	it('gives 25 in the order of their creation unless told otherwise', async () => {
		used.sandbox.seedGroups(30);

		expect((await page()).subjects).toEqual(names(1, 25));
	});

	it('says nothing of paging when there are no groups', async () => {
		expect(await page()).toEqual({ subjects: [], paging: undefined });
	});

	it('goes forward and backward by cursor', async () => {
		used.sandbox.seedGroups(7);

		const first = await page({ limit: 3 });
		const second = await page({ limit: 3, after: first.paging.cursors.after });
		const third = await page({ limit: 3, after: second.paging.cursors.after });
		const back = await page({ limit: 2, before: third.paging.cursors.before });
		const beyond = await page({ limit: 3, after: third.paging.cursors.after });

		expect([first, second, third, back, beyond].map(({ subjects }) => subjects)).toEqual([
			names(1, 3),
			names(4, 6),
			names(7, 7),
			names(5, 6),
			[],
		]);
	});

	it('has links to Graph exactly where there is more', async () => {
		used.sandbox.seedGroups(6);

		const first = await page({ limit: 2 });
		const second = await page({ limit: 2, after: first.paging.cursors.after });
		const third = await page({ limit: 2, after: second.paging.cursors.after });

		expect(Object.keys(first.paging)).toEqual(['cursors', 'next']);
		expect(Object.keys(second.paging)).toEqual(['cursors', 'previous', 'next']);
		expect(Object.keys(third.paging)).toEqual(['cursors', 'previous']);
		expect(new URL(first.paging.next).host).toBe('graph.facebook.com');
		expect(new URL(first.paging.next).searchParams.get('after')).toBe(first.paging.cursors.after);
	});

	it('may have no links, and may end without a cursor', async () => {
		used.sandbox.seedGroups(3);
		used.sandbox.readings.listNext = 'absent';
		used.sandbox.readings.afterOnLastPage = 'absent';

		const first = await page({ limit: 2 });
		const last = await page({ limit: 2, after: first.paging.cursors.after });

		expect(Object.keys(first.paging)).toEqual(['cursors']);
		expect(Object.keys(last.paging)).toEqual(['cursors']);
		expect(Object.keys(last.paging.cursors)).toEqual(['before']);
	});

	it('stays right when groups go away between two pages', async () => {
		const groups = used.sandbox.seedGroups(6);
		const { paging } = await page({ limit: 3 });
		for (const index of [0, 2, 3]) await used.client.delete(`/groups/${groups[index]?.id}`);

		expect((await page({ limit: 3, after: paging.cursors.after })).subjects).toEqual(names(5, 6));
	});

	it.each(['0', '1025', '-1', '2.5', 'all', ''])('refuses the limit "%s"', async (limit) => {
		const response = await used.client.get('/groups', { params: { limit } });

		expect([response.status, codeOf(response)]).toEqual([400, 100]);
	});

	it('refuses a cursor it never gave out', async () => {
		const response = await used.client.get('/groups', { params: { after: 'MTIz' } });

		expect([response.status, codeOf(response)]).toEqual([400, 131059]);
	});

	it('refuses a cursor that was made to expire', async () => {
		used.sandbox.seedGroups(3);
		const { paging } = await page({ limit: 2 });
		used.sandbox.expireCursors();

		const { after } = paging.cursors;
		expect(codeOf(await used.client.get('/groups', { params: { after } }))).toBe(131059);
	});

	it('refuses a cursor whose time is over', async () => {
		const hasty = await startSandbox({ cursorLifetimeMs: 0 });
		hasty.seedGroups(3);
		const { data } = await clientOf(hasty).get('/groups', { params: { limit: 2 } });

		const { after } = data.paging.cursors;
		expect(codeOf(await clientOf(hasty).get('/groups', { params: { after } }))).toBe(131059);
		await hasty.close();
	});

	it('lists 10,000 groups in 10 pages', async () => {
		used.sandbox.seedGroups(10_000);

		const seen: string[] = [];
		let after: string | undefined;
		let more = true;
		while (more) {
			const { subjects, paging } = await page({ limit: 1024, after });
			seen.push(...subjects);
			after = paging.cursors.after;
			more = 'next' in paging;
		}

		expect(seen).toEqual(names(1, 10_000));
		expect(used.sandbox.requests.count({ method: 'GET', path: '/groups' })).toBe(10);
	});
});

describe('group info', () => {
	async function info(id: string, fields?: string) {
		return (await used.client.get(`/groups/${id}`, { params: { fields } })).data;
	}

	it('is the id alone without fields', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Quiet' });

		expect(await info(id)).toEqual({ messaging_product: 'whatsapp', id });
	});

	it('has every field that is asked for', async () => {
		const { id } = used.sandbox.addGroup({
			subject: 'Watches',
			description: 'Tick',
			members: [ada, dmitri],
			createdAt: 1755548801,
		});

		expect(
			await info(
				id,
				'subject,description,participants,join_approval_mode,suspended,creation_timestamp,total_participant_count',
			),
		).toEqual({
			messaging_product: 'whatsapp',
			id,
			subject: 'Watches',
			description: 'Tick',
			participants: [
				{ wa_id: ada.waId },
				{ wa_id: dmitri.waId, user_id: dmitri.userId, username: dmitri.username },
			],
			join_approval_mode: 'approval_required',
			suspended: false,
			creation_timestamp: 1755548801,
			total_participant_count: 2,
		});
	});

	it('leaves out a description that is not set', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Plain' });

		expect(await info(id, 'description')).not.toHaveProperty('description');
	});

	it('refuses fields that do not exist', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Plain' });

		for (const field of ['invite_link', 'picture', 'constructor']) {
			const response = await used.client.get(`/groups/${id}`, { params: { fields: field } });
			expect([response.status, codeOf(response)]).toEqual([400, 100]);
		}
	});

	it('may quote booleans and numbers', async () => {
		used.sandbox.readings.groupInfoScalars = 'quoted';
		const { id } = used.sandbox.addGroup({
			subject: 'Quoted',
			members: [ben],
			createdAt: 1755548801,
		});

		expect(await info(id, 'suspended,creation_timestamp,total_participant_count')).toMatchObject({
			suspended: 'false',
			creation_timestamp: '1755548801',
			total_participant_count: '1',
		});
	});

	it('may hide the number of people with a username, and of nobody else', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Hidden', members: [ada, dmitri] });
		const { userId: user_id, username } = dmitri;

		used.sandbox.readings.usernameWaId = 'empty';
		expect((await info(id, 'participants')).participants).toEqual([
			{ wa_id: ada.waId },
			{ wa_id: '', user_id, username },
		]);
		used.sandbox.readings.usernameWaId = 'absent';
		expect((await info(id, 'participants')).participants).toEqual([
			{ wa_id: ada.waId },
			{ user_id, username },
		]);
	});
});

import type { IBinaryData } from 'n8n-workflow';

import type { ItemRun } from '../../../../nodes/Dialog360Groups/actions/forEachItem';
import { itemParameters } from '../../../../nodes/Dialog360Groups/actions/itemParameters';
import { uploaderOf } from '../../../../nodes/Dialog360Groups/actions/message/uploads';
import type { ApiClient } from '../../../../nodes/Dialog360Groups/api/client';
import type { MediaKind } from '../../../../nodes/Dialog360Groups/api/media';
import { binaryOf, jpegOf } from '../../../helpers/pictures';
import { always, executeContext } from '../../api/support/context';
import { fakeClient, ok, refusal } from '../../api/support/fakeClient';

const inItem = binaryOf(jpegOf(8, 8));

/** A file that n8n keeps outside of the item, under this ID. */
const outside = (id: string): IBinaryData => ({ ...inItem, data: 'filesystem-v2', id });

/** An API that gives each upload an ID of its own. */
const counting = () => fakeClient((_, index) => ok({ id: `media ${index}` }));

/** The items of a run, each with a file in 'data'; `reads` are the items whose file was read. */
function runWith(files: IBinaryData[], client: ApiClient) {
	const { context } = executeContext(always({ statusCode: 200 }), {
		input: files.map((data) => ({ json: {}, binary: { data } })),
	});
	const reads: number[] = [];
	context.helpers.getBinaryDataBuffer = async (itemIndex) => {
		reads.push(itemIndex);
		return jpegOf(8, 8);
	};
	const runs = files.map(
		(_, index): ItemRun => ({ client, parameters: itemParameters(context, index), context }),
	);
	return { runs, reads };
}

const uploadAll = async (runs: ItemRun[], kind: MediaKind = 'image') =>
	await Promise.allSettled(
		runs.map(async (run) => await uploaderOf(run)(kind, 'data', 'Input Data Field Name')),
	);

describe('the same file in many items', () => {
	it.each([
		['in the items', () => inItem, 2],
		['outside of them, under one ID', () => outside('a'), 2],
		['outside of them, each under its own ID', (_: unknown, n: number) => outside(`${n}`), 51],
	])('%s is uploaded once', async (_name, fileOf, mostReads) => {
		const client = counting();
		const { runs, reads } = runWith(Array.from({ length: 50 }, fileOf), client);
		const ends = await uploadAll(runs);
		expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1);
		expect(ends[0]).toEqual({
			status: 'fulfilled',
			value: { mediaId: 'media 0', fileName: 'picture.jpg' },
		});
		expect(client.calls).toHaveLength(1);
		expect(reads.length).toBeLessThanOrEqual(mostReads);
	});

	it('is uploaded once also when the items come one after the other', async () => {
		const client = counting();
		const { runs } = runWith([inItem, inItem, inItem], client);
		for (const run of runs) await uploadAll([run]);
		expect(client.calls).toHaveLength(1);
	});

	it('that is refused is refused for all of them at once', async () => {
		const client = fakeClient(() => {
			throw refusal({ code: 131053 });
		});
		const ends = await uploadAll(runWith([inItem, inItem, inItem], client).runs);
		expect(ends).toMatchObject([1, 2, 3].map(() => ({ reason: { failure: { code: 131053 } } })));
		expect(client.calls).toHaveLength(1);
	});

	it('is uploaded anew in another run', async () => {
		const clients = [counting(), counting()];
		for (const client of clients) await uploadAll(runWith([inItem], client).runs);
		expect(clients.map(({ calls }) => calls.length)).toEqual([1, 1]);
	});
});

describe('large files', () => {
	const MB = 1024 * 1024;

	it.each([
		['small ones side by side', MB, 8],
		['large ones one after the other, since each fills the memory', 50 * MB, 1],
	])('%s', async (_, bytes, most) => {
		const { runs } = runWith(
			Array.from({ length: 8 }, (_item, n) => ({
				...outside(`${n}`),
				bytes,
				fileName: `${n}.jpg`,
			})),
			counting(),
		);
		let now = 0;
		let peak = 0;
		for (const { context } of runs) {
			context.helpers.getBinaryDataBuffer = async () => {
				peak = Math.max(peak, ++now);
				await Promise.resolve();
				now--;
				return jpegOf(8, 8);
			};
		}
		const ends = await uploadAll(runs, 'document');
		expect(ends.map(({ status }) => status)).not.toContain('rejected');
		expect(peak).toBe(most);
	});

	it('that are too large are not even read', async () => {
		const client = counting();
		const { runs, reads } = runWith([{ ...outside('a'), bytes: 6 * MB }], client);
		const [end] = await uploadAll(runs);
		expect(end).toMatchObject({ reason: { message: expect.stringContaining('too large') } });
		expect([reads.length, client.calls.length]).toEqual([0, 0]);
	});

	it('are judged by what is in the item, not by a size that was true before a change', async () => {
		const [end] = await uploadAll(runWith([{ ...inItem, bytes: 6 * MB }], counting()).runs);
		expect(end?.status).toBe('fulfilled');
	});
});

it.each<[string, Partial<IBinaryData>]>([
	['another name', { fileName: 'other.jpg' }],
	['another type', { mimeType: 'image/jpg' }],
])('a file of %s is another one', async (_name, change) => {
	const client = counting();
	const ends = await uploadAll(runWith([inItem, { ...inItem, ...change }], client).runs);
	expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
	expect(client.calls).toHaveLength(2);
});

it.each<[Partial<IBinaryData>, string, string | undefined]>([
	[{ fileName: '../a".jpg' }, 'a_.jpg', 'a_.jpg'],
	[{ fileName: undefined, fileExtension: 'jpg' }, 'file.jpg', undefined],
	[{ fileName: undefined }, 'file', undefined],
])('a file called %j is sent as %s', async (change, partName, fileName) => {
	const client = counting();
	const [end] = await uploadAll(runWith([{ ...inItem, ...change }], client).runs);
	expect(end).toEqual({ status: 'fulfilled', value: { mediaId: 'media 0', fileName } });
	expect(client.calls[0]?.form?.().get('file')).toMatchObject({ name: partName });
});

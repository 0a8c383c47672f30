import { createHash } from 'node:crypto';
import { jpeg, type PictureForm, sendPicture } from '../../contract/client';
import type { Group } from '../../sandbox/types';
import { codeOf, groupIn, need, useSandbox } from './support';

const used = useSandbox();
const messaging_product = 'whatsapp';
let group: Group;

beforeEach(() => {
	group = used.sandbox.addGroup({ subject: 'Old', description: 'Old text' });
});

function now(): Group {
	return need(used.sandbox.group(group.id));
}

function told(): Record<string, unknown> {
	return groupIn(need(used.sandbox.webhooks.last()).payload);
}

async function update(body: object) {
	return await used.client.post(`/groups/${group.id}`, { messaging_product, ...body });
}

async function picture(form: PictureForm) {
	return await sendPicture(used.client, group.id, form);
}

describe('updating the texts of a group', () => {
	it('changes what is sent and tells of that alone', async () => {
		const { data } = await update({ subject: ' New ' });

		expect(data).toEqual({ success: true });
		expect(now()).toMatchObject({ subject: 'New', description: 'Old text' });
		expect(told()).toEqual({
			timestamp: expect.any(String),
			group_id: group.id,
			type: 'group_settings_update',
			request_id: expect.any(String),
			group_subject: { text: 'New', update_successful: true },
		});
	});

	it('clears the description with an empty one, or refuses that', async () => {
		used.sandbox.readings.emptyDescription = 'refused';
		expect(codeOf(await update({ description: '' }))).toBe(100);
		expect(now().description).toBe('Old text');

		used.sandbox.readings.emptyDescription = 'clears';
		expect((await update({ description: '' })).status).toBe(200);
		expect(now().description).toBeUndefined();
	});

	it('never changes how people get in', async () => {
		await update({ subject: 'New', join_approval_mode: 'auto_approve' });

		expect(now().joinApprovalMode).toBe('approval_required');
	});

	it.each([
		['an empty subject', { subject: '  ' }],
		['a subject of 129 characters', { subject: 's'.repeat(129) }],
		['a description of 2,049 characters', { description: 'd'.repeat(2049) }],
		['nothing to change', {}],
		['only what cannot be changed', { join_approval_mode: 'auto_approve' }],
		['a picture that is a path', { profile_picture_file: '/tmp/picture.jpg' }],
		['no messaging_product', { messaging_product: undefined, subject: 'New' }],
	])('refuses %s', async (_name, body) => {
		const response = await update(body);

		expect([response.status, codeOf(response)]).toEqual([400, 100]);
		expect(now()).toEqual(group);
		expect(used.sandbox.webhooks.count()).toBe(0);
	});

	it('can be told to fail in part, and tells which part', async () => {
		used.sandbox.failNextUpdate(1, ['description']);

		await update({ subject: 'New', description: 'New text' });

		expect(now()).toMatchObject({ subject: 'New', description: 'Old text' });
		expect(told()).toMatchObject({
			group_subject: { text: 'New', update_successful: true },
			group_description: { text: 'New text', update_successful: false, errors: [{ code: 131000 }] },
			errors: [{ code: 131201 }],
		});
	});

	it('can be told to fail altogether', async () => {
		used.sandbox.failNextUpdate();

		await update({ subject: 'New', description: 'New text' });

		expect(now()).toEqual(group);
		expect(told()).toMatchObject({
			group_subject: { update_successful: false },
			group_description: { update_successful: false },
			errors: [{ code: 131000 }],
		});
	});

	it.each([
		['success_true', { success: true }],
		['success_string', { success: 'true' }],
		['request_id', { messaging_product, request_id: expect.any(String) }],
		['empty', ''],
	] as const)('answers as the reading %s says', async (reading, body) => {
		used.sandbox.readings.writeAnswer = reading;

		expect((await update({ subject: 'New' })).data).toEqual(body);
		expect((await used.client.delete(`/groups/${group.id}`)).data).toEqual(body);
	});

	it('carries the request id of the answer in the webhook', async () => {
		used.sandbox.readings.writeAnswer = 'request_id';

		const { data } = await update({ subject: 'New' });

		expect(told().request_id).toBe(data.request_id);
	});
});

describe('updating the picture of a group', () => {
	it('keeps its measure and tells its hash', async () => {
		const bytes = jpeg(200);
		const sha256 = createHash('sha256').update(bytes).digest('hex');

		const { status } = await picture({ bytes });

		expect(status).toBe(200);
		expect(now().picture).toEqual({
			mimeType: 'image/jpeg',
			sha256,
			bytes: bytes.length,
			width: 200,
			height: 200,
		});
		expect(told().profile_picture).toEqual({
			mime_type: 'image/jpeg',
			sha256,
			update_successful: true,
		});
		expect(told()).not.toHaveProperty('group_subject');
	});

	it.each([
		['file', 'file', true],
		['file', 'profile_picture_file', false],
		['profile_picture_file', 'file', false],
		['profile_picture_file', 'profile_picture_file', true],
		['both', 'file', true],
		['both', 'profile_picture_file', true],
	] as const)('with the reading %s, the part %s is taken: %s', async (reading, part, taken) => {
		used.sandbox.readings.picturePart = reading;

		const { status } = await picture({ bytes: jpeg(200), part });

		expect(status).toBe(taken ? 200 : 400);
		expect(now().picture !== undefined).toBe(taken);
	});

	it('lets texts ride along, or does not', async () => {
		await picture({ bytes: jpeg(200), subject: 'Along' });
		expect(now()).toMatchObject({ subject: 'Along', picture: { width: 200 } });

		used.sandbox.readings.textWithPicture = 'refused';
		expect(codeOf(await picture({ bytes: jpeg(200), subject: 'Again' }))).toBe(100);
		expect(now().subject).toBe('Along');
	});

	const faults: Array<[string, PictureForm, number]> = [
		['a PNG', { bytes: Buffer.from('89504e470d0a1a0a', 'hex'), type: 'image/png' }, 131053],
		['a PNG that says it is a JPEG', { bytes: Buffer.from('89504e470d0a1a0a', 'hex') }, 131053],
		['a JPEG that says it is a PNG', { bytes: jpeg(200), type: 'image/png' }, 131053],
		['a JPEG cut in half', { bytes: jpeg(200).subarray(0, 400) }, 131053],
		[
			'a JPEG above 5 MB',
			{ bytes: Buffer.concat([jpeg(200), Buffer.alloc(5 * 1024 * 1024)]) },
			131053,
		],
		['an oblong picture', { bytes: jpeg(200, 201) }, 131209],
		['a picture of 191 px', { bytes: jpeg(191) }, 131210],
	];

	it.each(faults)('refuses %s at once', async (_name, form, code) => {
		const response = await picture(form);

		expect([response.status, codeOf(response)]).toEqual([400, code]);
		expect(now()).toEqual(group);
		expect(used.sandbox.webhooks.count()).toBe(0);
	});

	it.each(faults)('may refuse %s by webhook', async (_name, form, code) => {
		used.sandbox.readings.pictureFaults = 'webhook';

		const { status } = await picture(form);

		expect(status).toBe(200);
		expect(now()).toEqual(group);
		expect(told()).toMatchObject({
			profile_picture: { update_successful: false, errors: [{ code }] },
			errors: [{ code }],
		});
	});

	it('takes 192 px, unless the minimum is read as "greater than 192"', async () => {
		expect((await picture({ bytes: jpeg(192) })).status).toBe(200);

		used.sandbox.readings.pictureMinimum = '193';
		expect(codeOf(await picture({ bytes: jpeg(192) }))).toBe(131210);
		expect((await picture({ bytes: jpeg(193) })).status).toBe(200);
	});

	it('needs messaging_product', async () => {
		expect(codeOf(await picture({ bytes: jpeg(200), messagingProduct: 'sms' }))).toBe(100);
	});
});

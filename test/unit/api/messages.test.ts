import { explain } from '../../../nodes/Dialog360Groups/api/explain';
import { remedyForCode } from '../../../nodes/Dialog360Groups/api/errorCodes';
import { pinMessage, sendMessage, unpinMessage } from '../../../nodes/Dialog360Groups/api/messages';
import { failureOf } from './support/failures';
import { clientSaying } from './support/fakeClient';
import { faultsOfWords } from './support/words';

const group = { type: 'group', groupId: 'g' } as const;
const person = { type: 'individual', phoneNumber: '+12025550111' } as const;
const text = { type: 'text', content: { body: 'Hi', preview_url: false } } as const;

describe('sending', () => {
	it.each([
		[
			group,
			text,
			undefined,
			{ recipient_type: 'group', to: 'g', type: 'text', text: text.content },
		],
		[
			person,
			{ type: 'image', content: { id: '1', caption: 'Look' } } as const,
			'wamid.q',
			{
				recipient_type: 'individual',
				to: '+12025550111',
				context: { message_id: 'wamid.q' },
				type: 'image',
				image: { id: '1', caption: 'Look' },
			},
		],
	])('to %j of %j, in answer to %j', async (recipient, body, replyTo, expected) => {
		const client = clientSaying({ messages: [{ id: 'wamid.1' }] });
		await sendMessage(client, recipient, body, replyTo === undefined ? {} : { replyTo });
		expect(client.calls).toEqual([
			{
				method: 'POST',
				path: ['messages'],
				doubt: 'this message may have been sent',
				json: { messaging_product: 'whatsapp', ...expected },
			},
		]);
	});

	it.each([
		[{ messages: [{ id: 'wamid.1' }] }, { messageId: 'wamid.1' }],
		[
			{
				contacts: [{ input: '+52 1 55 1234 5678', wa_id: '525512345678' }],
				messages: [{ id: 'wamid.1', message_status: 'held_for_quality_assessment' }],
			},
			{
				messageId: 'wamid.1',
				waId: '525512345678',
				status: 'held_for_quality_assessment',
			},
		],
		[{ contacts: [{ wa_id: '' }], messages: [{ id: 'wamid.1' }] }, { messageId: 'wamid.1' }],
	])('reads %j as %j', async (body, sent) => {
		expect(await sendMessage(clientSaying(body), person, text)).toEqual(sent);
	});

	it('takes the ID of a group for nobody’s WhatsApp ID', async () => {
		const body = { contacts: [{ input: 'g', wa_id: 'g' }], messages: [{ id: 'wamid.1' }] };
		expect(await sendMessage(clientSaying(body), group, text)).toEqual({ messageId: 'wamid.1' });
	});

	it.each([[{}], [{ messages: [] }], [{ messages: [{ id: '' }] }], [{ messages: 'wamid.1' }]])(
		'leaves open after %j whether it was sent',
		async (body) => {
			const failure = await failureOf(sendMessage(clientSaying(body), group, text));
			expect(failure).toMatchObject({ kind: 'interrupted', isWrite: true });
			expect(explain(failure).message).toBe(
				'The answer was lost, so this message may have been sent',
			);
		},
	);
});

describe('pinning', () => {
	it('names the message, and for how many days', async () => {
		const body = { messages: [{ id: 'wamid.pin' }] };
		const client = clientSaying(body, body);
		expect(await pinMessage(client, 'g', 'wamid.1', 4)).toEqual({ messageId: 'wamid.pin' });
		await unpinMessage(client, 'g', 'wamid.1');
		const json = {
			messaging_product: 'whatsapp',
			recipient_type: 'group',
			to: 'g',
			type: 'pin',
		};
		expect(client.calls).toEqual([
			{
				method: 'POST',
				path: ['messages'],
				doubt: 'this message may have been pinned',
				json: { ...json, pin: { type: 'pin', message_id: 'wamid.1', expiration_days: 4 } },
			},
			{
				method: 'POST',
				path: ['messages'],
				doubt: 'this message may have been unpinned',
				json: { ...json, pin: { type: 'unpin', message_id: 'wamid.1' } },
			},
		]);
	});
});

it.each([
	130472, 130497, 130501, 131005, 131008, 131009, 131016, 131020, 131021, 131026, 131031, 131037,
	131042, 131045, 131047, 131049, 131050, 131051, 131052, 131053, 131057, 132000, 132001, 132005,
	132007, 132012, 132015, 132016, 132018, 132068, 132069, 133010,
])('code %i, which messages meet, is explained', (code) => {
	const remedy = remedyForCode(code);
	expect(remedy && faultsOfWords(remedy)).toEqual([]);
	expect(remedy?.message.length).toBeLessThan(110);
});

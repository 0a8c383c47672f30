import { receiverOf } from '../../../nodes/Dialog360Groups/webhook/receiver';
import type { Home, Receiver } from '../../../nodes/Dialog360Groups/webhook/receiver';
import { GIVEN_UP } from '../../../nodes/Dialog360Groups/webhook/ownWebhook';
import { WEBHOOK_HEADER, secretOf } from '../../../nodes/Dialog360Groups/webhook/secrets';
import type { Purpose } from '../../../nodes/Dialog360Groups/webhook/secrets';

const home: Home = { origin: 'https://n8n.example.org', instanceId: 'here', apiKey: 'key' };
const triggerId = '6f1a4c9e-0d5b-4c7e-9a57-3f2f3e1b7a10';
const url = `${home.origin}/webhook/${triggerId}/webhook`;
const testUrl = `${home.origin}/webhook-test/${triggerId}/webhook`;
const moved = `https://old.example.org/webhook/${triggerId}/webhook`;
const secret = (purpose: Purpose, more: Partial<Home> = {}): Record<string, string> => ({
	[WEBHOOK_HEADER]: secretOf({ ...home, triggerId, purpose, ...more }),
});

it.each<[string, string, Record<string, string>, Partial<Home>, Receiver]>([
	['a published trigger', url, secret('production'), {}, 'thisN8n'],
	['its listening', testUrl, secret('test'), {}, 'thisN8nTest'],
	['its listening at another path', url, secret('test'), {}, 'thisN8nTest'],
	['an address of before', moved, secret('production'), {}, 'thisN8nMoved'],
	['an older API key', url, secret('production', { apiKey: 'old' }), {}, 'thisN8nUnlocked'],
	[
		'a copy of n8n at this address',
		url,
		secret('production', { instanceId: 'x' }),
		{},
		'thisN8nUnlocked',
	],
	['another n8n', moved, secret('production', { instanceId: 'x' }), {}, 'otherN8n'],
	['no header', url, {}, {}, 'thisN8nUnlocked'],
	['no header, but signed, its listening', testUrl, {}, { signingSecret: 's' }, 'thisN8nTest'],
	['no header, but signed', url, {}, { signingSecret: 's' }, 'thisN8nByHand'],
	['by hand', url, { 'x-n8n-webhook-secret': 's' }, { webhookSecret: 's' }, 'thisN8nByHand'],
	[
		'its listening, by hand',
		testUrl,
		{ [WEBHOOK_HEADER]: 's' },
		{ webhookSecret: 's' },
		'thisN8nTest',
	],
	[
		'by hand with another text',
		url,
		{ [WEBHOOK_HEADER]: 's' },
		{ webhookSecret: 't' },
		'thisN8nUnlocked',
	],
	['another system', 'https://crm.example.com/', {}, {}, 'otherSystem'],
	['no web address', 'nonsense', {}, {}, 'otherSystem'],
	['given up', url, { [WEBHOOK_HEADER]: GIVEN_UP }, {}, 'nobody'],
])('%s', (_name, address, headers, more, receiver) => {
	expect(receiverOf({ url: address, headers }, { ...home, ...more })).toBe(receiver);
});

it('nothing registered', () => {
	expect(receiverOf(undefined, home)).toBe('nobody');
});

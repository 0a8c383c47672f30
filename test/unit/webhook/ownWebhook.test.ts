import type { Webhook } from '../../../nodes/Dialog360Groups/api/webhooks';
import { WEBHOOK_HEADER, fingerprint } from '../../../nodes/Dialog360Groups/webhook/secrets';
import type { Owner } from '../../../nodes/Dialog360Groups/webhook/secrets';
import {
	isOwnDestination,
	ownWebhook,
	ownershipOf,
} from '../../../nodes/Dialog360Groups/webhook/ownWebhook';

const OWNER: Owner = {
	apiKey: 'key',
	instanceId: 'this n8n',
	triggerId: 'trigger',
	purpose: 'production',
};
const URL = 'https://n8n.example.org/webhook/trigger/webhook';
const own = ownWebhook(URL, OWNER, [fingerprint('an earlier secret')]);
const listening = ownWebhook(URL, { ...OWNER, purpose: 'test' }, []);

const at = (url: string, secret?: string, name = WEBHOOK_HEADER): Webhook => ({
	url,
	headers: secret === undefined ? {} : { 'X-Other': 'x', [name]: secret },
});

describe('whose a registered webhook is', () => {
	it.each([
		['nobody', undefined],
		['ours', at(URL, own.secret)],
		['ours', at(URL, own.secret, WEBHOOK_HEADER.toLowerCase())],
		['oursElsewhere', at('https://old.example.org/webhook/trigger/webhook', own.secret)],
		['oursStale', at(URL)],
		['oursStale', at(URL, 'another secret')],
		['oursStale', at(URL, 'an earlier secret')],
		['oursElsewhere', at('https://old.example.org/x', 'an earlier secret')],
		['nobody', at(URL, 'given-up')],
		['nobody', at('https://n8n.example.org/webhook/other/webhook', 'given-up')],
		['listener', at('https://n8n.example.org/webhook-test/other/webhook', 'of another trigger')],
		['sibling', at('https://other.example.org/webhook-test/other/webhook', 'of another trigger')],
		['twin', at(`${URL}-test`, listening.secret)],
		['sibling', at('https://n8n.example.org/webhook/other/webhook', 'of another trigger')],
		['foreign', at('https://crm.example.com/hook')],
		['foreign', at(`${URL}/more`)],
	])('%s: %j', (ownership, registered) => {
		expect(ownershipOf(registered, own)).toBe(ownership);
	});

	it('the published workflow is the twin of its own test, and the other way round', () => {
		const testUrl = 'https://n8n.example.org/webhook-test/trigger/webhook';
		const test = ownWebhook(testUrl, { ...OWNER, purpose: 'test' }, []);
		expect(ownershipOf(own, test)).toBe('twin');
		expect(ownershipOf(test, own)).toBe('twin');
	});
});

describe('extra destinations', () => {
	it('are recognised by name, also after the header was lost and n8n has moved', () => {
		const moved = { ...at('https://old.example.org/x'), name: own.name };
		expect(isOwnDestination(moved, own)).toBe(true);
		expect(isOwnDestination({ ...moved, name: 'n8n' }, own)).toBe(false);
	});

	it('have names that differ between triggers, copies in another n8n, and tests', () => {
		const names = [
			OWNER,
			{ ...OWNER, triggerId: 'other' },
			{ ...OWNER, instanceId: 'staging' },
			{ ...OWNER, purpose: 'test' } as const,
		].map((owner) => ownWebhook(URL, owner, []).name);
		expect(new Set(names).size).toBe(4);
		for (const name of names) expect(name).toMatch(/^n8n-[a-f0-9]{12}-(production|test)$/);
	});
});

import fc from 'fast-check';

import { findByPhone } from '../../../../nodes/Dialog360Groups/actions/joinRequest/findByPhone';
import type { JoinRequest } from '../../../../nodes/Dialog360Groups/api/joinRequests';
import { InputError } from '../../../../nodes/Dialog360Groups/explainedError';

const ben: JoinRequest = { joinRequestId: 'ben', waId: '491711234567' };
const ana: JoinRequest = { joinRequestId: 'ana', waId: '551187654321' };
const hidden: JoinRequest = { joinRequestId: 'hidden', userId: 'DE.1', username: '@hidden' };
const luz: JoinRequest = { joinRequestId: 'luz', waId: '5215512345678' };

/** Pending requests that note how many of them were read. */
function pending(...requests: JoinRequest[]) {
	const read: string[] = [];
	async function* each() {
		for (const request of requests) {
			read.push(request.joinRequestId);
			yield request;
		}
	}
	return { read, requests: each() };
}

const wantedOf = (phoneNumbers: string[], defaultCountry?: string) => ({
	phoneNumbers,
	defaultCountry,
});

describe('finding people who asked to join', () => {
	it('by numbers as people write them, with variants of WhatsApp', async () => {
		const { requests } = pending(hidden, luz, ana, ben);
		const wanted = [
			wantedOf(['+49 (0) 171 123-45 67']),
			wantedOf(['(11) 98765-4321'], 'BR'),
			wantedOf(['044 55 1234 5678'], 'MX'),
		];
		const find = await findByPhone(requests, wanted);
		expect(find('+49 (0) 171 123-45 67')).toEqual({ request: ben });
		expect(find('(11) 98765-4321', 'BR')).toEqual({ request: ana });
		expect(find('044 55 1234 5678', 'MX')).toEqual({ request: luz });
	});

	it('stops reading as soon as all are found', async () => {
		const { requests, read } = pending(hidden, ben, ana, luz);
		const find = await findByPhone(requests, [wantedOf(['0171 1234567', '+49171 1234567'], 'DE')]);
		expect(read).toEqual(['hidden', 'ben']);
		expect(find('0171 1234567', 'DE')).toEqual({ request: ben });
	});

	it('reads to the end while somebody is missing', async () => {
		const { requests, read } = pending(ben, ana, luz);
		await findByPhone(requests, [wantedOf(['+49 171 1234567']), wantedOf(['+49 171 7654321'])]);
		expect(read).toEqual(['ben', 'ana', 'luz']);
	});

	it.each([
		['nobody is wanted', []],
		['nothing can be read', [wantedOf(['', 'no number'])]],
		['the country is unknown', [wantedOf(['0171 1234567'], 'XX')]],
	])('reads nothing when %s', async (_, wanted) => {
		const { requests, read } = pending(ben);
		await findByPhone(requests, wanted);
		expect(read).toEqual([]);
	});

	it('takes requests that are at hand, too', async () => {
		const find = await findByPhone([ben, ana], [wantedOf(['+49 171 1234567'])]);
		expect(find('+49 171 1234567')).toEqual({ request: ben });
	});

	it.each([
		['+49 171 7654321', undefined, /Nobody with the number '\+49 171 7654321' is waiting/],
		['', 'DE', /empty/],
		['no number', 'DE', /'no number' is not a phone number/],
		['0171 1234567', undefined, /country code/],
		['+49 1', undefined, /too short/],
		['+4917112345678901234', undefined, /too long/],
		['0171 1234567 ext. 5', 'DE', /not a phone number/],
		['0171 1234567', 'XX', /'Default Country'/],
	])('says why %j (%s) finds nobody', async (typed, country, message) => {
		const find = await findByPhone([ben], [wantedOf([typed], country)]);
		const found = find(typed, country);
		if (!('error' in found)) throw new Error('Somebody was found');
		expect(found.error).toBeInstanceOf(InputError);
		expect(found.error.message).toMatch(message);
		expect(found.error.howToFix).not.toBe('');
	});

	it('never guesses between two people whom a number can mean', async () => {
		const national: JoinRequest = { joinRequestId: 'leer', waId: '49491711234567' };
		const { requests, read } = pending(ben, ana, national);
		const find = await findByPhone(requests, [wantedOf(['491711234567'], 'DE')]);
		expect(find('491711234567', 'DE')).toMatchObject({
			error: { message: expect.stringContaining('more than one person') },
		});
		expect(read).toHaveLength(3);
	});

	it('prefers the account with exactly this number to one with a variant of it', async () => {
		const withNine: JoinRequest = { joinRequestId: 'ana again', waId: '5511987654321' };
		const { requests } = pending(ana, ben, withNine);
		const find = await findByPhone(requests, [wantedOf(['(11) 98765-4321'], 'BR')]);
		expect(find('(11) 98765-4321', 'BR')).toEqual({ request: withNine });
	});

	it('finds exactly the one who was meant, whoever else is waiting', async () => {
		const waIds = fc.uniqueArray(
			fc.integer({ min: 1_500_0000000, max: 1_799_9999999 }).map((number) => `49${number}`),
			{ minLength: 1, maxLength: 12 },
		);
		await fc.assert(
			fc.asyncProperty(waIds, fc.nat(), fc.nat(), async (all, first, second) => {
				const requests = all.map((waId): JoinRequest => ({ joinRequestId: `id ${waId}`, waId }));
				const wanted = [first, second].map((pick) => all[pick % all.length] ?? '');
				const list = pending(...requests);
				const find = await findByPhone(list.requests, [
					wantedOf(
						wanted.map((waId) => `0${waId.slice(2)}`),
						'DE',
					),
				]);
				for (const waId of wanted) {
					expect(find(`+${waId}`)).toEqual({ request: { joinRequestId: `id ${waId}`, waId } });
				}
				const last = Math.max(...wanted.map((waId) => all.indexOf(waId)));
				expect(list.read).toHaveLength(last + 1);
			}),
		);
	});
});

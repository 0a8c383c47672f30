import type { JoinRequest } from '../../api/joinRequests';
import { InputError } from '../../explainedError';
import { createPhoneIndex, readPhoneNumber } from '../../phone';
import { phoneError } from '../fields/phoneNumbers';

interface WantedNumbers {
	phoneNumbers: readonly string[];
	defaultCountry?: string;
}

/** The pending request of the person with this number, or why it can't be told. */
export type FindByPhone = (
	typed: string,
	defaultCountry?: string,
) => { request: JoinRequest } | { error: InputError };

/**
 * Reads the pending requests only as far as it takes to find everybody who is wanted.
 *
 * @param requests the pending requests of one group
 * @param wanted all numbers that will be looked up
 */
export async function findByPhone(
	requests: Iterable<JoinRequest> | AsyncIterable<JoinRequest>,
	wanted: readonly WantedNumbers[],
): Promise<FindByPhone> {
	const seen: JoinRequest[] = [];
	const missing = readingsOf(wanted);
	if (missing.size > 0) {
		for await (const request of requests) {
			seen.push(request);
			if (request.waId !== undefined) missing.delete(request.waId);
			if (missing.size === 0) break;
		}
	}
	const index = createPhoneIndex(seen, ({ waId }) => waId);
	return (typed, defaultCountry) => {
		const match = index.find(typed, defaultCountry);
		if ('found' in match) return { request: match.found };
		return {
			error: match.problem === 'noMatch' ? nobodyAsked(typed) : phoneError(typed, match.problem),
		};
	};
}

/**
 * Everything the numbers can stand for. Of one that can stand for several, or that WhatsApp knows under a variant,
 * some are never met, and then all requests are read: only so it shows whether two people fit.
 */
function readingsOf(wanted: readonly WantedNumbers[]): Set<string> {
	const readings = wanted.flatMap(({ phoneNumbers, defaultCountry }) =>
		phoneNumbers.map((typed) => readPhoneNumber(typed, defaultCountry)),
	);
	return new Set(readings.flatMap((reading) => ('digits' in reading ? reading.digits : [])));
}

function nobodyAsked(typed: string): InputError {
	return new InputError(`Nobody with the number '${typed}' is waiting to join this group`, {
		howToFix:
			"Ask the person to open the invite link and tap 'Request to join', with the WhatsApp number given here. If they did, check the number, and whether the request was already answered.",
	});
}

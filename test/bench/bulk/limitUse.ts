import type { RecordedRequest } from '../../sandbox/types';

/** A request as far as a limit is concerned. */
export type Answered = Pick<RecordedRequest, 'at' | 'durationMs' | 'status'>;

const TOO_MANY = 429;
const WITHOUT_START_MS = 2_000;
const SECOND = 1_000;

export function isRefused({ status }: Answered): boolean {
	return status === TOO_MANY;
}

/**
 * How much of a limit was made use of, from two seconds after the first request on. Only whole seconds count, so that
 * the part of a second in which the work ends says nothing.
 *
 * @param requests in any order
 * @param limit in requests per second
 * @returns from 0 to 1; undefined where the work was over too soon
 */
export function shareOfLimit(requests: readonly Answered[], limit: number): number | undefined {
	const begin = Math.min(...requests.map(({ at }) => at)) + WITHOUT_START_MS;
	const answeredAt = ({ at, durationMs }: Answered) => at + durationMs;
	const end = Math.max(...requests.map(answeredAt));
	const seconds = Math.floor((end - begin) / SECOND);
	if (!(seconds >= 1) || limit <= 0) return undefined;
	const counted = requests.filter((request) => {
		const at = answeredAt(request);
		return !isRefused(request) && at >= begin && at < begin + seconds * SECOND;
	});
	return counted.length / (limit * seconds);
}

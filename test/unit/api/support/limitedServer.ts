import type { Governor } from '../../../../nodes/Dialog360Groups/api/governor';

/** Whether one more call is let in now. */
export type Limit = () => boolean;

/** So many within any second; refused ones do not count. */
export function slidingLimit(perSecond: number, windowMs = 1000): Limit {
	let taken: number[] = [];
	return () => {
		const now = Date.now();
		taken = taken.filter((at) => now - at < windowMs);
		return taken.length < perSecond && taken.push(now) > 0;
	};
}

/** So many within each second of the clock. */
export function fixedLimit(perSecond: number): Limit {
	let second = -1;
	let taken = 0;
	return () => {
		const now = Math.floor(Date.now() / 1000);
		if (now !== second) taken = 0;
		second = now;
		return taken++ < perSecond;
	};
}

/** Fills up at a rate, and holds as many as come in a second. */
export function bucketLimit(perSecond: number): Limit {
	let level = perSecond;
	let last = Date.now();
	return () => {
		level = Math.min(perSecond, level + ((Date.now() - last) / 1000) * perSecond);
		last = Date.now();
		if (level < 1) return false;
		level--;
		return true;
	};
}

/** What became of a run of calls. */
export interface Traffic {
	/** Milliseconds after the start at which calls were let in. */
	taken: number[];
	/** The same, of calls that were refused. */
	refused: number[];
	/** Calls that were given up before they were sent. */
	givenUp: number;
	mostUnderWay: number;
	durationMs: number;
}

export interface Work {
	calls: number;
	limit: Limit;
	/** Half of it passes before the limit, half after. */
	latencyMs: number;
	/** Calls take up to so much longer, as a share, so that they overtake each other. */
	jitter?: number;
	/** Milliseconds to wait before the n-th repetition. */
	backoff?: (tries: number) => number;
}

const wait = async (ms: number) => await new Promise<void>((done) => setTimeout(done, ms));

/** Sends calls through a governor to a server with a limit, each until it is taken. */
export async function drive(
	governor: Governor,
	{
		calls,
		limit,
		latencyMs,
		jitter = 0,
		backoff = (tries) => Math.min(20_000, 250 * 2 ** tries),
	}: Work,
): Promise<Traffic> {
	const start = Date.now();
	const traffic: Traffic = { taken: [], refused: [], givenUp: 0, mostUnderWay: 0, durationMs: 0 };
	let underWay = 0;
	let drawn = 0;
	// Spread evenly, and the same in each run.
	const halfWay = () => (latencyMs / 2) * (1 + jitter * ((drawn += 0.618) % 1));
	const call = async (): Promise<void> => {
		for (let tries = 1; ; tries++) {
			const turn = await governor.enter(tries > 1);
			if (typeof turn === 'string') return void traffic.givenUp++;
			traffic.mostUnderWay = Math.max(traffic.mostUnderWay, ++underWay);
			await wait(halfWay());
			const isTaken = limit();
			(isTaken ? traffic.taken : traffic.refused).push(Date.now() - start);
			await wait(halfWay());
			underWay--;
			turn({ isTooMany: !isTaken });
			if (isTaken) return;
			await wait(backoff(tries));
		}
	};
	await Promise.all(Array.from({ length: calls }, call));
	return { ...traffic, durationMs: Date.now() - start };
}

/** Share of the limit that was used from one moment to another, in milliseconds after the start. */
export function useOf(
	taken: readonly number[],
	perSecond: number,
	from: number,
	to: number,
): number {
	const count = taken.filter((at) => at >= from && at < to).length;
	return count / (((to - from) / 1000) * perSecond);
}

/** The largest number of entries within any second. */
export function mostInASecond(times: readonly number[]): number {
	const sorted = [...times].sort((one, other) => one - other);
	return Math.max(
		0,
		...sorted.map((at, index) => sorted.slice(index).filter((other) => other - at < 1000).length),
	);
}

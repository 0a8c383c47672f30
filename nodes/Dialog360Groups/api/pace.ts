import { createGovernor } from './governor';
import type { Governor, Pace } from './governor';
import { RETRY } from './retryPolicy';

/** What a person may choose about the pace of a run. */
export interface ChosenPace {
	/** How many calls are under way at most. */
	mostAtOnce?: number;
	/** How many calls of a kind begin within a second at most. */
	perSecond?: number;
	/** How long a call is tried again that is refused for being too many, in milliseconds. */
	retryForMs?: number;
}

/** Calls of different kinds have limits of their own. */
type Kind = 'messages' | 'media' | 'other';

export const MOST_AT_ONCE = 44;

/**
 * How many are under way at first is a bargain: more make short runs faster, and are all refused where the limit is
 * below that. Sources of the numbers a second: Meta, "Throughput" (80 is what a number has at first); 360dialog,
 * "Upload, retrieve or delete media".
 */
const KNOWN = {
	messages: { firstAtOnce: 12, usualPerSecond: 80 },
	media: { firstAtOnce: 12, perSecond: 25 },
	other: { firstAtOnce: 30 },
} as const;

/** The governor of each kind of call, for one number. */
export type Governors = (path: readonly string[]) => Governor;

export function createGovernors(
	{ mostAtOnce = MOST_AT_ONCE, perSecond, retryForMs = RETRY.budgetMs }: ChosenPace,
	signal: AbortSignal | undefined,
): Governors {
	const governors = new Map<Kind, Governor>();
	function paceOf(kind: Kind): Pace {
		const { firstAtOnce, ...known } = KNOWN[kind];
		return {
			...(perSecond === undefined ? known : { perSecond }),
			firstAtOnce: Math.min(mostAtOnce, firstAtOnce),
			mostAtOnce,
			patienceMs: retryForMs,
		};
	}
	return (path) => {
		const kind = kindOf(path);
		const governor = governors.get(kind) ?? createGovernor(paceOf(kind), signal);
		governors.set(kind, governor);
		return governor;
	};
}

function kindOf([first]: readonly string[]): Kind {
	return first === 'messages' || first === 'media' ? first : 'other';
}

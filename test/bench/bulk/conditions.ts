/** How the API behaves while something is measured. */
export interface Conditions {
	/** Before every answer. */
	latencyMs: number;
	/** How many calls a second are let through, which nobody is told; 0 for any number. */
	limit: number;
}

const LATENCIES = [0, 150] as const;
const LIMITS = [0, 20, 80] as const;

/** Every latency without a limit, then every latency with every limit. */
export const CONDITIONS: readonly Conditions[] = LIMITS.flatMap((limit) =>
	LATENCIES.map((latencyMs) => ({ latencyMs, limit })),
);

/** @returns in the names of figures, e.g. "150ms.limit20" */
export function idOf({ latencyMs, limit }: Conditions): string {
	return limit === 0 ? `${latencyMs}ms` : `${latencyMs}ms.limit${limit}`;
}

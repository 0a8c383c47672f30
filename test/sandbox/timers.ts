/** Timers that can all be stopped at once, so that nothing outlives the sandbox. */
export class Timers {
	private readonly running = new Set<NodeJS.Timeout>();

	/** Out: a function that calls it off. */
	after(delayMs: number, action: () => void): () => void {
		const timer = setTimeout(() => {
			this.running.delete(timer);
			action();
		}, delayMs);
		this.running.add(timer);
		return () => {
			clearTimeout(timer);
			this.running.delete(timer);
		};
	}

	stopAll(): void {
		for (const timer of this.running) clearTimeout(timer);
		this.running.clear();
	}
}

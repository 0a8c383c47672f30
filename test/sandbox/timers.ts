/** Timers that can all be stopped at once, so that nothing outlives the sandbox. */
export class Timers {
	private readonly running = new Set<NodeJS.Timeout>();

	after(delayMs: number, action: () => void): void {
		const timer = setTimeout(() => {
			this.running.delete(timer);
			action();
		}, delayMs);
		this.running.add(timer);
	}

	stopAll(): void {
		for (const timer of this.running) clearTimeout(timer);
		this.running.clear();
	}
}

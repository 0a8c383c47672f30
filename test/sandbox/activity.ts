/** Counts what is still under way, so that a test can wait until all of it has ended. */
export class Activity {
	private running = 0;
	private waiting: Array<() => void> = [];

	begin(): void {
		this.running++;
	}

	end(): void {
		this.running--;
		if (this.running === 0) this.wake();
	}

	/** Forgets what was under way; whoever waits goes on. */
	clear(): void {
		this.running = 0;
		this.wake();
	}

	/** Resolves when nothing is under way. */
	async idle(): Promise<void> {
		if (this.running === 0) return;
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	private wake(): void {
		const waiting = this.waiting;
		this.waiting = [];
		for (const resolve of waiting) resolve();
	}
}

/** The hidden limit: so many group requests within any one second (reference 7.1, 131208). */
export class RateLimit {
	private recent: number[] = [];

	/** In: the limit, 0 for none. Out: whether one more request may pass; refused ones do not count. */
	allow(perSecond: number): boolean {
		if (perSecond <= 0) return true;
		const now = Date.now();
		this.recent = this.recent.filter((at) => now - at < 1000);
		if (this.recent.length >= perSecond) return false;
		this.recent.push(now);
		return true;
	}

	clear(): void {
		this.recent = [];
	}
}

/** Tells whoever is watching that something changed, without saying what. */
export class Changes {
	private readonly watchers = new Set<() => void>();

	/** Out: a function that ends the watching. */
	watch(watcher: () => void): () => void {
		this.watchers.add(watcher);
		return () => this.watchers.delete(watcher);
	}

	notify(): void {
		for (const watcher of this.watchers) watcher();
	}
}

/** Keeps the newest entries, oldest first. */
export class BoundedLog<Entry> {
	private entries: Entry[] = [];
	private added = 0;

	constructor(private readonly size: number) {}

	/** Out: the number the next entry will have, counted from 1 and never used again. */
	nextNumber(): number {
		return this.added + 1;
	}

	add(entry: Entry): void {
		this.added++;
		this.entries.push(entry);
		// Cutting half at a time keeps adding cheap.
		if (this.entries.length >= this.size * 2) this.entries = this.entries.slice(-this.size);
	}

	all(): readonly Entry[] {
		return this.entries.length > this.size ? this.entries.slice(-this.size) : this.entries;
	}

	last(): Entry | undefined {
		return this.entries.at(-1);
	}

	clear(): void {
		this.entries = [];
	}
}

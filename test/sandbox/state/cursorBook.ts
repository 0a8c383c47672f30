interface Page<Position> {
	position: Position;
	issuedAt: number;
}

/** Cursors given out; the oldest are forgotten first. */
const capacity = 50_000;

/** Remembers where each opaque cursor points, until it expires (reference 1, 131059). */
export class CursorBook<Position> {
	private readonly pages = new Map<string, Page<Position>>();

	constructor(private readonly lifetimeMs: number) {}

	/** In: a cursor never given out before, and where it points. */
	remember(cursor: string, position: Position): string {
		this.pages.set(cursor, { position, issuedAt: Date.now() });
		if (this.pages.size > capacity) {
			for (const oldest of this.pages.keys()) {
				this.pages.delete(oldest);
				break;
			}
		}
		return cursor;
	}

	/** Out: where the cursor points, or nothing if it is unknown or has expired. */
	find(cursor: string): Position | undefined {
		const page = this.pages.get(cursor);
		if (page === undefined || Date.now() - page.issuedAt >= this.lifetimeMs) return undefined;
		return page.position;
	}

	expireAll(): void {
		this.pages.clear();
	}
}

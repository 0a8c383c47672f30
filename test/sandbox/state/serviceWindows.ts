const dayMs = 24 * 60 * 60 * 1000;

/**
 * The 24 hours after somebody wrote, in which the business may send more than templates: one window
 * for a whole group, one for every person it talks to (reference 4.5).
 */
export class ServiceWindows {
	/** By chat: milliseconds since 1970 when somebody last wrote. */
	private readonly lastWritten = new Map<string, number>();

	/** Opens the window of a chat, or makes it last 24 hours from now. */
	open(chat: string): void {
		this.lastWritten.set(chat, Date.now());
	}

	close(chat: string): void {
		this.lastWritten.delete(chat);
	}

	isOpen(chat: string): boolean {
		return this.closesAt(chat) !== undefined;
	}

	/** Out: milliseconds since 1970, or nothing if the window is not open. */
	closesAt(chat: string): number | undefined {
		const written = this.lastWritten.get(chat);
		return written !== undefined && Date.now() < written + dayMs ? written + dayMs : undefined;
	}
}

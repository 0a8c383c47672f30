/** Most pinned messages in a group; one more unpins the oldest (reference 4.2). */
const mostPins = 3;

const dayMs = 24 * 60 * 60 * 1000;

interface Pin {
	messageId: string;
	/** Milliseconds since 1970. */
	until: number;
}

/** The pinned messages of every group. */
export class Pins {
	private readonly byGroup = new Map<string, Pin[]>();

	/** Pins a message for so many days; one that is pinned already becomes the newest. */
	pin(groupId: string, messageId: string, days: number): void {
		const others = this.current(groupId).filter((one) => one.messageId !== messageId);
		const pins = [...others, { messageId, until: Date.now() + days * dayMs }];
		this.byGroup.set(groupId, pins.slice(-mostPins));
	}

	unpin(groupId: string, messageId: string): void {
		const pins = this.current(groupId).filter((one) => one.messageId !== messageId);
		this.byGroup.set(groupId, pins);
	}

	/** Out: the ids of the messages that are pinned now, oldest pin first. */
	of(groupId: string): string[] {
		return this.current(groupId).map(({ messageId }) => messageId);
	}

	private current(groupId: string): Pin[] {
		return (this.byGroup.get(groupId) ?? []).filter(({ until }) => Date.now() < until);
	}
}

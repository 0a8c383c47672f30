import type { GroupRecord } from './groupRecord';

interface Place {
	group: GroupRecord;
	/** Grows with every group; a cursor points at one and stays right when groups go. */
	order: number;
}

/** Where a page of the list begins. */
export type ListStart = { from: 'start' } | { after: number } | { before: number };

export interface ListPage {
	groups: GroupRecord[];
	/** Orders of the first and the last group; missing when the page is empty. */
	first?: number;
	last?: number;
	moreBefore: boolean;
	moreAfter: boolean;
}

/** All groups of the number, in the order in which they came into being. */
export class GroupStore {
	private readonly places = new Map<string, Place>();
	private readonly byLink = new Map<string, GroupRecord>();
	private ordered: Place[] = [];
	private lastOrder = 0;

	get size(): number {
		return this.ordered.length;
	}

	all(): GroupRecord[] {
		return this.ordered.map((place) => place.group);
	}

	get(id: string): GroupRecord | undefined {
		return this.places.get(id)?.group;
	}

	add(group: GroupRecord): void {
		const place = { group, order: ++this.lastOrder };
		this.places.set(group.id, place);
		this.ordered.push(place);
		this.byLink.set(group.inviteLink, group);
	}

	delete(group: GroupRecord): void {
		const place = this.places.get(group.id);
		if (place === undefined) return;
		this.places.delete(group.id);
		this.ordered.splice(this.countUpTo(place.order) - 1, 1);
		for (const { link } of group.links) this.byLink.delete(link);
	}

	/** Gives the group a new link; the older ones still lead to it, as dead links. */
	addLink(group: GroupRecord, link: string, now: number): void {
		const old = group.links.at(-1);
		if (old !== undefined) old.revokedAt = now;
		group.links.push({ link, createdAt: now });
		this.byLink.set(link, group);
	}

	findByLink(link: string): GroupRecord | undefined {
		return this.byLink.get(link);
	}

	page(start: ListStart, limit: number): ListPage {
		let from = 0;
		if ('after' in start) from = this.countUpTo(start.after);
		if ('before' in start) from = Math.max(0, this.countUpTo(start.before - 1) - limit);
		let to = from + limit;
		if ('before' in start) to = Math.min(to, this.countUpTo(start.before - 1));
		const places = this.ordered.slice(from, to);
		return {
			groups: places.map((place) => place.group),
			first: places.at(0)?.order,
			last: places.at(-1)?.order,
			moreBefore: from > 0,
			moreAfter: to < this.ordered.length,
		};
	}

	/** How many groups have at most this order; by halving, the list being sorted. */
	private countUpTo(order: number): number {
		let low = 0;
		let high = this.ordered.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const place = this.ordered[middle];
			if (place !== undefined && place.order <= order) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

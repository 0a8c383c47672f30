import type {
	Group,
	GroupPicture,
	InviteLink,
	JoinApprovalMode,
	JoinRequest,
	Person,
} from '../types';

/** What a group is born with. */
export interface GroupBirth {
	id: string;
	groupNumber: string;
	subject: string;
	description: string | undefined;
	joinApprovalMode: JoinApprovalMode;
	/** Seconds since 1970. */
	createdAt: number;
	inviteLink: string;
}

/** The state of one group. */
export class GroupRecord {
	readonly id: string;
	readonly groupNumber: string;
	readonly joinApprovalMode: JoinApprovalMode;
	readonly createdAt: number;
	subject: string;
	description: string | undefined;
	suspended = false;
	picture: GroupPicture | undefined;
	/** Oldest first; the last one works. */
	readonly links: InviteLink[];
	/** By phone number. */
	readonly members = new Map<string, Person>();
	/** By phone number. */
	readonly removed = new Map<string, Person>();
	/** By request id, oldest first. */
	readonly pending = new Map<string, JoinRequest>();
	/** Every request ever made, oldest first. */
	readonly joinRequests: JoinRequest[] = [];
	/** Counts changes of the list of pending requests. */
	pendingVersion = 0;

	constructor(birth: GroupBirth) {
		this.id = birth.id;
		this.groupNumber = birth.groupNumber;
		this.subject = birth.subject;
		this.description = birth.description;
		this.joinApprovalMode = birth.joinApprovalMode;
		this.createdAt = birth.createdAt;
		this.links = [{ link: birth.inviteLink, createdAt: birth.createdAt }];
	}

	get inviteLink(): string {
		return this.links.at(-1)?.link ?? '';
	}

	addPending(request: JoinRequest): void {
		this.pending.set(request.id, request);
		this.joinRequests.push(request);
		this.pendingVersion++;
	}

	/** Takes a request off the list of pending ones. */
	settle(request: JoinRequest, status: 'approved' | 'rejected' | 'withdrawn'): void {
		request.status = status;
		this.pending.delete(request.id);
		this.pendingVersion++;
	}

	pendingOf(waId: string): JoinRequest | undefined {
		for (const request of this.pending.values()) {
			if (request.person.waId === waId) return request;
		}
		return undefined;
	}

	/** A copy that does not change when the group does. */
	view(): Group {
		return structuredClone({
			id: this.id,
			subject: this.subject,
			...(this.description === undefined ? {} : { description: this.description }),
			joinApprovalMode: this.joinApprovalMode,
			createdAt: this.createdAt,
			suspended: this.suspended,
			inviteLink: this.inviteLink,
			links: this.links,
			members: [...this.members.values()],
			pending: [...this.pending.values()],
			joinRequests: this.joinRequests,
			removed: [...this.removed.values()],
			...(this.picture === undefined ? {} : { picture: this.picture }),
		});
	}
}

import type { Activity } from '../activity';
import { RateLimit } from '../api/rateLimit';
import type { Changes } from '../changes';
import { nowInSeconds } from '../clock';
import { ApiError, errorItem } from '../errors';
import { groupIdOf, newGroupNumber, newInviteLink, newRequestId } from '../ids';
import type { Random } from '../random';
import type { Readings } from '../readings';
import { Timers } from '../timers';
import type { Conditions, GroupSpec, JoinApprovalMode } from '../types';
import { Conversations } from './conversations';
import { CursorBook } from './cursorBook';
import type { WorldEvent } from './events';
import { GroupRecord } from './groupRecord';
import { GroupStore } from './groupStore';
import { recordJoinRequest } from './joinRequests';
import { MediaStore } from './mediaStore';
import { checkPerson } from './person';
import { Pins } from './pins';
import { PlannedFailures } from './plannedFailures';
import { ServiceWindows } from './serviceWindows';
import { StatusTeller } from './statusTeller';

export interface WorldOptions {
	readings: Readings;
	conditions: Conditions;
	random: Random;
	activity: Activity;
	changes: Changes;
	creationDelayMs: number | readonly [minimum: number, maximum: number];
	cursorLifetimeMs: number;
	maxGroups: number;
	maxParticipants: number;
	/** Most messages, and most files, that are kept. */
	logSize: number;
	/** Called for everything that a webhook tells. */
	onEvent: (event: WorldEvent) => void;
}

/** Where a cursor of a list of join requests points. */
export interface JoinRequestPosition {
	groupId: string;
	/** Index of a row in the list of pending requests. */
	offset: number;
	/** The list's version when the cursor was given out. */
	version: number;
}

interface CreationRequest {
	subject: string;
	description: string | undefined;
	joinApprovalMode: JoinApprovalMode;
}

/** The groups of one business number, and everything that can happen to them. */
export class World {
	readonly readings: Readings;
	readonly conditions: Conditions;
	readonly random: Random;
	readonly maxParticipants: number;
	store = new GroupStore();
	planned = new PlannedFailures();
	conversations: Conversations;
	windows = new ServiceWindows();
	pins = new Pins();
	media: MediaStore;
	/** Numbers that are not on WhatsApp. */
	readonly notOnWhatsApp = new Set<string>();
	readonly messageLimit = new RateLimit();
	readonly pairLimits = new Map<string, RateLimit>();
	readonly uploadLimit = new RateLimit();
	readonly statusTeller = new StatusTeller(this);
	readonly groupCursors: CursorBook<number>;
	readonly joinRequestCursors: CursorBook<JoinRequestPosition>;
	/** Subjects of groups that are being created, by request id. */
	readonly creations = new Map<string, string>();
	private readonly timers = new Timers();

	constructor(private readonly options: WorldOptions) {
		this.readings = options.readings;
		this.conditions = options.conditions;
		this.random = options.random;
		this.conversations = new Conversations(options.logSize);
		this.media = new MediaStore(options.random, options.logSize);
		this.maxParticipants = options.maxParticipants;
		this.groupCursors = new CursorBook(options.cursorLifetimeMs);
		this.joinRequestCursors = new CursorBook(options.cursorLifetimeMs);
	}

	emit(event: WorldEvent): void {
		this.options.onEvent(event);
		this.changed();
	}

	/** For changes that no webhook tells. */
	changed(): void {
		this.options.changes.notify();
	}

	/** Does something later, unless the sandbox is reset before; `settled` waits for it. */
	later(delayMs: number, action: () => void): void {
		this.options.activity.begin();
		this.timers.after(delayMs, () => {
			action();
			this.options.activity.end();
		});
	}

	/** Out: the group. Throws 131041 if there is none, also while it is being created. */
	need(groupId: string): GroupRecord {
		const group = this.store.get(groupId);
		if (group === undefined) throw new ApiError(131041);
		return group;
	}

	/** Like `need`; throws 131207 as well if the group is suspended (reference 3.4). */
	needActive(groupId: string): GroupRecord {
		const group = this.need(groupId);
		if (group.suspended) throw new ApiError(131207);
		return group;
	}

	/**
	 * Begins to create a group, which is there only after the creation delay (reference 2.1).
	 * Out: the ids it will be known by.
	 */
	startCreation(wanted: CreationRequest): { requestId: string; groupId: string } {
		const { maxGroups } = this.options;
		const taken = this.store.size + this.creations.size;
		if (this.readings.creationLimit === 'sync' && taken >= maxGroups) throw new ApiError(131211);
		const groupNumber = newGroupNumber(this.random);
		const groupId = groupIdOf(groupNumber);
		const requestId = newRequestId(this.random);
		const plannedCode = this.planned.takeCreation();
		this.creations.set(requestId, wanted.subject);
		this.options.activity.begin();
		this.timers.after(this.creationDelay(), () => {
			this.creations.delete(requestId);
			const code = plannedCode ?? (this.store.size >= maxGroups ? 131211 : undefined);
			if (code === undefined) {
				const group = this.makeGroup(groupId, groupNumber, wanted, nowInSeconds());
				const { subject, inviteLink, joinApprovalMode } = group;
				const event = { groupId, requestId, subject, inviteLink, joinApprovalMode };
				this.emit({ kind: 'groupCreated', ...event });
			} else {
				const { subject, description } = wanted;
				const event = { groupId, requestId, subject, description, error: errorItem(code) };
				this.emit({ kind: 'groupCreationFailed', ...event });
			}
			this.options.activity.end();
		});
		this.changed();
		return { requestId, groupId };
	}

	/** Makes a group at once and without a webhook. */
	addGroup(spec: GroupSpec): GroupRecord {
		const { subject, description, joinApprovalMode = 'approval_required' } = spec;
		const { members = [], pending = [], suspended = false } = spec;
		for (const person of [...members, ...pending]) checkPerson(person);
		if (members.length > this.maxParticipants) {
			throw new Error(`A group has at most ${this.maxParticipants} members; got ${members.length}`);
		}
		if (this.store.size >= this.options.maxGroups) {
			throw new Error(`There are ${this.store.size} groups already, as many as a number may have`);
		}
		const createdAt = spec.createdAt ?? nowInSeconds();
		const groupNumber = newGroupNumber(this.random);
		const wanted = { subject, description, joinApprovalMode };
		const group = this.makeGroup(groupIdOf(groupNumber), groupNumber, wanted, createdAt);
		for (const person of members) group.members.set(person.waId, { ...person });
		for (const person of pending) recordJoinRequest(group, person);
		group.suspended = suspended;
		return group;
	}

	/** Replaces the invite link; the older ones die at once (reference 2.6). */
	resetLink(group: GroupRecord): void {
		this.store.addLink(group, newInviteLink(this.random), nowInSeconds());
		this.changed();
	}

	/** Deletes the group, unless its deletion is planned to fail. Out: the request id. */
	deleteGroup(group: GroupRecord): string {
		const requestId = newRequestId(this.random);
		const code = this.planned.takeDeletion();
		const event = { kind: 'groupDeleted', groupId: group.id, requestId } as const;
		if (code === undefined) {
			this.store.delete(group);
			this.emit(event);
		} else {
			this.emit({ ...event, error: errorItem(code) });
		}
		return requestId;
	}

	expireCursors(): void {
		this.groupCursors.expireAll();
		this.joinRequestCursors.expireAll();
	}

	/** Forgets every group, also those on their way. */
	reset(): void {
		this.stop();
		this.store = new GroupStore();
		this.planned = new PlannedFailures();
		this.conversations = new Conversations(this.options.logSize);
		this.windows = new ServiceWindows();
		this.pins = new Pins();
		this.media = new MediaStore(this.random, this.options.logSize);
		this.notOnWhatsApp.clear();
		this.messageLimit.clear();
		this.pairLimits.clear();
		this.uploadLimit.clear();
		this.expireCursors();
		this.changed();
	}

	/** Stops all timers. */
	stop(): void {
		this.timers.stopAll();
		this.statusTeller.clear();
		this.creations.clear();
	}

	private makeGroup(
		id: string,
		groupNumber: string,
		wanted: CreationRequest,
		createdAt: number,
	): GroupRecord {
		const inviteLink = newInviteLink(this.random);
		const group = new GroupRecord({ id, groupNumber, ...wanted, createdAt, inviteLink });
		this.store.add(group);
		return group;
	}

	private creationDelay(): number {
		const delay = this.options.creationDelayMs;
		return typeof delay === 'number' ? delay : this.random.integer(delay[0], delay[1]);
	}
}

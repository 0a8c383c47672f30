import { randomBytes } from 'crypto';

import type { ApiClient } from '../api/client';
import { ApiError, withDoneBefore } from '../api/failure';
import { LONGEST_DESCRIPTION, createGroup, getGroup, updateGroup } from '../api/groups';
import type { CreationReceipt, Group, GroupSummary, JoinApprovalMode } from '../api/groups';
import { pause } from '../api/pause';
import { isRateLimit } from '../api/retryPolicy';
import { ExplainedError } from '../explainedError';
import type { GroupLister } from './groupLister';
import { plainText } from './plainText';
import { inTurn, mayStillAppear, rememberUnconfirmed } from './turns';

export interface GroupWish {
	subject: string;
	description?: string;
	joinApprovalMode: JoinApprovalMode;
}

export interface CreatedGroup extends Group {
	requestId?: string;
}

/** Milliseconds between two looks; they get longer by half each time. */
const FIRST_LOOK_MS = 400;
const LONGEST_LOOK_MS = 4_000;
/** How much longer to watch for a second group that could be meant, at least and at most. */
const SHORTEST_WATCH_MS = 1_000;
const LONGEST_WATCH_MS = 10_000;

/** How a creation is waited for. */
export interface Waiting {
	/** How long to wait, in milliseconds. */
	limitMs: number;
	/**
	 * Puts a reference into the description until the group is found. Then no other group can be meant, whoever creates
	 * it, at the price of one call more.
	 */
	withReference: boolean;
}

/**
 * Asks for a group and does not wait for it. It takes its turn all the same, and is remembered, so that another
 * creation does not take this group for its own.
 */
export async function createWithoutWaiting(
	client: ApiClient,
	wish: GroupWish,
): Promise<CreationReceipt> {
	const key = keyOf(client, wish);
	return await inTurn(key, async () => {
		const [created] = await Promise.allSettled([createGroup(client, wish)]);
		const mayAppear = created.status === 'fulfilled' || mayHaveBeenDone(created.reason);
		if (mayAppear) rememberUnconfirmed(key);
		if (created.status === 'rejected') throw created.reason;
		return created.value;
	});
}

/** Creations with the same key could be taken for each other. */
function keyOf({ account }: ApiClient, { subject }: GroupWish): string {
	return `${account} ${plainText(subject)}`;
}

/**
 * Asks for a group and waits until it exists. The API answers a creation with a request ID only, and the group's own
 * ID comes by webhook, which this node can't see. So the group is found in the list of groups: it is the one that
 * was not there before and has the wished subject, description and approval mode. A second one that fits makes it
 * impossible to tell, and then nobody guesses.
 *
 * @throws {ExplainedError} when the group does not appear in time, or can't be told from another
 * @throws {ApiError} when WhatsApp refused the creation, or the answer was lost
 */
export async function createAndWait(
	client: ApiClient,
	lister: GroupLister,
	wish: GroupWish,
	{ limitMs, withReference }: Waiting,
): Promise<CreatedGroup> {
	const key = keyOf(client, wish);
	return await inTurn(key, async () => {
		const known = idsOf(withSubject(await lister.list(), wish.subject));
		const uncertain = !withReference && mayStillAppear(key, known);
		const reference = withReference ? createReference() : undefined;
		const asked = reference === undefined ? wish : withReferenceIn(wish, reference);
		const askedAt = Date.now();
		const [created] = await Promise.allSettled([createGroup(client, asked)]);
		if (created.status === 'rejected') {
			if (mayHaveBeenDone(created.reason)) rememberUnconfirmed(key, known);
			throw created.reason;
		}
		const receipt = created.value;
		const deadline = askedAt + limitMs;
		const search = { client, lister, wish: asked, reference, receipt, known, askedAt, deadline };
		const [found] = await Promise.allSettled([findGroup(search, uncertain)]);
		if (found.status === 'rejected') {
			rememberUnconfirmed(key, known);
			throw withDoneBefore(
				found.reason,
				`WhatsApp has already accepted the group, so look for it with Get Many before you create it again.${requestOf(search)}`,
			);
		}
		const group = found.value;
		const description =
			reference === undefined
				? wish.description
				: await setDescription(client, group, wish.description);
		return { ...group, description, requestId: receipt.requestId };
	});
}

function mayHaveBeenDone(error: unknown): boolean {
	return error instanceof ApiError && ['interrupted', 'cancelled'].includes(error.failure.kind);
}

interface Search {
	client: ApiClient;
	lister: GroupLister;
	/** What WhatsApp was asked for. */
	wish: GroupWish;
	/** Stands in the description of the group and of no other. */
	reference?: string;
	receipt: CreationReceipt;
	/** Groups with the wished subject that existed before. */
	known: ReadonlySet<string>;
	askedAt: number;
	deadline: number;
}

/** @param uncertain an earlier group with this subject may still appear, so that finding one proves nothing */
async function findGroup(search: Search, uncertain: boolean): Promise<Group> {
	let lookMs = FIRST_LOOK_MS;
	let watchUntil: number | undefined;
	while (true) {
		const lookedAt = Date.now();
		const groups = await search.lister.list();
		const named = await findNamed(search, groups);
		if (named) return named;
		const candidates = await findCandidates(search, groups);
		const [candidate] = candidates;
		const isLate = lookedAt >= search.deadline;
		if (candidates.length > 1 || (candidate && uncertain)) throw cannotTell(search, candidates);
		if (candidate) {
			watchUntil ??= lookedAt + watchTime(search, lookedAt);
			if (search.reference !== undefined || lookedAt >= watchUntil) return candidate;
		} else if (isLate) {
			throw notYet(search);
		}
		const restMs = Math.max(0, (watchUntil ?? search.deadline) - Date.now());
		const goOn = await pause(Math.min(lookMs, restMs), search.client.signal);
		if (!goOn) throw new ApiError({ kind: 'cancelled', isWrite: true });
		lookMs = Math.min(lookMs * 1.5, LONGEST_LOOK_MS);
	}
}

/**
 * Two groups that are asked for at the same time take about as long, so one watches as long as it took, and at the
 * end of the time limit at least a moment.
 */
function watchTime({ askedAt, deadline }: Search, seenAt: number): number {
	const longest = Math.min(LONGEST_WATCH_MS, deadline - seenAt);
	return Math.max(SHORTEST_WATCH_MS, Math.min(longest, seenAt - askedAt));
}

/** Some answers name the group itself; whether an ID is that of a group shows when it is in the list. */
async function findNamed(
	{ client, receipt, wish }: Search,
	groups: readonly GroupSummary[],
): Promise<Group | undefined> {
	const namedId = receipt.groupId ?? receipt.perhapsGroupId;
	const named = groups.find(({ groupId }) => groupId === namedId);
	return named && (await lookUp(client, named, wish));
}

/** Groups that were not there before and are what was wished for; none if the answer names the one. */
async function findCandidates(
	{ client, wish, known, receipt }: Search,
	groups: readonly GroupSummary[],
): Promise<Group[]> {
	if (receipt.groupId !== undefined) return [];
	const added = withSubject(groups, wish.subject).filter(({ groupId }) => !known.has(groupId));
	const candidates: Group[] = [];
	for (const summary of added) {
		const group = await lookUp(client, summary, wish);
		if (group) candidates.push(group);
	}
	return candidates;
}

/** The group with all its settings, if it is what was wished for and still there. */
async function lookUp(
	client: ApiClient,
	{ groupId, createdAt }: GroupSummary,
	wish: GroupWish,
): Promise<Group | undefined> {
	const [group] = await Promise.allSettled([getGroup(client, groupId)]);
	if (group.status === 'fulfilled') {
		const { value } = group.value;
		return fits(value, wish) ? { ...value, createdAt: value.createdAt ?? createdAt } : undefined;
	}
	if (isNoGroup(group.reason)) return undefined;
	throw group.reason;
}

/** There is no such group, or not any more. */
function isNoGroup(error: unknown): boolean {
	return (
		error instanceof ApiError && error.failure.kind === 'refused' && !isRateLimit(error.failure)
	);
}

function withSubject(groups: readonly GroupSummary[], subject: string): GroupSummary[] {
	return groups.filter((group) => sameText(group.subject, subject));
}

function idsOf(groups: readonly GroupSummary[]): Set<string> {
	return new Set(groups.map(({ groupId }) => groupId));
}

function fits(group: Group, wish: GroupWish): boolean {
	return (
		sameText(group.subject, wish.subject) &&
		sameText(group.description, wish.description) &&
		(group.joinApprovalMode ?? wish.joinApprovalMode) === wish.joinApprovalMode
	);
}

function sameText(one?: string, other?: string): boolean {
	return plainText(one) === plainText(other);
}

function createReference(): string {
	return `n8n-${randomBytes(6).toString('hex')}`;
}

/** The description has to be set right afterwards in any case, so it may lose its end for the reference. */
function withReferenceIn(wish: GroupWish, reference: string): GroupWish {
	const rest = [...(wish.description ?? '')].slice(0, LONGEST_DESCRIPTION - reference.length - 1);
	return { ...wish, description: `${rest.join('')} ${reference}`.trim() };
}

/**
 * @returns the description that the group has now: where WhatsApp refuses the wished one, such as an empty one, the
 * reference stays in it
 */
async function setDescription(
	client: ApiClient,
	{ groupId, description: present }: Group,
	wished: string | undefined,
): Promise<string | undefined> {
	const description = wished ?? '';
	const [set] = await Promise.allSettled([updateGroup(client, groupId, { description })]);
	if (set.status === 'fulfilled') return wished;
	if (set.reason instanceof ApiError && set.reason.failure.kind === 'refused') return present;
	const done = `The group was created, with the ID ${groupId}, but its description still has the reference.`;
	throw withDoneBefore(set.reason, done);
}

function requestOf({ receipt }: Search): string {
	return receipt.requestId === undefined ? '' : ` Its request ID is ${receipt.requestId}.`;
}

function notYet(search: Search): ExplainedError {
	const seconds = Math.round((search.deadline - search.askedAt) / 1000);
	return new ExplainedError(
		`WhatsApp accepted the group '${search.wish.subject}', but did not create it within ${seconds} s`,
		{
			howToFix: `It may still appear: look for it with the operation Get Many before you create it again, or set a longer 'Time Limit' under Options.${requestOf(search)}`,
		},
	);
}

function cannotTell(search: Search, candidates: readonly Group[]): ExplainedError {
	const ids = candidates.map(({ groupId }) => groupId).join(', ');
	return new ExplainedError(
		`The group '${search.wish.subject}' was created, but it can't be told apart from another one that was asked for at about the same time`,
		{
			howToFix: `It is one of these: ${ids}, or one that will still appear.${requestOf(search)} Give each group a subject or a description of its own, or turn on 'Reference While Creating' under Options.`,
		},
	);
}

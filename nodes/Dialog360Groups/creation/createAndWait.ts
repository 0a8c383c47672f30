import { randomBytes } from 'crypto';

import type { ApiClient } from '../api/client';
import { ApiError, withDoneBefore } from '../api/failure';
import { LONGEST_DESCRIPTION, createGroup, getGroup, updateGroup } from '../api/groups';
import type { CreationReceipt, Group, GroupSummary, JoinApprovalMode } from '../api/groups';
import { pause } from '../api/pause';
import { isRateLimit } from '../api/retryPolicy';
import { ExplainedError } from '../explainedError';
import { inTurn } from '../inTurn';
import type { GroupLister } from './groupLister';
import { plainText } from './plainText';
import { mayStillAppear, rememberConfirmed, rememberUnconfirmed } from './turns';

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
	 * it, at the price of one call more. Without it, it is only done where an earlier group may still appear.
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
 * ID comes by webhook, which this node can't see. So the group is found in the list of groups: it is the one with
 * the reference in its description. Where nobody wants a reference, it is the only one that was not there before and has
 * the wished settings; a second one that fits makes it impossible to tell, and then nobody guesses.
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
		const needsReference = withReference || mayStillAppear(key, known);
		const reference = needsReference ? createReference() : undefined;
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
		const [found] = await Promise.allSettled([findGroup(search)]);
		if (found.status === 'rejected') {
			rememberUnconfirmed(key, known);
			throw withDoneBefore(
				found.reason,
				`WhatsApp has already accepted the group, so look for it with Get Many before you create it again.${requestOf(search)}`,
			);
		}
		const group = found.value;
		rememberConfirmed(key, group.groupId);
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

async function findGroup(search: Search): Promise<Group> {
	let lookMs = FIRST_LOOK_MS;
	let watchUntil: number | undefined;
	while (true) {
		const lookedAt = Date.now();
		const groups = await search.lister.list();
		const named = await findNamed(search, groups);
		if (named) return named;
		const candidates = await findCandidates(search, groups);
		const [candidate] = candidates;
		if (candidate && search.reference !== undefined) return candidate;
		const isLate = lookedAt >= search.deadline;
		if (candidates.length > 1) throw cannotTell(search, candidates);
		if (candidate) {
			watchUntil ??= lookedAt + watchTime(search, lookedAt);
			if (lookedAt >= watchUntil) return candidate;
		} else {
			if (isLate) throw notYet(search, groups);
			watchUntil = undefined;
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
	search: Search,
	groups: readonly GroupSummary[],
): Promise<Group | undefined> {
	const { receipt } = search;
	const namedId = receipt.groupId ?? receipt.perhapsGroupId;
	const named = groups.find(({ groupId }) => groupId === namedId);
	return named && (await lookUp(search, named));
}

/** Groups that were not there before and are what was wished for; none if the answer names the one. */
async function findCandidates(search: Search, groups: readonly GroupSummary[]): Promise<Group[]> {
	const { wish, known, receipt } = search;
	if (receipt.groupId !== undefined) return [];
	const added = withSubject(groups, wish.subject).filter(({ groupId }) => !known.has(groupId));
	const candidates: Group[] = [];
	for (const summary of added) {
		const group = await lookUp(search, summary);
		if (group) candidates.push(group);
	}
	return candidates;
}

/** The group with all its settings, if it is what was wished for and still there. */
async function lookUp(
	search: Search,
	{ groupId, createdAt }: GroupSummary,
): Promise<Group | undefined> {
	const [group] = await Promise.allSettled([getGroup(search.client, groupId)]);
	if (group.status === 'fulfilled') {
		const { value } = group.value;
		const found = { ...value, createdAt: value.createdAt ?? createdAt };
		return fits(found, search) ? found : undefined;
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

/** Clocks seldom differ by this much: without a reference, a group that is older was there before. */
const CLOCK_SKEW_MS = 10 * 60_000;

function fits(group: Group, { wish, reference, askedAt }: Search): boolean {
	const createdAt = group.createdAt === undefined ? askedAt : Date.parse(group.createdAt);
	return (
		sameText(group.subject, wish.subject) &&
		sameText(group.description, wish.description) &&
		(group.joinApprovalMode ?? wish.joinApprovalMode) === wish.joinApprovalMode &&
		(reference !== undefined || createdAt >= askedAt - CLOCK_SKEW_MS)
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

function notYet(search: Search, groups: readonly GroupSummary[]): ExplainedError {
	const { reference, wish, known } = search;
	const added = withSubject(groups, wish.subject).filter(({ groupId }) => !known.has(groupId));
	if (reference !== undefined && added.length > 0) return withoutReference(search, added);
	const seconds = Math.round((search.deadline - search.askedAt) / 1000);
	return new ExplainedError(
		`WhatsApp accepted the group '${wish.subject}', but did not create it within ${seconds} s`,
		{
			howToFix: `It may still appear: look for it with the operation Get Many before you create it again, or set a longer 'Time Limit' under Options.${requestOf(search)}`,
		},
	);
}

function withoutReference(search: Search, added: readonly GroupSummary[]): ExplainedError {
	const ids = added.map(({ groupId }) => groupId).join(', ');
	return new ExplainedError(
		`A group '${search.wish.subject}' has appeared, but without the reference by which it could be told from others`,
		{
			howToFix: `It may be the one you created: ${ids}.${requestOf(search)} If WhatsApp does not show descriptions of new groups, turn off 'Reference While Creating' under Options.`,
		},
	);
}

function cannotTell(search: Search, candidates: readonly Group[]): ExplainedError {
	const ids = candidates.map(({ groupId }) => groupId).join(', ');
	return new ExplainedError(
		`The group '${search.wish.subject}' was created, but it can't be told apart from another one that was asked for at about the same time`,
		{
			howToFix: `It is one of these: ${ids}, or one that will still appear.${requestOf(search)} Give each group a subject or a description of its own.`,
		},
	);
}

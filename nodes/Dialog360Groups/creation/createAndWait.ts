import { randomBytes } from 'crypto';

import type { ApiClient } from '../api/client';
import { ApiError, withDoneBefore } from '../api/failure';
import { LONGEST_DESCRIPTION, createGroup, getGroup, updateGroup } from '../api/groups';
import type { CreationReceipt, Group, GroupSummary, JoinApprovalMode } from '../api/groups';
import { pause } from '../api/pause';
import { ExplainedError } from '../explainedError';
import type { GroupLister } from './groupLister';
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
	return await inTurn(wish.subject, async () => {
		const known = idsOf(withSubject(await lister.list(), wish.subject));
		const uncertain = !withReference && mayStillAppear(wish.subject, known);
		const reference = withReference ? createReference() : undefined;
		const asked = reference === undefined ? wish : withReferenceIn(wish, reference);
		const askedAt = Date.now();
		const [created] = await Promise.allSettled([createGroup(client, asked)]);
		if (created.status === 'rejected') {
			if (mayHaveBeenDone(created.reason)) rememberUnconfirmed(wish.subject, known);
			throw created.reason;
		}
		const receipt = created.value;
		const deadline = askedAt + limitMs;
		const search = { client, lister, wish: asked, reference, receipt, known, askedAt, deadline };
		const [found] = await Promise.allSettled([findGroup(search, uncertain)]);
		if (found.status === 'rejected') {
			rememberUnconfirmed(wish.subject, known);
			throw withDoneBefore(found.reason, `The group was already asked for.${requestOf(search)}`);
		}
		const group = found.value;
		if (reference !== undefined) await setDescription(client, group.groupId, wish.description);
		return { ...group, requestId: receipt.requestId };
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
		const named = await lookUp(search);
		if (named) return named;
		const lookedAt = Date.now();
		const candidates = await findCandidates(search);
		const [candidate] = candidates;
		const isLate = lookedAt >= search.deadline;
		if (candidates.length > 1 || (candidate && uncertain)) throw cannotTell(search, candidates);
		if (candidate) {
			watchUntil ??= lookedAt + watchTime(lookedAt - search.askedAt);
			const isCertain = search.reference !== undefined;
			if (isCertain || lookedAt >= watchUntil || isLate) return candidate;
		} else if (isLate) {
			throw notYet(search);
		}
		const restMs = Math.max(0, (watchUntil ?? search.deadline) - Date.now());
		const goOn = await pause(Math.min(lookMs, restMs), search.client.signal);
		if (!goOn) throw new ApiError({ kind: 'cancelled', isWrite: true });
		lookMs = Math.min(lookMs * 1.5, LONGEST_LOOK_MS);
	}
}

/** Two groups that are asked for at the same time take about as long, so one watches as long as it took. */
function watchTime(tookMs: number): number {
	return Math.min(LONGEST_WATCH_MS, Math.max(SHORTEST_WATCH_MS, tookMs));
}

/** Some answers name the group itself. Whether an ID is that of a group is only known when the group is there. */
async function lookUp({ client, receipt, wish }: Search): Promise<Group | undefined> {
	if (receipt.perhapsGroupId === undefined) return undefined;
	const [group] = await Promise.allSettled([getGroup(client, receipt.perhapsGroupId)]);
	if (group.status === 'fulfilled') {
		return fits(group.value.value, wish) ? group.value.value : undefined;
	}
	if (group.reason instanceof ApiError && group.reason.failure.kind === 'refused') return undefined;
	throw group.reason;
}

/** Groups that were not there before and are what was wished for. */
async function findCandidates({ client, lister, wish, known }: Search): Promise<Group[]> {
	const groups = withSubject(await lister.list(), wish.subject);
	const candidates: Group[] = [];
	for (const { groupId, createdAt } of groups.filter((group) => !known.has(group.groupId))) {
		const { value } = await getGroup(client, groupId);
		if (fits(value, wish)) candidates.push({ ...value, createdAt: value.createdAt ?? createdAt });
	}
	return candidates;
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

/** WhatsApp trims texts, and may write a character in its composed form. */
function sameText(one = '', other = ''): boolean {
	const plain = (text: string) => text.normalize().replace(/\s+/g, ' ').trim();
	return plain(one) === plain(other);
}

function createReference(): string {
	return `n8n-${randomBytes(6).toString('hex')}`;
}

/** The description has to be set right afterwards in any case, so it may lose its end for the reference. */
function withReferenceIn(wish: GroupWish, reference: string): GroupWish {
	const rest = [...(wish.description ?? '')].slice(0, LONGEST_DESCRIPTION - reference.length - 1);
	return { ...wish, description: `${rest.join('')} ${reference}`.trim() };
}

async function setDescription(client: ApiClient, groupId: string, description = ''): Promise<void> {
	const [set] = await Promise.allSettled([updateGroup(client, groupId, { description })]);
	if (set.status === 'fulfilled') return;
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
		`The group '${search.wish.subject}' was created, but it can't be told apart from another one that was created at the same time`,
		{
			howToFix: `It is one of these: ${ids}, or one that will still appear.${requestOf(search)} Give each group a subject or a description of its own, or turn on 'Reference While Creating' under Options.`,
		},
	);
}

import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Changes } from '../changes';
import { ApiError, invalidParameter, NativeError } from '../errors';
import type { FaultRules } from '../faults';
import { newTraceId } from '../ids';
import type { Random } from '../random';
import type { Readings } from '../readings';
import type { RequestRecords } from '../recording/requestLog';
import type { Conditions, FaultEffect, RecordedRequest } from '../types';
import { type Answer, type ApiCall, type Handler, readCall, UnreadableBody } from './call';
import type { RateLimit } from './rateLimit';

export interface PipelineParts {
	apiKey: string;
	readings: Readings;
	conditions: Conditions;
	faults: FaultRules;
	requests: RequestRecords;
	rateLimit: RateLimit;
	random: Random;
	changes: Changes;
}

const keyHeader = 'd360-api-key';

/**
 * The way of every API request: read, recorded, spoiled by a fault, checked for the key and the
 * hidden limit, handled, recorded again, answered.
 */
export class Pipeline {
	constructor(private readonly parts: PipelineParts) {}

	/** In: a route's handler. Out: what Fastify calls. */
	run(handler: Handler) {
		return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
			const record = this.startRecord(request);
			const handle = await readCall(request).then(
				(call) => {
					recordBody(record, call);
					return () => handler(call);
				},
				() => refuseUnreadable,
			);
			return await this.answer(request, reply, record, handle);
		};
	}

	/** Answers a request that could not even be read. */
	async refuse(request: FastifyRequest, reply: FastifyReply, error: NativeError) {
		return await this.answer(request, reply, this.startRecord(request), () => {
			throw error;
		});
	}

	private async answer(
		request: FastifyRequest,
		reply: FastifyReply,
		record: RecordedRequest,
		handle: () => Answer,
	): Promise<FastifyReply> {
		const { faults, conditions, changes } = this.parts;
		const effect = faults.hit(record.method, record.path);
		if (effect !== undefined) record.fault = effect.kind;
		await pause(conditions.latencyMs + (effect?.kind === 'delay' ? effect.ms : 0));
		const sent =
			effect !== undefined && isInsteadOfHandling(effect)
				? replace(effect, request, reply, record)
				: send(this.handle(record, handle), effect, request, reply, record);
		record.durationMs = Date.now() - record.at;
		changes.notify();
		return await sent;
	}

	private handle(record: RecordedRequest, handle: () => Answer): Answer {
		const answer = this.tryToHandle(record, handle);
		record.handledStatus = answer.status;
		record.answer = answer.body;
		return answer;
	}

	private tryToHandle(record: RecordedRequest, handle: () => Answer): Answer {
		const { conditions, rateLimit, readings, random } = this.parts;
		try {
			if (record.key === 'missing') throw new NativeError(401, 'Missing API key');
			if (record.key === 'invalid') throw new NativeError(401, 'Invalid API key');
			const isGroupCall = record.path.startsWith('/groups');
			if (isGroupCall && !rateLimit.allow(conditions.rateLimitPerSecond)) {
				throw new ApiError(131208);
			}
			return handle();
		} catch (error) {
			if (error instanceof ApiError) {
				return { status: error.status, body: error.envelope(newTraceId(random)) };
			}
			if (error instanceof NativeError) {
				return {
					status: error.status,
					body: error.envelope(readings.nativeErrors, newTraceId(random)),
				};
			}
			throw error;
		}
	}

	private startRecord(request: FastifyRequest): RecordedRequest {
		const { requests, apiKey } = this.parts;
		const headers: Record<string, string> = {};
		for (const [name, value] of Object.entries(request.headers)) {
			headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
		}
		const given = headers[keyHeader];
		const key = given === undefined ? 'missing' : given === apiKey ? 'valid' : 'invalid';
		if (given !== undefined) headers[keyHeader] = key;
		const record: RecordedRequest = {
			number: requests.nextNumber(),
			at: Date.now(),
			durationMs: 0,
			method: request.method,
			path: request.url.replace(/\?.*$/, ''),
			...(request.is404 ? {} : { route: request.routeOptions.url }),
			query: {},
			headers,
			key,
			parts: [],
		};
		requests.add(record);
		return record;
	}
}

function refuseUnreadable(): never {
	throw invalidParameter('The multipart body could not be read.');
}

function recordBody(record: RecordedRequest, call: ApiCall): void {
	record.query = call.query;
	const { body } = call;
	if (body !== undefined) record.body = body instanceof UnreadableBody ? body.text : body;
	record.parts = (call.parts ?? []).map(({ name, kind, type, filename, bytes, value }) => ({
		name,
		kind,
		type,
		...(filename === undefined ? {} : { filename }),
		bytes,
		...(value === undefined ? {} : { value }),
	}));
}

async function pause(ms: number): Promise<void> {
	if (ms > 0) await wait(ms, undefined, { ref: false });
}

type Replacement = Extract<FaultEffect, { kind: 'answer' | 'resetBefore' | 'redirect' }>;

function isInsteadOfHandling(effect: FaultEffect): effect is Replacement {
	return ['answer', 'resetBefore', 'redirect'].includes(effect.kind);
}

function replace(
	effect: Replacement,
	request: FastifyRequest,
	reply: FastifyReply,
	record: RecordedRequest,
): FastifyReply {
	switch (effect.kind) {
		case 'resetBefore':
			return cut(request, reply);
		case 'redirect':
			record.status = effect.status ?? 302;
			return reply.code(record.status).header('location', effect.to).send();
		case 'answer': {
			const { status, headers = {}, body } = effect;
			record.status = status;
			const isText = typeof body === 'string';
			reply.code(status).type(isText ? 'text/plain' : 'application/json');
			reply.headers(headers);
			return reply.send(isText || body === undefined ? body : JSON.stringify(body));
		}
	}
}

function send(
	answer: Answer,
	effect: FaultEffect | undefined,
	request: FastifyRequest,
	reply: FastifyReply,
	record: RecordedRequest,
): FastifyReply {
	if (effect?.kind === 'dropAfter') return cut(request, reply);
	record.status = answer.status;
	reply.code(answer.status);
	if (answer.file !== undefined && effect?.kind !== 'emptyBody') {
		return reply.type(answer.file.mimeType).send(answer.file.content);
	}
	if (answer.body === undefined || effect?.kind === 'emptyBody') return reply.send();
	const text = JSON.stringify(answer.body);
	const half = text.slice(0, Math.floor(text.length / 2));
	return reply.type('application/json').send(effect?.kind === 'truncatedJson' ? half : text);
}

/** Resets the connection in place of answering. */
function cut(request: FastifyRequest, reply: FastifyReply): FastifyReply {
	reply.hijack();
	request.raw.socket.resetAndDestroy();
	return reply;
}

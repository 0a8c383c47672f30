import type { ActiveFault, FaultEffect, FaultRule, Faults } from './types';

interface Rule {
	shown: ActiveFault;
	path: RegExp | undefined;
	seen: number;
}

/** Rules that spoil requests on purpose. */
export class FaultRules implements Faults {
	private rules: Rule[] = [];
	private lastId = 0;

	add(rule: FaultRule): number {
		const id = ++this.lastId;
		const path = rule.path === undefined ? undefined : new RegExp(rule.path);
		this.rules.push({ shown: { ...rule, id, hits: 0 }, path, seen: 0 });
		return id;
	}

	clear(id?: number): void {
		this.rules = id === undefined ? [] : this.rules.filter((rule) => rule.shown.id !== id);
	}

	list(): ActiveFault[] {
		return this.rules.map((rule) => ({ ...rule.shown }));
	}

	/** In: a request. Out: what to do to it, if anything; that rule counts one hit. */
	hit(method: string, path: string): FaultEffect | undefined {
		for (const rule of this.rules) {
			if (this.hits(rule, method, path)) return rule.shown.effect;
		}
		return undefined;
	}

	private hits(rule: Rule, method: string, path: string): boolean {
		const { shown } = rule;
		if (shown.method !== undefined && shown.method.toUpperCase() !== method) return false;
		if (rule.path !== undefined && !rule.path.test(path)) return false;
		if (rule.seen++ < (shown.skip ?? 0)) return false;
		if (shown.hits >= (shown.times ?? Infinity)) return false;
		shown.hits++;
		return true;
	}
}

/** Faults that come up often, ready to be added. The names are those of the page's buttons. */
export const faultPresets = {
	rateLimited: {
		times: 1,
		effect: {
			kind: 'answer',
			status: 429,
			headers: { 'retry-after': '1' },
			body: {
				error: {
					message: '(#131208) Group Rate Limit Hit',
					type: 'OAuthException',
					code: 131208,
					error_data: {
						messaging_product: 'whatsapp',
						details: 'Too many group operations from this phone number.',
					},
					fbtrace_id: 'AFaultPreset',
				},
			},
		},
	},
	/** Reference 7.3: 360dialog's own limit comes as a 400. */
	endpointLimited: {
		times: 1,
		effect: {
			kind: 'answer',
			status: 400,
			body: {
				error: 'You have exceeded the limit of 1 request every * seconds. Please try again later.',
			},
		},
	},
	badGateway: {
		times: 1,
		effect: {
			kind: 'answer',
			status: 502,
			headers: { 'content-type': 'text/html' },
			body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
		},
	},
	dropAfter: { times: 1, effect: { kind: 'dropAfter' } },
	resetBefore: { times: 1, effect: { kind: 'resetBefore' } },
	emptyBody: { times: 1, effect: { kind: 'emptyBody' } },
	truncatedJson: { times: 1, effect: { kind: 'truncatedJson' } },
	slow: { times: 1, effect: { kind: 'delay', ms: 3000 } },
} as const satisfies Record<string, FaultRule>;

export type FaultPreset = keyof typeof faultPresets;

export function isFaultPreset(name: string): name is FaultPreset {
	return Object.hasOwn(faultPresets, name);
}

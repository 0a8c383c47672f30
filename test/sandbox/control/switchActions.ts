import { faultPresets, isFaultPreset } from '../faults';
import type { LocalSandbox } from '../localSandbox';
import { readingChoices, setReadings } from '../readings';
import type { Conditions, GroupSetting } from '../types';
import type { Actions } from './action';
import {
	needObject,
	optionalChance,
	optionalNumber,
	optionalString,
	optionalWholeNumber,
	readFaultRule,
	WrongInput,
} from './input';

const settingNames: readonly GroupSetting[] = ['subject', 'description', 'picture'];

function readSettings(value: unknown): GroupSetting[] | undefined {
	if (value === undefined) return undefined;
	const wanted: unknown[] = Array.isArray(value) ? value : [value];
	const settings = settingNames.filter((name) => wanted.includes(name));
	if (settings.length < wanted.length) {
		throw new WrongInput(`"settings" is a list of ${settingNames.join(', ')}`);
	}
	return settings;
}

/** Reads a condition out of what came, each in its own way; missing ones stay as they are. */
const conditionReaders = {
	latencyMs: optionalNumber,
	rateLimitPerSecond: optionalNumber,
	messageRateLimitPerSecond: optionalNumber,
	pairRateLimitPerSecond: optionalNumber,
	mediaUploadsPerSecond: optionalNumber,
	statusDelayMs: optionalNumber,
	webhookDuplicates: optionalChance,
	webhookJitterMs: optionalNumber,
	webhookReorder: optionalChance,
	webhookBatch: optionalWholeNumber,
	webhookRebatch: optionalChance,
	signingSecret: optionalString,
} satisfies Record<keyof Conditions, unknown>;

/** In: what came. Out: the conditions in it. Throws a sentence if one is wrong or unknown. */
function readConditions(body: unknown): Partial<Conditions> {
	const source = needObject(body);
	const changes: Partial<Conditions> = {};
	for (const [name, read] of Object.entries(conditionReaders)) {
		const value = read(source, name);
		if (value !== undefined) Object.assign(changes, { [name]: value });
	}
	for (const name of Object.keys(source)) {
		if (!Object.hasOwn(conditionReaders, name)) {
			throw new WrongInput(`There is no condition called "${name}"`);
		}
	}
	return changes;
}

/** Throws switches, adds faults and plans failures. */
export function switchActions(sandbox: LocalSandbox): Actions {
	const { readings, conditions, faults, changes } = sandbox;
	const planned = (body: unknown) => {
		const source = needObject(body ?? {});
		const times = optionalNumber(source, 'times');
		return { times, code: optionalNumber(source, 'code'), settings: readSettings(source.settings) };
	};
	return {
		'GET /readings': () => ({ readings, choices: readingChoices }),
		'PATCH /readings': ({ body }) => {
			setReadings(readings, needObject(body));
			changes.notify();
			return readings;
		},
		'GET /conditions': () => conditions,
		'PATCH /conditions': ({ body }) => {
			Object.assign(conditions, readConditions(body));
			changes.notify();
			return conditions;
		},
		'GET /faults': () => ({ faults: faults.list(), presets: Object.keys(faultPresets) }),
		'POST /faults': ({ body }) => {
			const id = faults.add(readFaultRule(body));
			changes.notify();
			return { id };
		},
		'POST /faults/presets/:name': ({ param }) => {
			const name = param('name');
			if (!isFaultPreset(name)) throw new WrongInput(`There is no fault preset "${name}"`);
			const id = faults.add(faultPresets[name]);
			changes.notify();
			return { id };
		},
		'DELETE /faults': () => {
			faults.clear();
			changes.notify();
		},
		'DELETE /faults/:id': ({ param }) => {
			faults.clear(Number(param('id')));
			changes.notify();
		},
		'POST /fail-next-creation': ({ body }) => {
			const { times, code } = planned(body);
			sandbox.failNextCreation(times, code);
		},
		'POST /fail-next-deletion': ({ body }) => {
			const { times, code } = planned(body);
			sandbox.failNextDeletion(times, code);
		},
		'POST /fail-next-message': ({ body }) => {
			const { times, code } = planned(body);
			sandbox.failNextMessage(times, code);
		},
		'POST /fail-next-update': ({ body }) => {
			const { times, code, settings } = planned(body);
			sandbox.failNextUpdate(times, settings, code);
		},
	};
}

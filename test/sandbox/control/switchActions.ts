import { faultPresets, isFaultPreset } from '../faults';
import type { LocalSandbox } from '../localSandbox';
import { readingChoices, setReadings } from '../readings';
import type { Conditions, GroupSetting } from '../types';
import type { Actions } from './action';
import { needObject, optionalNumber, readFaultRule, WrongInput } from './input';

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

const conditionNames: ReadonlyArray<keyof Conditions> = [
	'latencyMs',
	'rateLimitPerSecond',
	'webhookDuplicates',
	'webhookJitterMs',
];

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
			const source = needObject(body);
			for (const name of Object.keys(source)) {
				if (!conditionNames.some((known) => known === name)) {
					throw new WrongInput(`There is no condition called "${name}"`);
				}
			}
			for (const name of conditionNames) {
				conditions[name] = optionalNumber(source, name) ?? conditions[name];
			}
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
		'POST /fail-next-update': ({ body }) => {
			const { times, code, settings } = planned(body);
			sandbox.failNextUpdate(times, settings, code);
		},
	};
}

import type { INodeProperties } from 'n8n-workflow';

import { MOST_AT_ONCE } from '../../api/pace';
import type { ChosenPace } from '../../api/pace';
import type { ItemParameters } from '../itemParameters';
import { optionsField } from './options';

const AT_ONCE = {
	label: 'Calls at Once',
	least: 1,
	most: MOST_AT_ONCE,
	fallback: MOST_AT_ONCE,
};
const PER_SECOND = { label: 'Calls per Second', least: 0, most: 1000, fallback: 0 };
const TIME_LIMIT = { label: 'Retry Time Limit', least: 0, most: 3600, fallback: 60 };

/** How fast a run goes, for those who want to choose. */
const paceFields: INodeProperties[] = [
	{
		displayName: 'Batching',
		name: 'batching',
		type: 'fixedCollection',
		placeholder: 'Add Batching',
		default: { batch: {} },
		description:
			'How fast all items together are worked through. Without it, as fast as WhatsApp takes it.',
		options: [
			{
				displayName: 'Batching',
				name: 'batch',
				values: [
					{
						displayName: AT_ONCE.label,
						name: 'mostAtOnce',
						type: 'number',
						typeOptions: { minValue: AT_ONCE.least, maxValue: AT_ONCE.most },
						default: 44,
						description:
							'How many calls may be under way at the same time. 1 does one after the other.',
					},
					{
						displayName: PER_SECOND.label,
						name: 'perSecond',
						type: 'number',
						typeOptions: { minValue: PER_SECOND.least, maxValue: PER_SECOND.most },
						default: 0,
						description:
							'How many calls may begin within a second. 0 finds out how many WhatsApp takes.',
					},
				],
			},
		],
	},
	{
		displayName: TIME_LIMIT.label,
		name: 'retryTimeLimit',
		type: 'number',
		typeOptions: { minValue: TIME_LIMIT.least, maxValue: TIME_LIMIT.most },
		default: 60,
		description:
			'How many seconds to go on when WhatsApp says that there are too many calls. What it still does not take then comes out as an error that can be tried again.',
	},
];

/** The fields of an operation, with those of the pace among its options. */
export function withPace(properties: readonly INodeProperties[]): INodeProperties[] {
	const options = properties.find(({ name }) => name === 'options') ?? optionsField();
	const all = [...(options.options ?? []), ...paceFields].sort((one, other) =>
		nameOf(one).localeCompare(nameOf(other)),
	);
	const others = properties.filter(({ name }) => name !== 'options');
	return [...others, { ...options, options: all }];
}

function nameOf(option: object): string {
	return 'displayName' in option ? String(option.displayName) : '';
}

/**
 * @param first the parameters of the first item, which count for all
 * @throws {InputError} when a number is out of its bounds
 */
export function readPace(first: ItemParameters): ChosenPace {
	const perSecond = first.count('options.batching.batch.perSecond', PER_SECOND);
	return {
		mostAtOnce: first.count('options.batching.batch.mostAtOnce', AT_ONCE),
		...(perSecond === 0 ? {} : { perSecond }),
		retryForMs: first.count('options.retryTimeLimit', TIME_LIMIT) * 1000,
	};
}

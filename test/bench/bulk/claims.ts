import type { Figure } from '../results';

/** Something that is said about this package, and the figure that shows it. */
export interface Claim {
	figure: string;
	text: string;
	/** What the figure must be, or the most or the least it may be. */
	is?: number;
	atMost?: number;
	atLeast?: number;
}

const LIMITED_TASKS = ['approvals', 'gets', 'messages'] as const;
const LATENCIES = ['0ms', '150ms'] as const;
const LIMITS = ['limit20', 'limit80'] as const;

const limitedCells = LIMITED_TASKS.flatMap((task) =>
	LATENCIES.flatMap((latency) => LIMITS.map((limit) => ({ task, latency, limit }))),
);

/** 125 calls at 80 a second are over before the first seconds are. */
const lastsLongEnough = ({ task, limit }: (typeof limitedCells)[number]) =>
	task !== 'approvals' || limit === 'limit20';

/** What issue and README say of work in bulk, in the order of the table. */
export const CLAIMS: readonly Claim[] = [
	{
		figure: 'bulk.approvals.150ms.ours.vs.sequential.speed',
		text: '1,000 approvals at 150 ms: times as fast as one item at a time',
		atLeast: 50,
	},
	{
		figure: 'bulk.approvals.150ms.ours.vs.httpRequest.speed',
		text: '1,000 approvals at 150 ms: times as fast as HTTP Request',
		atLeast: 2,
	},
	{
		figure: 'bulk.approvals.150ms.ours.vs.httpRequest.calls',
		text: '1,000 approvals: share of the calls',
		is: 0.125,
	},
	{
		figure: 'bulk.gets.0ms.ours.vs.httpRequest.speed',
		text: '1,000 gets at 0 ms: times as fast as HTTP Request',
		atLeast: 1,
	},
	...limitedCells.flatMap((cell): Claim[] => {
		const { task, latency, limit } = cell;
		const id = `bulk.${task}.${latency}.${limit}`;
		const where = `${task} at ${latency} with ${limit}`;
		return [
			{ figure: `${id}.ours.lost`, text: `${where}: items lost`, is: 0 },
			...(lastsLongEnough(cell)
				? [
						{
							figure: `${id}.ours.limitUsed`,
							text: `${where}: share of the limit used`,
							atLeast: 0.9,
						},
					]
				: []),
			task === 'approvals'
				? {
						figure: `${id}.ours.refused`,
						text: `${where}: calls answered 429 before the limit was known`,
						atMost: 45,
					}
				: {
						figure: `${id}.ours.refusedShare`,
						text: `${where}: share of the calls answered 429`,
						atMost: 0.05,
					},
			{
				figure: `${id}.httpRequest.lost`,
				text: `${where}: items that HTTP Request loses`,
				atLeast: 1,
			},
		];
	}),
	...LATENCIES.map((latency) => ({
		figure: `bulk.messages.${latency}.ours.disordered`,
		text: `messages at ${latency}: groups with messages out of order`,
		is: 0,
	})),
	{ figure: 'bulk.groups.0ms.ours.calls', text: '10,000 groups: calls', is: 10 },
	{
		figure: 'bulk.memory.groups.growthMb',
		text: '10,000 groups: memory growth in MB',
		atMost: 50,
	},
	{
		figure: 'bulk.memory.approvals.processMb',
		text: "100,000 items through approve: the whole process's memory in MB",
		atMost: 500,
	},
	{
		figure: 'bulk.memory.approvals.timePerItem',
		text: "100,000 items: time per item, compared with 25,000 items'",
		atMost: 1.25,
	},
	...(['calling', 'waiting'] as const).flatMap((id): Claim[] => [
		{
			figure: `bulk.stop.${id}.endedMs`,
			text: `stopped while ${id}: ms until it has ended`,
			atMost: 1_000,
		},
		{
			figure: `bulk.stop.${id}.lastCallMs`,
			text: `stopped while ${id}: ms until the last call`,
			atMost: 1_000,
		},
	]),
	{
		figure: 'bulk.start.loadingMs',
		text: "added to n8n's start: ms that loading the package takes",
		atMost: 200,
	},
	{ figure: 'bulk.package.unpackedKb', text: 'unpacked size in kB', atMost: 400 },
];

/** Claims that the figures in the repository do not show yet. Whoever mends one takes it out of here. */
export const MISSED: readonly string[] = [
	'bulk.approvals.150ms.ours.vs.httpRequest.speed',
	'bulk.messages.150ms.limit80.ours.limitUsed',
];

/** @returns whether a figure shows what is claimed with it */
export function holds(
	{ is, atMost = Infinity, atLeast = -Infinity }: Claim,
	{ value }: Pick<Figure, 'value'>,
): boolean {
	return (is === undefined || value === is) && value <= atMost && value >= atLeast;
}

/** @returns what must be, e.g. "≥ 50" */
export function bound({ is, atMost, atLeast }: Claim): string {
	return [
		is === undefined ? '' : `= ${is}`,
		atLeast === undefined ? '' : `≥ ${atLeast}`,
		atMost === undefined ? '' : `≤ ${atMost}`,
	]
		.filter(Boolean)
		.join(', ');
}

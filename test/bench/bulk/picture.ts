import { type Bar, type Chart, drawChart, type Theme } from '../chart';
import type { Figure } from '../results';

type Figures = Readonly<Record<string, Pick<Figure, 'value'>>>;

/** The numbers of the picture, all of them ratios or counts. */
export interface BulkPicture {
	/** How many times as fast as one item at a time. */
	speed: { ours: number; httpRequest: number; batchOfOne: number };
	/** Of 1,000 items under a hidden limit. */
	lost: { ours: number; httpRequest: number };
	/** The share of the HTTP Request node's calls that this package makes. */
	calls: number;
}

const ITEMS = 1_000;
const SPEED = 'bulk.approvals.150ms';
const LIMITED = 'bulk.approvals.150ms.limit20';

/** @returns what the picture shows, or undefined where it was not measured */
export function pictureOfBulk(figures: Figures): BulkPicture | undefined {
	const names = {
		vsSequential: `${SPEED}.ours.vs.sequential.speed`,
		vsHttpRequest: `${SPEED}.ours.vs.httpRequest.speed`,
		vsBatchOfOne: `${SPEED}.ours.vs.batchOfOne.speed`,
		calls: `${SPEED}.ours.vs.httpRequest.calls`,
		lost: `${LIMITED}.ours.lost`,
		lostByOther: `${LIMITED}.httpRequest.lost`,
	};
	const value = (name: keyof typeof names) => figures[names[name]]?.value ?? NaN;
	const ours = value('vsSequential');
	const picture = {
		speed: {
			ours,
			httpRequest: ours / value('vsHttpRequest'),
			batchOfOne: ours / value('vsBatchOfOne'),
		},
		lost: { ours: value('lost'), httpRequest: value('lostByOther') },
		calls: value('calls'),
	};
	const all = [...Object.values(picture.speed), ...Object.values(picture.lost), picture.calls];
	return all.some(Number.isNaN) ? undefined : picture;
}

const inEnglish = (count: number) => count.toLocaleString('en-US');

/** As precise as such ratios are. */
const times = (ratio: number) => `${ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0)} ×`;

function done(label: string, lost: number, isOurs: boolean): Bar {
	const text =
		lost === 0
			? `all ${inEnglish(ITEMS)} done`
			: `${inEnglish(ITEMS - lost)} done, ${inEnglish(lost)} lost`;
	return { label, value: ITEMS - lost, text, isOurs };
}

function chartOf({ speed, lost, calls }: BulkPicture): Chart {
	const each = `${inEnglish(ITEMS)} calls`;
	const ours = times(speed.ours);
	return {
		description:
			`${inEnglish(ITEMS)} join requests approved at 150 ms for each call: this package is ${ours} as fast as ` +
			`one item at a time, n8n's HTTP Request node ${times(speed.httpRequest)}. With a limit of 20 calls a ` +
			`second that nobody is told, this package loses ${lost.ours} items, the HTTP Request node ${lost.httpRequest}.`,
		panels: [
			{
				title: `${inEnglish(ITEMS)} join requests approved`,
				subtitle: 'At 150 ms for each call. How many times as fast as one item at a time.',
				bars: [
					{
						label: 'this package',
						value: speed.ours,
						text: `${ours}, ${inEnglish(Math.round(ITEMS * calls))} calls`,
						isOurs: true,
					},
					{
						label: 'HTTP Request',
						value: speed.httpRequest,
						text: `${times(speed.httpRequest)}, ${each}`,
					},
					{ label: 'one item at a time', value: 1, text: `1 ×, ${each}` },
					{
						label: 'HTTP Request, one a second',
						value: speed.batchOfOne,
						text: `${speed.batchOfOne.toFixed(2)} ×, ${each}`,
					},
				],
			},
			{
				title: 'The same with a limit of 20 calls a second',
				subtitle: 'Nobody is told the limit; who exceeds it is answered 429.',
				bars: [
					done('this package', lost.ours, true),
					done('HTTP Request', lost.httpRequest, false),
				],
			},
		],
	};
}

/** @returns the picture as an SVG file */
export function drawBulk(picture: BulkPicture, theme: Theme): string {
	return drawChart(chartOf(picture), theme);
}

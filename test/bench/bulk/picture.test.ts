import { THEMES } from '../chart';
import { drawBulk, pictureOfBulk } from './picture';

const measured = {
	'bulk.approvals.150ms.ours.vs.sequential.speed': { value: 300 },
	'bulk.approvals.150ms.ours.vs.httpRequest.speed': { value: 4 },
	'bulk.approvals.150ms.ours.vs.batchOfOne.speed': { value: 2_000 },
	'bulk.approvals.150ms.ours.vs.httpRequest.calls': { value: 0.125 },
	'bulk.approvals.150ms.limit20.ours.lost': { value: 0 },
	'bulk.approvals.150ms.limit20.httpRequest.lost': { value: 980 },
};

it('works out how many times as fast as one item at a time each is', () => {
	expect(pictureOfBulk(measured)).toEqual({
		speed: { ours: 300, httpRequest: 75, batchOfOne: 0.15 },
		lost: { ours: 0, httpRequest: 980 },
		calls: 0.125,
	});
});

it.each(Object.keys(measured))('draws nothing without %s', (name) => {
	const others = Object.fromEntries(Object.entries(measured).filter(([other]) => other !== name));
	expect(pictureOfBulk(others)).toBeUndefined();
});

it('says in words what the bars show', () => {
	const picture = pictureOfBulk(measured);
	if (!picture) throw new Error('There is no picture');
	const svg = drawBulk(picture, THEMES.light);

	const texts = [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
	expect(texts).toEqual(
		expect.arrayContaining([
			'300 ×, 125 calls',
			'75 ×, 1,000 calls',
			'0.15 ×, 1,000 calls',
			'all 1,000 done',
			'20 done, 980 lost',
		]),
	);
	expect(svg).toMatch(/<title>.*300 ×.*loses 0 items.*980\.<\/title>/);
});

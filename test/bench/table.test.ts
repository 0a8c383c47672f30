import { formatNumbers, formatTable, seconds, whole } from './table';

it('makes columns as wide as their widest text, with numbers on the right', () => {
	const columns = [
		{ title: 'row' },
		{ title: 'acks/s', align: 'right' },
		{ title: 'note' },
	] as const;

	const table = formatTable(columns, [
		['a plain trigger', '18.7', ''],
		['ours', '1034.5', 'fast'],
	]);

	expect(table.split('\n')).toEqual([
		'row              acks/s  note',
		'---------------  ------  ----',
		'a plain trigger    18.7',
		'ours             1034.5  fast',
	]);
});

it('shows the titles of a table without rows', () => {
	expect(formatTable([{ title: 'row' }], [])).toBe('row\n---');
});

it('puts numbers to the right of their names', () => {
	const table = formatNumbers(
		['what', 's'],
		[
			['a run', seconds(1_234)],
			['a long one', whole(12.6)],
		],
	);

	expect(table.split('\n')).toEqual([
		'what           s',
		'----------  ----',
		'a run       1.23',
		'a long one    13',
	]);
});

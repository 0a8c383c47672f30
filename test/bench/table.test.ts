import { formatTable } from './table';

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

import { readBaseUrl } from '../../../nodes/Dialog360Groups/api/baseUrl';
import { InputError } from '../../../nodes/Dialog360Groups/explainedError';

describe('the base URL of the credential', () => {
	it.each([
		['https://waba-v2.360dialog.io', 'https://waba-v2.360dialog.io'],
		['https://waba-v2.360dialog.io/', 'https://waba-v2.360dialog.io'],
		['https://waba-v2.360dialog.io///', 'https://waba-v2.360dialog.io'],
		['  https://waba-v2.360dialog.io/ \n', 'https://waba-v2.360dialog.io'],
		['HTTPS://WABA-V2.360DIALOG.IO', 'HTTPS://WABA-V2.360DIALOG.IO'],
		['http://localhost:4000', 'http://localhost:4000'],
		['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
		['http://[::1]:4000', 'http://[::1]:4000'],
		['https://proxy.example/360dialog/v2/', 'https://proxy.example/360dialog/v2'],
	])('%j is %j', (value, expected) => {
		const address = readBaseUrl(value);
		expect(address).toBe(expected);
		expect(URL.canParse(`${address}/groups`)).toBe(true);
	});

	it.each([
		['nothing', ''],
		['blanks', '   '],
		['slashes', '///'],
		['no scheme', 'waba-v2.360dialog.io'],
		['no host', 'https://'],
		['no host before a path', 'https:///groups'],
		['a scheme without slashes', 'https:waba-v2.360dialog.io'],
		['a user and password', 'https://user:secret@waba-v2.360dialog.io'],
		['a user', 'https://user@evil.example'],
		['a query', 'https://waba-v2.360dialog.io?x=1'],
		['a query after a path', 'https://waba-v2.360dialog.io/v2?x=1'],
		['a fragment', 'https://waba-v2.360dialog.io/#x'],
		['a blank inside', 'https://waba v2.360dialog.io'],
		['a line break inside', 'https://waba-v2.360dialog.io/\nx'],
		['javascript', 'javascript:alert(1)'],
		['a file', 'file:///etc/passwd'],
		['ftp', 'ftp://waba-v2.360dialog.io'],
		['a number', 5],
		['null', null],
		['absent', undefined],
		['an array', ['https://waba-v2.360dialog.io']],
	])('%s is turned down', (_, value) => {
		expect(() => readBaseUrl(value)).toThrow(InputError);
		expect(() => readBaseUrl(value)).toThrow(/'Base URL'/);
	});

	it('does not repeat what was typed, which may hold a password', () => {
		const typed = 'https://user:secret@waba-v2.360dialog.io';
		let thrown: unknown;
		try {
			readBaseUrl(typed);
		} catch (error) {
			thrown = error;
		}
		expect(thrown).toBeInstanceOf(InputError);
		if (thrown instanceof InputError) {
			expect(thrown.message + thrown.howToFix).not.toContain('secret');
			expect(thrown.howToFix).toContain('https://waba-v2.360dialog.io');
		}
	});
});

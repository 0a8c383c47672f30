import fc from 'fast-check';

import { safeFileName } from '../../../../nodes/Dialog360Groups/actions/message/fileName';

describe('a file name', () => {
	it.each([
		['Plan.pdf', 'Plan.pdf'],
		['Fahrplan für Köln 👋 (2).pdf', 'Fahrplan für Köln 👋 (2).pdf'],
		['../../etc/passwd', 'passwd'],
		['C:\\Users\\Ada\\Plan.pdf', 'Plan.pdf'],
		['a\r\nContent-Type: text/html\r\n\r\n.pdf', 'html.pdf'],
		['say "hi".pdf', 'say _hi_.pdf'],
		['what?*<>|.pdf', 'what_____.pdf'],
		// Reads as "invoice_exe.pdf" with the mark that turns the direction.
		['invoice_\u202Efdp.exe', 'invoice_fdp.exe'],
		['a\0b.pdf', 'ab.pdf'],
		['.htaccess', 'htaccess'],
		['  Plan.pdf . ', 'Plan.pdf'],
		['', undefined],
		['...', undefined],
		['folder/', undefined],
	])('%j becomes %j', (name, safe) => {
		expect(safeFileName(name)).toBe(safe);
	});

	it('that is too long keeps its ending', () => {
		const safe = safeFileName(`${'👋'.repeat(500)}.pdf`) ?? '';
		expect([...safe]).toHaveLength(200);
		expect(safe.endsWith('👋.pdf')).toBe(true);
	});

	it('is harmless, whatever it was, and stays as it is then', () => {
		const odd = fc.constantFrom('/', '\\', '..', '"', '\r\n', '\0', '\u202E', '.', ' ', ':');
		const names = fc.array(fc.oneof(odd, fc.string({ unit: 'binary' })), { maxLength: 30 });
		fc.assert(
			fc.property(names, (parts) => {
				const safe = safeFileName(parts.join(''));
				if (safe === undefined) return;
				expect(safe).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069/\\"*:<>?|]/u);
				expect(safe).not.toMatch(/^[.\s]|[.\s]$/);
				expect([...safe].length).toBeLessThanOrEqual(200);
				expect(safeFileName(safe)).toBe(safe);
			}),
		);
	});
});

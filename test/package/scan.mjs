// The offline twin of n8n's package scanner: its own ESLint configurations, which ignore inline disables, run on the
// source and on what `npm pack` makes of it. Build first.
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const scratch = mkdtempSync(join(tmpdir(), 'scan-'));
try {
	const [{ filename }] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--pack-destination', scratch], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		}),
	);
	execFileSync('tar', ['xzf', join(scratch, filename), '-C', scratch]);
	const verdicts = {
		source: await analyzePackage(process.cwd(), SOURCE_FILE_PATTERNS),
		tarball: await analyzePackage(join(scratch, 'package'), ['**/*.js', 'package.json']),
	};
	for (const [what, { passed, message = '', details = '' }] of Object.entries(verdicts)) {
		console.log(`scan of ${what}: ${passed ? 'passed' : 'FAILED'}`, message, details);
		if (!passed) process.exitCode = 1;
	}
} finally {
	rmSync(scratch, { recursive: true });
}

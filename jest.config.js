// n8n-core reads these once, when it is first required.
process.env.N8N_LOG_LEVEL = 'silent';
process.env.N8N_USER_FOLDER = require('node:fs').mkdtempSync(
	require('node:path').join(require('node:os').tmpdir(), 'n8n-test-'),
);

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.test.json' }] },
	coverageReporters: ['text', 'lcovonly'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	// Waiting for a group to be created, or for a rate limit, takes real time.
	testTimeout: 20_000,
	clearMocks: true,
	restoreMocks: true,
};

// Loads a package's nodes and credentials with n8n's own loader, as n8n does when it starts, and prints how many
// milliseconds that took. What n8n has loaded by then anyway is loaded before.
const { createRequire } = require('node:module');

const [n8n, packageFolder] = process.argv.slice(2);
const requireFromN8n = createRequire(n8n);
requireFromN8n('n8n-workflow');
const { PackageDirectoryLoader } = requireFromN8n('n8n-core');

async function main() {
	const startedAt = performance.now();
	await new PackageDirectoryLoader(packageFolder).loadAll();
	console.log(performance.now() - startedAt);
}

void main();

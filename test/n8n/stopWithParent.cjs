// Loaded into n8n before anything else. Its standard input is a pipe from the process that started it;
// when that process is gone, however it ended, the pipe closes and n8n must not stay behind.
if (require('node:worker_threads').isMainThread) {
	process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'));
	process.stdin.resume();
	process.stdin.unref();
}

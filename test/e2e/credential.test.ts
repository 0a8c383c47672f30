import { once } from 'node:events';
import { createServer } from 'node:http';
import { freePort } from '../n8n/ports';
import { CREDENTIAL_TYPE } from '../n8n/examples';
import { openSession, type Session } from './support/session';

let session: Session;

beforeAll(async () => {
	session = await openSession('Credential test');
});

afterAll(async () => {
	await session.close();
});

async function test(apiKey: string, baseUrl: string) {
	return await session.client.testCredential(session.credential, {
		name: session.credential.name,
		type: CREDENTIAL_TYPE,
		data: { apiKey, baseUrl },
	});
}

it('accepts the right key', async () => {
	const { sandbox } = session;

	const result = await test(sandbox.apiKey, sandbox.url);

	expect(result.status).toBe('OK');
});

it('accepts a base URL with a slash at its end', async () => {
	const { sandbox } = session;

	const result = await test(sandbox.apiKey, `${sandbox.url}/`);

	expect(result.status).toBe('OK');
});

it('says that the key is wrong, without repeating it', async () => {
	const { status, message } = await test('not-the-key', session.sandbox.url);

	expect(status).toBe('Error');
	expect(message).toMatch(/does not accept this API key/);
	expect(message).not.toContain('not-the-key');
});

it("says that a host cannot be reached, which is not the key's fault", async () => {
	const { sandbox } = session;
	const nobodyListens = `http://127.0.0.1:${await freePort()}`;

	const { status, message } = await test(sandbox.apiKey, nobodyListens);

	// n8n's own word for it: a credential's test can't give another one where no answer came.
	expect({ status, message }).toEqual({ status: 'Error', message: 'ECONNREFUSED' });
});

it('says that something else lives at the base URL', async () => {
	const elsewhere = createServer((_request, answer) => answer.writeHead(404).end('Not found'));
	await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
	const address = elsewhere.address();
	const port = typeof address === 'object' ? address?.port : undefined;

	const { status, message } = await test('any-key', `http://127.0.0.1:${port}`);
	elsewhere.close();

	expect(status).toBe('Error');
	expect(message).toMatch(/Base URL/);
});

it('changes nothing at 360dialog', async () => {
	const { sandbox } = session;
	sandbox.requests.clear();

	await test(sandbox.apiKey, sandbox.url);

	expect(sandbox.requests.all().map(({ method }) => method)).toEqual(['GET']);
});

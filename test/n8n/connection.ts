import { randomUUID } from 'node:crypto';
import { asObject, isObject, type JsonObject, parseJson } from './json';

/** The person that n8n is set up for. */
export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** An answer of n8n with an error status. */
export class N8nAnswerError extends Error {
	override readonly name = 'N8nAnswerError';

	constructor(
		request: string,
		readonly status: number,
		readonly body: string,
	) {
		super(`${request} answered ${status}: ${body.slice(0, 1_000)}`);
	}
}

/** Requests to one n8n, with the session of whoever signed in. */
export class N8nConnection {
	private cookie = '';

	private readonly browserId = randomUUID();

	/** @param url n8n's address, without a slash at the end */
	constructor(readonly url: string) {}

	/** Sets up the owner of a new n8n and signs in. On one that has an owner, only signs in. */
	async signInAsOwner(owner: Owner): Promise<void> {
		const { userManagement } = asObject(await this.request('GET', '/rest/settings'), 'settings');
		const isNew = asObject(userManagement, 'settings').showSetupOnFirstLoad === true;
		if (isNew) await this.request('POST', '/rest/owner/setup', { ...owner });
		else await this.signIn(owner);
	}

	/** @throws N8nAnswerError where e-mail address and password don't belong together */
	async signIn({ email, password }: Pick<Owner, 'email' | 'password'>): Promise<void> {
		await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/**
	 * @returns the answer's `data`, or the whole body where it has none
	 * @throws N8nAnswerError
	 */
	protected async request(method: string, path: string, body?: JsonObject): Promise<unknown> {
		const answer = await fetch(this.url + path, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': this.browserId,
				cookie: this.cookie,
			},
			...(body && { body: JSON.stringify(body) }),
		});
		this.cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? this.cookie;
		const text = await answer.text();
		if (!answer.ok) throw new N8nAnswerError(`${method} ${path}`, answer.status, text);
		const parsed = parseJson(text);
		return isObject(parsed) && 'data' in parsed && !('results' in parsed) ? parsed.data : parsed;
	}
}

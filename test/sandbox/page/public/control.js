import { toast } from './dom.js';

/** Calls the sandbox's control. Shows the sandbox's sentence if it refuses, and then throws. */
export async function call(method, path, body) {
	const response = await fetch(`/_sandbox${path}`, {
		method,
		...(body === undefined
			? {}
			: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
	});
	const text = await response.text();
	const answer = text === '' ? undefined : JSON.parse(text);
	if (!response.ok) throw new Error(answer?.error ?? `The sandbox answered ${response.status}`);
	return answer;
}

/** Like `call`, for a person's click: a refusal becomes a message and nothing else. */
export async function act(method, path, body) {
	try {
		return await call(method, path, body);
	} catch (error) {
		toast(error.message, 'bad');
		return undefined;
	}
}

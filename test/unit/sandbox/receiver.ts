import {
	createServer,
	type IncomingHttpHeaders,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedWebhook {
	path: string;
	headers: IncomingHttpHeaders;
	/** As it came. */
	text: string;
	/** Parsed, or the text if it is no JSON. */
	body: unknown;
}

/** How a receiver treats a webhook: a status, no answer at all, or a reset connection. */
export type Treatment = number | 'hang' | 'reset';

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** A receiver of webhooks on a free port of this machine. */
export class WebhookReceiver {
	readonly received: ReceivedWebhook[] = [];
	/** In: how many webhooks have come so far, this one included. Default: all is well. */
	treat: (count: number) => Treatment = () => 200;
	private readonly hanging = new Set<ServerResponse>();
	private readonly server: Server;

	private constructor() {
		this.server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const { url: path = '', headers } = request;
				const text = Buffer.concat(chunks).toString();
				this.received.push({ path, headers, text, body: parse(text) });
				const treatment = this.treat(this.received.length);
				if (treatment === 'reset') request.socket.resetAndDestroy();
				else if (treatment === 'hang') this.hanging.add(response);
				else response.writeHead(treatment).end();
			});
		});
	}

	static async start(): Promise<WebhookReceiver> {
		const receiver = new WebhookReceiver();
		await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
		return receiver;
	}

	get url(): string {
		const address: AddressInfo | string | null = this.server.address();
		if (address === null || typeof address === 'string') throw new Error('Not listening');
		return `http://127.0.0.1:${address.port}/hook`;
	}

	/** Forgets what has come, and treats everything well again. */
	clear(): void {
		this.received.length = 0;
		this.treat = () => 200;
	}

	async close(): Promise<void> {
		for (const response of this.hanging) response.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

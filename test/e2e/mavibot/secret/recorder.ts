import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What went one way over the network between the editor and n8n. */
export interface Exchange {
	kind: 'request' | 'answer' | 'socket';
	/** Path and query. */
	path: string;
	/** A body, or all that n8n has sent over a WebSocket so far. */
	content(): Buffer;
}

/** A server that stands before n8n and notes all that passes. */
export interface Recorder {
	origin: string;
	exchanges: Exchange[];
	stop(): Promise<void>;
}

/** Starts to note the bytes of a stream, from its next one on. */
function noted(stream: NodeJS.ReadableStream): () => Buffer {
	const chunks: Buffer[] = [];
	stream.on('data', (chunk: Buffer) => chunks.push(chunk));
	return () => Buffer.concat(chunks);
}

/** @param target origin of n8n */
export async function startRecorder(target: string): Promise<Recorder> {
	const { hostname, port } = new URL(target);
	const exchanges: Exchange[] = [];
	const open = new Set<Duplex>();

	const pass = (asked: IncomingMessage, answer: ServerResponse): void => {
		const path = asked.url ?? '';
		// Without these, n8n answers as it is, neither compressed nor with "nothing is new".
		const headers = { ...asked.headers };
		delete headers['accept-encoding'];
		delete headers['if-none-match'];
		const { method } = asked;
		const passedOn = request({ hostname, port, path, method, headers }, (answered) => {
			exchanges.push({ kind: 'answer', path, content: noted(answered) });
			answer.writeHead(answered.statusCode ?? 502, answered.headers);
			answered.pipe(answer);
		});
		passedOn.on('error', () => answer.destroy());
		answer.on('close', () => passedOn.destroy());
		exchanges.push({ kind: 'request', path, content: noted(asked) });
		asked.pipe(passedOn);
	};

	const passSocket = (asked: IncomingMessage, browser: Duplex): void => {
		const n8n = connect(Number(port), hostname);
		for (const side of [browser, n8n]) {
			open.add(side);
			side.on('error', () => side.destroy());
			side.on('close', () => {
				browser.destroy();
				n8n.destroy();
				open.delete(side);
			});
		}
		exchanges.push({ kind: 'socket', path: asked.url ?? '', content: noted(n8n) });
		// Without its extensions, nothing is compressed.
		const headers = Object.entries(asked.headers)
			.filter(([name]) => name !== 'sec-websocket-extensions')
			.map(([name, value]) => `${name}: ${String(value)}`);
		n8n.write([`GET ${asked.url} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
		n8n.pipe(browser).pipe(n8n);
	};

	const server = createServer(pass).on('upgrade', passSocket);
	await new Promise<void>((resolve, reject) =>
		server.once('error', reject).listen(0, '127.0.0.1', resolve),
	);
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		exchanges,
		async stop() {
			for (const socket of open) socket.destroy();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

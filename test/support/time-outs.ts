import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest, InformationEvent } from 'node:http';
import type { Fault } from './mavibot-api';

/** Where Node tells of every request that this process sends. */
const STARTED = 'http.client.request.start';

/** What an answer that is not the last may hold: where Mavibot falls silent. */
const HEADER = 'silent';

/** The same fault, under which a client that is watched takes its time for over as soon as Mavibot is silent. */
export const timedOut = (fault: Fault): Fault => ({
	...fault,
	onSilent: (socket) =>
		void socket.write(`HTTP/1.1 102 Processing\r\n${HEADER}: ${fault.silent}\r\n\r\n`),
});

/**
 * Watches what this process sends from now on, so that no clock decides under `timedOut`.
 * @returns what ends that
 */
export function watchTimeOuts(): () => void {
	const watch = (message: unknown): void => {
		const { request } = message as { request: ClientRequest };
		/** What a socket does when nothing came for as long as the client set. */
		const timeOut = () => void setImmediate(() => request.socket?.emit('timeout'));
		request.on('information', ({ headers }: InformationEvent) => {
			if (headers[HEADER] === 'before') timeOut();
			if (headers[HEADER] === 'middle') request.once('response', timeOut);
		});
	};
	subscribe(STARTED, watch);
	return () => void unsubscribe(STARTED, watch);
}

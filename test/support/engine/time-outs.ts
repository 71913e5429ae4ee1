import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Fault } from '../mavibot-api';

/** Where Node tells of every request that this process sends. */
const STARTED = 'http.client.request.start';

/** The requests of this process, whose time is up when a test says so. */
export interface TimeOuts {
	/** The same fault, under which the client's time is up as soon as Mavibot is silent. */
	under(fault: Fault): Fault;
	/** Watches no longer. */
	stop(): void;
}

const isOtherEnd = (client: Socket | null, server: Socket): boolean =>
	client?.localPort === server.remotePort && client?.remotePort === server.localPort;

/** Watches what this process sends from now on. */
export function watchTimeOuts(): TimeOuts {
	const requests: Array<{ request: ClientRequest; answered: Promise<void> }> = [];
	const watch = (message: unknown): void => {
		const { request } = message as { request: ClientRequest };
		// Behind the client's own listener, which has taken the answer up by then.
		const answered = new Promise<void>((resolve) => request.once('response', () => resolve()));
		requests.push({ request, answered });
	};
	/** What a socket does when nothing came for as long as the client set. */
	const timeOut = async ({ silent }: Fault, server: Socket): Promise<void> => {
		const found = requests.findLast(({ request }) => isOtherEnd(request.socket, server));
		if (!found) throw new Error('The request that Mavibot leaves alone is none of this process');
		if (silent === 'middle') await found.answered;
		found.request.socket?.emit('timeout');
	};
	subscribe(STARTED, watch);
	return {
		under: (fault) => ({ ...fault, onSilent: (server) => void timeOut(fault, server) }),
		stop: () => void unsubscribe(STARTED, watch),
	};
}

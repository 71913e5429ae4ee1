import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/**
 * Ports of the loopback interface that nothing listens on, each a different one.
 */
export async function freePorts(count: number): Promise<number[]> {
	// All are held at once, or the system could give out the same one twice.
	const servers = await Promise.all(Array.from({ length: count }, async () => await listen(0)));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map(close));
	return ports;
}

/** @throws naming the port, when something listens on it already */
export async function requireFreePort(port: number): Promise<void> {
	try {
		await close(await listen(port));
	} catch {
		throw new Error(
			`Port ${port} of 127.0.0.1 is in use. End what listens there, or choose another.`,
		);
	}
}

async function listen(port: number): Promise<Server> {
	const server = createServer().listen(port, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

async function close(server: Server): Promise<void> {
	await once(server.close(), 'close');
}

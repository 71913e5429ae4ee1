import { createServer, type Server } from 'node:net';

/**
 * Ports of the loopback interface that nothing listens on, each a different one.
 */
export async function freePorts(count: number): Promise<number[]> {
	// All are held at once, or the system could give out the same one twice.
	const servers = await Promise.all(Array.from({ length: count }, async () => await listen(0)));
	const ports = servers.map(portOf);
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
	const server = createServer();
	return await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}

async function close(server: Server): Promise<void> {
	await new Promise<void>((resolve) => server.close(() => resolve()));
}

function portOf(server: Server): number {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return address.port;
}

import { startLoopback, type Loopback } from './e2e/loopback';

/** What a server answers to a request for a page of its clients, which the function may change. */
export type Page = (
	clients: unknown[],
	offset: number,
	limit: number,
	/** How many were made before this one. */
	request: number,
) => unknown;

/** A server that gives pages of clients in its own way, and how often it was asked. */
export interface PagesOfClients extends Loopback {
	asked(): number;
}

/** @param count how many clients it has, with ids from 1 */
export async function startPagesOfClients(count: number, page: Page): Promise<PagesOfClients> {
	const clients = Array.from({ length: count }, (_, index) => ({ id: index + 1, client_type: 1 }));
	let asked = 0;
	const server = await startLoopback((request, response) => {
		const { searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
		const [offset, limit] = ['offset', 'limit'].map((name) => Number(searchParams.get(name)));
		const answer = page(clients, offset, limit, asked++);
		response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
	});
	return { ...server, asked: () => asked };
}

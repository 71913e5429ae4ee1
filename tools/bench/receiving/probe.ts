import { Agent, request } from 'undici';

/**
 * Asks n8n again and again whether it is well, while something goes on. The answer is nothing to n8n but a turn of its
 * event loop, so that the longest wait for one tells how long the loop was held.
 *
 * @returns milliseconds of the longest wait, and what was done
 */
export async function whileProbing<Result>(
	origin: string,
	action: () => Promise<Result>,
): Promise<{ heldMs: number; result: Result }> {
	// Each time by a new connection: an old one n8n closes once it has held its loop for as long as a pause may take.
	const dispatcher = new Agent({ pipelining: 0, headersTimeout: 0, bodyTimeout: 0 });
	let isOver = false;
	let heldMs = 0;
	const probe = async () => {
		while (!isOver) {
			const start = performance.now();
			const { body } = await request(`${origin}/healthz`, { dispatcher });
			await body.dump();
			heldMs = Math.max(heldMs, performance.now() - start);
		}
	};
	const acting = action().finally(() => (isOver = true));
	try {
		const [result] = await Promise.all([acting, probe()]);
		return { heldMs, result };
	} finally {
		await dispatcher.close();
	}
}

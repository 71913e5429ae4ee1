import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { outputOf, type Execution } from '../../real-n8n';
import { storeCredential, type Shared } from './setup';
import { errorOf, httpRequestNode, mavibotNode, runWith } from './workflow';

/** n8n's HTTP Request node with this credential. */
export function testsOfHttpRequest(shared: () => Shared): void {
	const requested = async (url: string, credential = shared().credential): Promise<Execution> =>
		await runWith(shared().client, [{}], [httpRequestNode('Request', credential, url)]);

	test.each(['/api/get_clients', '/get_clients'])(
		'the server of the credential gets the key, with the address written as %s',
		async (path) => {
			const { mavibot } = shared();
			const execution = await requested(`${mavibot.origin}${path}?limit=1`);
			expect(execution.status).toBe('success');
			expect(outputOf(execution, 'Request')).toMatchObject([
				{ json: { clients: [{ id: expect.any(Number) }] } },
			]);
			expect(JSON.stringify(execution)).not.toContain(mavibot.apiKey);
		},
	);

	test('another server gets no request at all', async () => {
		const { mavibot } = shared();
		let requests = 0;
		const other = createServer((_request, response) => {
			requests += 1;
			response.end('{}');
		});
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		try {
			const { port } = other.address() as AddressInfo;
			const execution = await requested(`http://127.0.0.1:${port}/api/get_clients`);
			expect(execution.status).toBe('error');
			expect(JSON.stringify(errorOf(execution))).toContain(
				`The Mavibot key is sent to ${mavibot.origin} only`,
			);
			expect(JSON.stringify(execution)).not.toContain(mavibot.apiKey);
			expect(requests).toBe(0);
		} finally {
			await new Promise((resolve) => other.close(resolve));
		}
	});

	test.each([
		['no domain at all', { allowedHttpRequestDomains: 'none' }],
		['example.com only', { allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' }],
	])(
		'a credential that the HTTP Request node may use for %s serves the Mavibot node all the same',
		async (name, restriction) => {
			const { client, mavibot } = shared();
			const credential = await storeCredential(shared(), `For ${name}`, restriction);

			const own = await runWith(
				client,
				[{}],
				[mavibotNode('Bots', credential, { resource: 'channel', operation: 'getAll' })],
			);
			expect(errorOf(own)).toEqual({});
			expect(outputOf(own, 'Bots').length).toBeGreaterThan(0);

			const before = mavibot.journal.length;
			const other = await requested(`${mavibot.origin}/api/get_clients`, credential);
			expect(other.status).toBe('error');
			expect(mavibot.journal).toHaveLength(before);
		},
	);
}

import type { INode, INodeParameters } from 'n8n-workflow';
import { holds, startElsewhere } from '../../support/engine/fault-matrix/measure';
import { outputOf, type Execution } from '../../support/real-n8n';
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
		const elsewhere = await startElsewhere();
		try {
			const execution = await requested(`${elsewhere.origin}/api/get_clients`);
			expect(JSON.stringify(errorOf(execution))).toContain(
				`The Mavibot key is sent to ${mavibot.origin} only`,
			);
			expect(JSON.stringify(execution)).not.toContain(mavibot.apiKey);
			expect(elsewhere.requestsTo('/api/get_clients')).toBe(0);
		} finally {
			await elsewhere.stop();
		}
	});

	describe.each([3, 4.2, 4.4])('in version %s', (typeVersion) => {
		const requestNode = (rest: Partial<INode> = {}, parameters: INodeParameters = {}) => {
			const { credential, mavibot } = shared();
			const url = `${mavibot.origin}/api/get_clients`;
			const node = httpRequestNode('Request', credential, url);
			return { ...node, ...rest, typeVersion, parameters: { ...node.parameters, ...parameters } };
		};
		const FOLLOW = { redirect: { redirect: { followRedirects: true, maxRedirects: 21 } } };
		const MESSAGE = { method: 'POST', sendBody: true, specifyBody: 'json', jsonBody: '{"a":1}' };

		test.each([301, 302, 303, 307, 308])('a redirect is not followed: %i', async (status) => {
			const { client, mavibot } = shared();
			const elsewhere = await startElsewhere();
			try {
				// The second is on the same host, where the key would stay in the path as well.
				const origins = [elsewhere.origin, elsewhere.origin.replace('localhost', '127.0.0.1')];
				for (const origin of origins) {
					const headers = { location: `${origin}/api/get_clients` };
					mavibot.fail({ status, headers, times: 2 });
					const runs = [{}, MESSAGE].map(async (parameters) => {
						const node = requestNode({}, { ...parameters, options: FOLLOW });
						return await runWith(client, [{}], [node]);
					});
					for (const execution of await Promise.all(runs)) {
						expect(errorOf(execution).message).toContain(`${status} - `);
						expect(holds(execution, mavibot.apiKey)).toBe(false);
					}
				}
				expect(elsewhere.requestsTo('/api/get_clients')).toBe(0);
			} finally {
				await elsewhere.stop();
			}
		});

		test.each([
			['before the answer', { drop: 'before' as const }],
			['in the middle of the answer', { drop: 'middle' as const }],
			['by an answer that ends too early', { cut: true }],
		])('a connection that is cut off %s leaves no key', async (_where, fault) => {
			const { client, mavibot } = shared();
			const nodes = ['autodetect', 'json', 'text', 'file'].flatMap((responseFormat) =>
				(['stopWorkflow', 'continueRegularOutput'] as const).map((onError) =>
					requestNode({ onError }, { options: { response: { response: { responseFormat } } } }),
				),
			);
			mavibot.fail({ ...fault, times: nodes.length });
			const runs = nodes.map(async (node) => await runWith(client, [{}], [node]));

			for (const execution of await Promise.all(runs)) {
				expect(holds(execution, mavibot.apiKey)).toBe(false);
			}
		});

		test('an answer that is taken as a file leaves no key', async () => {
			const { client, mavibot } = shared();
			const options = { options: { response: { response: { responseFormat: 'file' } } } };
			const execution = await runWith(client, [{}], [requestNode({}, options)]);

			expect(execution.status).toBe('success');
			expect(outputOf(execution, 'Request')).toMatchObject([{ binary: { data: {} } }]);
			expect(holds(execution, mavibot.apiKey)).toBe(false);
		});

		test('pages are read, by what the answers say', async () => {
			const { client, mavibot } = shared();
			const execution = await runWith(
				client,
				[{}],
				[
					requestNode(
						{},
						{
							sendQuery: true,
							queryParameters: { parameters: [{ name: 'limit', value: '1' }] },
							options: {
								pagination: {
									pagination: {
										parameters: {
											parameters: [{ type: 'qs', name: 'offset', value: '={{ $pageCount }}' }],
										},
										paginationCompleteWhen: 'other',
										completeExpression: '={{ !$response.body.clients.length || $pageCount > 2 }}',
									},
								},
							},
						},
					),
				],
			);

			const clients = outputOf(execution, 'Request').map(({ json }) => json.clients);
			expect(errorOf(execution)).toEqual({});
			expect(clients).toMatchObject([1, 2, 3].map(() => [{ id: expect.any(Number) as number }]));
			expect(holds(execution, mavibot.apiKey)).toBe(false);
		});
	});

	test('a URL with another key is refused, and nothing is sent', async () => {
		const { mavibot } = shared();
		const before = mavibot.journal.length;
		const execution = await requested(`${mavibot.origin}/api/another-key/get_clients`);

		expect(errorOf(execution).message).toBe('The URL holds a key already, leave it out');
		expect(mavibot.journal).toHaveLength(before);
	});

	test('a server with a path is refused, and nothing is sent', async () => {
		const { client, mavibot } = shared();
		const before = mavibot.journal.length;
		const credential = await storeCredential(shared(), 'With a path', {
			server: `${mavibot.origin}/api`,
		});
		const parameters = { resource: 'channel', operation: 'getAll' };
		for (const node of [
			mavibotNode('Bots', credential, parameters),
			httpRequestNode('Request', credential, `${mavibot.origin}/api/get_clients`),
		]) {
			expect(errorOf(await runWith(client, [{}], [node])).message).toBe(
				'The server of the Mavibot credential has something behind its name',
			);
		}
		expect(mavibot.journal).toHaveLength(before);
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

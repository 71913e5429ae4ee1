import { request } from 'undici';
import { resources } from '../../../nodes/Mavibot/resources';
import type { Shared } from './setup';

/** That n8n serves what the editor shows of an operation's output before its first run. */
export function testsOfSchemas(shared: () => Shared): void {
	test('are served for every operation', async () => {
		const { n8n } = shared().launched;
		const paths = resources.flatMap(({ value, operations }) =>
			operations.map(({ option }) => `${value}/${option.value}`),
		);

		const answers = await Promise.all(
			paths.map(async (path) => {
				const { statusCode, body } = await request(
					`${n8n.url}/schemas/n8n-nodes-mavibot.mavibot/1.0.0/${path}.json`,
				);
				return { path, statusCode, schema: await body.json() };
			}),
		);

		expect(answers).toHaveLength(42);
		expect(answers).toEqual(
			paths.map((path) => ({
				path,
				statusCode: 200,
				schema: { type: 'object', properties: expect.any(Object), version: 1 },
			})),
		);
	});
}

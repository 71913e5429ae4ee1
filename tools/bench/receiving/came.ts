import { request } from 'undici';
import { outputOf, type Execution, type N8nClient } from '../../../test/support/real-n8n';

/** As many as n8n's public API gives at once. */
const PAGE = 250;

/** A key for n8n's public API, which gives the data of many executions at once. */
export async function executionsKey(client: N8nClient): Promise<string> {
	const { rawApiKey } = await client.call<{ rawApiKey: string }>('POST', '/api-keys', {
		label: 'bench',
		expiresAt: null,
		scopes: ['execution:list', 'execution:read'],
	});
	return rawApiKey;
}

/**
 * The texts that a node gave in each execution of its workflow that has ended, one for each.
 *
 * @param key from `executionsKey`
 */
export async function textsThatCame(
	{ client, key }: { client: N8nClient; key: string },
	workflowId: string,
	node: string,
): Promise<string[]> {
	const texts: string[] = [];
	let cursor: string | null = '';
	while (cursor !== null) {
		const query = new URLSearchParams({
			...{ workflowId, includeData: 'true', limit: String(PAGE) },
			...(cursor !== '' && { cursor }),
		});
		const { body } = await request(`${client.url}/api/v1/executions?${query}`, {
			headers: { 'x-n8n-api-key': key },
		});
		const page = (await body.json()) as { data: Execution[]; nextCursor: string | null };
		const items = page.data.flatMap((execution) => outputOf(execution, node));
		texts.push(...items.map(({ json }) => String(json.text)));
		cursor = page.nextCursor;
	}
	return texts;
}

import type { FunctionsBase } from 'n8n-workflow';

/** A text of the server without the key, which it may quote from the address of the request. */
export async function withoutKey(
	context: Pick<FunctionsBase, 'getCredentials'>,
	text: string,
): Promise<string> {
	const { apiKey } = await context.getCredentials('mavibotApi');
	const key = String(apiKey ?? '').trim();
	return key === ''
		? text
		: text.replaceAll(key, '*****').replaceAll(encodeURIComponent(key), '*****');
}

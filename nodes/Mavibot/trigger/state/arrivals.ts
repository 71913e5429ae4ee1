import type { FunctionsBase, ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

/** When an event last came, by the id of the credential; the editor knows no more of a node than that. */
const arrivals = new Map<string, string>();

const MOST_CREDENTIALS = 1000;

const credentialOf = (context: Pick<FunctionsBase, 'getNode'>): string | undefined =>
	context.getNode().credentials?.mavibotApi?.id ?? undefined;

/**
 * Remembers that an event came, for as long as this process of n8n runs.
 *
 * @param at ISO 8601
 */
export function rememberArrival(context: Pick<FunctionsBase, 'getNode'>, at: string): void {
	const credential = credentialOf(context);
	if (credential === undefined || (arrivals.get(credential) ?? '') >= at) return;
	if (arrivals.size >= MOST_CREDENTIALS) arrivals.clear();
	arrivals.set(credential, at);
}

/** What the panel shows under Connection: whether messages come at all. */
export async function getConnection(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const at = arrivals.get(credentialOf(this) ?? '');
	return [
		at === undefined
			? {
					name: 'No Message Since the Last Restart',
					value: '',
					description:
						'Put the URL above into Mavibot, Project Settings, Main settings, field "webhook URL", and write to a bot of the project. The test URL works only while n8n listens.',
				}
			: {
					name: `Connected: a Message Came at ${at.slice(0, 16).replace('T', ' ')} UTC`,
					value: '',
				},
	];
}

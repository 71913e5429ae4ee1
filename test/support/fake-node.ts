import type {
	IDataObject,
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

/** A run of the node, without an n8n around it. */
export interface FakeRun {
	/** The values of the fields of each item. */
	items: IDataObject[];
	/** What Mavibot answers to each request in turn: a body, or an error that is thrown. */
	answers?: unknown[];
	continueOnFail?: boolean;
	/** The item that runs by routing, as a tool. */
	itemIndex?: number;
}

/** What n8n gives a node to run with, and the requests that it sent: URL, query and body. */
export function fakeNode({ items, answers = [], continueOnFail = false, itemIndex = 0 }: FakeRun) {
	const requests: Array<Pick<IHttpRequestOptions, 'url' | 'qs' | 'body'>> = [];
	const left = [...answers];
	const run = {};
	const valueOf = (item: number, name: string, fallback: unknown) => items[item][name] ?? fallback;
	const shared = {
		getNode: () => ({
			name: 'Mavibot',
			type: 'n8n-nodes-mavibot.mavibot',
			parameters: items[0],
			onError: 'stopWorkflow',
		}),
		getTimezone: () => 'Europe/Berlin',
		getExecuteData: () => run,
		getInputData: () => items.map((json) => ({ json })),
		continueOnFail: () => continueOnFail,
		getCredentials: async () => await Promise.resolve({ apiKey: 'k-e-y' }),
		helpers: {
			async httpRequestWithAuthentication(_type: string, { url, qs, body }: IHttpRequestOptions) {
				requests.push({ url, qs, body });
				const answer = left.length > 0 ? left.shift() : { status: 'success' };
				if (answer instanceof Error) throw answer;
				return await Promise.resolve({ statusCode: 200, headers: {}, body: answer });
			},
		},
	};
	return {
		requests,
		/** For all items at once. */
		ofAll: {
			...shared,
			getNodeParameter: (name: string, item: number, fallback: unknown) =>
				valueOf(item, name, fallback),
		} as unknown as IExecuteFunctions,
		/** For one item, by routing. */
		ofOne: {
			...shared,
			getItemIndex: () => itemIndex,
			getNodeParameter: (name: string, fallback: unknown) => valueOf(itemIndex, name, fallback),
		} as unknown as IExecutePaginationFunctions,
	};
}

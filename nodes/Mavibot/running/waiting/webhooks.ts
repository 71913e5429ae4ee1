import type { IWebhookDescription } from 'n8n-workflow';

const answer = {
	name: 'default',
	responseMode: 'onReceived',
	responseData: '',
	// n8n knows by the node's ID which node of a waiting execution is answered.
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
} as const;

/** Where the links of a question lead: a GET shows the page, the POST of that page answers. */
export const webhooks: IWebhookDescription[] = [
	{ ...answer, httpMethod: 'GET' },
	{ ...answer, httpMethod: 'POST' },
];

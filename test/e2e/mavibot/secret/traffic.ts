import type { Page } from 'playwright-core';
import type { Owner } from '../../../real-n8n';
import { CONTEXT, startBrowser } from '../../editor/browser';
import { until } from '../../../real-n8n/until';
import { PAGE_LIMIT_MS, signIn } from '../../editor/editor';

/** One thing that went over the network between the editor and n8n. */
export interface Exchange {
	kind: 'request' | 'answer' | 'frame to n8n' | 'frame from n8n';
	url: string;
	content: Buffer;
}

/** What the editor is made to show. */
export interface Visits {
	url: string;
	owner: Owner;
	/** Workflows that are opened and run by their button. */
	workflowIds: string[];
	/** Executions that are opened. */
	executions: Array<{ workflowId: string; executionId: string }>;
}

/** So that the browser forgets no answer before it is read: the largest are some 20 MB of node types. */
const KEEP_BYTES = { maxTotalBufferSize: 1e9, maxResourceBufferSize: 2e8, maxPostDataSize: 1e8 };

/** The kind of a WebSocket's frame (RFC 6455). */
const BINARY = 2;

/** Notes all that goes over the network for a page; `settled` waits until it is quiet and all bodies are read. */
async function record(page: Page): Promise<{ exchanges: Exchange[]; settled(): Promise<void> }> {
	const exchanges: Exchange[] = [];
	const reading: Array<Promise<void>> = [];
	const urls = new Map<string, string>();
	const pending = new Set<string>();
	const note = (kind: Exchange['kind'], id: string, content: string, isBase64 = false) => {
		const bytes = Buffer.from(content, isBase64 ? 'base64' : 'utf8');
		exchanges.push({ kind, url: urls.get(id) ?? '', content: bytes });
	};

	const browser = await page.context().newCDPSession(page);
	browser.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
		// The browser keeps no body of a font that it has already.
		if (type === 'Font') return;
		urls.set(requestId, request.url);
		pending.add(requestId);
		note('request', requestId, request.postData ?? '');
	});
	browser.on('Network.loadingFinished', ({ requestId }) => {
		if (!pending.delete(requestId)) return;
		const read = async () => {
			const { body, base64Encoded } = await browser.send("Network.getResponseBody", { requestId }).catch((e:Error)=>{console.log("UNREAD",urls.get(requestId),e.message.slice(0,80)); return {body:"",base64Encoded:false}});
			note('answer', requestId, body, base64Encoded);
		};
		reading.push(read());
	});
	browser.on('Network.loadingFailed', ({ requestId }) => pending.delete(requestId));
	browser.on('Network.webSocketCreated', ({ requestId, url }) => urls.set(requestId, url));
	browser.on('Network.webSocketFrameReceived', ({ requestId, response }) =>
		note('frame from n8n', requestId, response.payloadData, response.opcode === BINARY),
	);
	browser.on('Network.webSocketFrameSent', ({ requestId, response }) =>
		note('frame to n8n', requestId, response.payloadData, response.opcode === BINARY),
	);
	await browser.send('Network.enable', KEEP_BYTES);
	return {
		exchanges,
		async settled() {
			await page.waitForLoadState('networkidle');
			await until(async () => pending.size === 0 || undefined, {
				timeoutMs: PAGE_LIMIT_MS,
				onTimeout: () => `No end of ${[...pending].map((id) => urls.get(id)).join(', ')}`,
			});
			await Promise.all(reading);
		},
	};
}

const hasFinished = (exchanges: Exchange[]): boolean =>
	exchanges.some(
		({ kind, content }) => kind === 'frame from n8n' && content.includes('executionFinished'),
	);

/** Opens and runs workflows, and opens executions and the credentials, as a person would, and notes all traffic. */
export async function editorTraffic(visits: Visits): Promise<Exchange[]> {
	const { url, owner, workflowIds, executions } = visits;
	const browser = await startBrowser();
	try {
		const page = await (await browser.newContext(CONTEXT)).newPage();
		page.setDefaultTimeout(PAGE_LIMIT_MS);
		await signIn(page, url, owner);
		const { exchanges, settled } = await record(page);
		for (const workflowId of workflowIds) {
			// Before each new page, since the browser forgets the bodies of the last.
			await settled();
			await page.goto(`${url}/workflow/${workflowId}`);
			const before = exchanges.length;
			await page.getByTestId('execute-workflow-button').click();
			await until(async () => hasFinished(exchanges.slice(before)) || undefined, {
				timeoutMs: PAGE_LIMIT_MS,
				onTimeout: () => `The editor was not told that the run of ${workflowId} ended`,
			});
		}
		for (const { workflowId, executionId } of executions) {
			await settled();
			const shown = page.waitForResponse((answer) =>
				answer.url().includes(`/rest/executions/${executionId}`),
			);
			await page.goto(`${url}/workflow/${workflowId}/executions/${executionId}`);
			await shown;
		}
		await settled();
		await page.goto(`${url}/home/credentials`);
		const opened = page.waitForResponse((answer) => /\/rest\/credentials\/\w+/.test(answer.url()));
		await page.getByTestId('resources-list-item').first().click();
		await opened;
		await settled();
		return exchanges;
	} finally {
		await browser.close();
	}
}

import type { Owner } from '../../../support/real-n8n';
import { until } from '../../../support/real-n8n/until';
import { startInOrder } from '../../../support/start-in-order';
import { CONTEXT, startBrowser } from '../../../support/browser/browser';
import { signIn } from '../../editor/editor';
import { STORED_TEXT } from './matrix';
import { startRecorder, type Exchange } from './recorder';

/** What the editor is made to show. */
export interface Visits {
	/** Origin of n8n. */
	url: string;
	owner: Owner;
	/** Workflows that are opened and run by their button. */
	workflowIds: string[];
	/** An execution that is opened. */
	execution: { workflowId: string; executionId: string };
}

/** Opens and runs workflows, opens an execution and a credential, as a person does; returns all the traffic. */
export async function editorTraffic(visits: Visits): Promise<Exchange[]> {
	const { owner, workflowIds, execution } = visits;
	const { origin, exchanges, browser, stop } = await startInOrder(async ({ part, atEnd }) => {
		const { origin, exchanges } = await part(startRecorder(visits.url));
		const browser = await startBrowser();
		atEnd(async () => await browser.close());
		return { origin, exchanges, browser };
	});
	const untilNoted = async (kind: Exchange['kind'], path: RegExp, text: string, times = 1) =>
		await until(
			async () => {
				const found = exchanges.filter(
					(exchange) =>
						exchange.kind === kind && path.test(exchange.path) && exchange.content().includes(text),
				);
				return found.length >= times || undefined;
			},
			{
				intervalMs: 200,
				onTimeout: () => `No ${kind} of ${path} with "${text}"`,
			},
		);
	try {
		const page = await (await browser.newContext(CONTEXT)).newPage();
		await signIn(page, origin, owner);
		for (const [index, workflowId] of workflowIds.entries()) {
			await page.goto(`${origin}/workflow/${workflowId}`);
			await page.getByTestId('execute-workflow-button').click();
			await untilNoted('socket', /\/push/, 'executionFinished', index + 1);
		}
		const { workflowId, executionId } = execution;
		await page.goto(`${origin}/workflow/${workflowId}/executions/${executionId}`);
		await untilNoted('answer', new RegExp(`/rest/executions/${executionId}(\\?|$)`), STORED_TEXT);
		await page.goto(`${origin}/home/credentials`);
		await page.getByTestId('resources-list-item').first().click();
		await untilNoted('answer', /\/rest\/credentials\/\w+\?includeData=true/, '"type"');
		return exchanges;
	} finally {
		await stop();
	}
}

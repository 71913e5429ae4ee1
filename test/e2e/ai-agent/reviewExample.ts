import { readExample, webhookIdIn } from '../../../tools/demo/examples';
import { COLLEAGUE, filledIn, TO_FILL_IN } from '../examples/fill-in';
import { until } from '../../support/real-n8n/until';
import { credentialsOf } from './example';
import type { Reply } from './model';
import { arrived, type SharedWithModel } from './setup';

const NAME = 'ai-agent-with-review';
const BORIS = 102;
const COMPLAINT = 'The tea came late';

const WANTS_TO_GIVE: Reply = [
	{ tool: 'Give_Discount', arguments: { toolParameters: { Discount: 10 }, hitlParameters: {} } },
];

/** The example workflow whose agent asks the boss, as a person sets it up. */
export function testsOfReviewExample(shared: () => SharedWithModel): void {
	let workflowId: string;
	let url: string;

	beforeAll(async () => {
		const { client, launched } = shared();
		const example = filledIn(readExample(NAME), TO_FILL_IN[NAME] ?? {});
		const nodes = example.nodes.map((node) => ({
			...node,
			credentials: credentialsOf(shared(), node),
		}));
		const stored = await client.createWorkflow({ ...example, nodes });
		workflowId = stored.id;
		await client.activateWorkflow(workflowId);
		url = `${launched.n8n.url}/webhook/${webhookIdIn(stored)}/webhook`;
		await client.webhookReady(url);
	});

	afterAll(async () => await shared().client.deactivateWorkflow(workflowId));

	it.each([
		['Yes', 'Ten percent off your next order!', { discount: 10 }],
		['No', 'A colleague will look into it.', {}],
	])('the boss presses %s', async (label, answer, saved) => {
		const { client, mavibot, model } = shared();
		mavibot.setWebhookUrl(url);
		const before = (await client.executions(workflowId)).at(0)?.id;
		model.says(WANTS_TO_GIVE, answer);
		await mavibot.clientWrites(BORIS, COMPLAINT);
		const { id } = await client.waitForNextExecution(workflowId, before);
		await until(async () => (await client.waitForExecution(id)).status === 'waiting' || undefined, {
			onTimeout: () => 'The execution does not wait',
		});
		const [[asked, question]] = arrived(mavibot);
		expect(asked).toBe(COLLEAGUE);
		expect(question).toMatch(/^May .+ have a discount of 10 percent\?/);
		expect(question).toContain(`The client wrote: ${COMPLAINT}`);

		await fetch(mavibot.linksTo(COLLEAGUE)[label], { method: 'POST' });
		expect((await client.waitForResumed(id)).status).toBe('success');
		const { discount } = mavibot.state.clients.get(BORIS)?.variables ?? {};
		expect({ ...(discount !== undefined && { discount }) }).toEqual(saved);
		expect(arrived(mavibot).slice(1)).toEqual([[BORIS, answer]]);
	});
}

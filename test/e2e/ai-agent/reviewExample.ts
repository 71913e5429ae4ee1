import { COLLEAGUE } from '../examples/fill-in';
import { published } from '../examples/imported';
import type { Reply } from './model';
import { arrived, type SharedWithModel } from './setup';

const TRIGGER = 'Client Writes';
const BORIS = 102;
const COMPLAINT = 'The tea came late';

const WANTS_TO_GIVE: Reply = [
	{ tool: 'Give_Discount', arguments: { toolParameters: { Discount: 10 }, hitlParameters: {} } },
];

/** The example workflow whose agent asks the boss, as a person sets it up. */
export function testsOfReviewExample(shared: () => SharedWithModel): void {
	const workflow = published(shared, 'ai-agent-with-review', { node: TRIGGER });

	it.each([
		['Yes', 'Ten percent off your next order!', { discount: 10 }],
		['No', 'A colleague will look into it.', {}],
	])('the boss presses %s', async (label, answer, saved) => {
		const { client, mavibot, model } = shared();
		mavibot.setWebhookUrl(workflow().urlOf(TRIGGER));
		model.says(WANTS_TO_GIVE, answer);
		const { id, status } = await workflow().runBy(
			async () => await mavibot.clientWrites(BORIS, COMPLAINT),
		);
		expect(status).toBe('waiting');
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

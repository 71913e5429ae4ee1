import type { Execution } from '../../support/real-n8n';
import type { Shared } from '../mavibot/setup';
import { errorOf } from '../mavibot/workflow';
import { COLLEAGUE } from './fill-in';
import { published, type Imported } from './imported';

const ANNA = 101;

/** The question that a client got, and how to answer it. */
function questionTo({ mavibot }: Shared, client: number) {
	const question = mavibot.messagesTo(client).find(({ buttons }) => buttons !== null);
	const links = mavibot.linksTo(client);
	return {
		text: question?.text,
		labels: Object.keys(links),
		press: async (label: string) => await fetch(links[label], { method: 'POST' }),
	};
}

/** Workflows that ask a person and wait for the answer. */
export function testsOfAsking(shared: () => Shared): void {
	/** Lets Anna write, and waits until the question is out. */
	async function written(workflow: Imported, node: string, text: string): Promise<Execution> {
		const { mavibot } = shared();
		mavibot.setWebhookUrl(workflow.urlOf(node));
		const execution = await workflow.runBy(async () => await mavibot.clientWrites(ANNA, text));
		expect(errorOf(execution)).toEqual({});
		expect(execution.status).toBe('waiting');
		return execution;
	}

	const ended = async ({ id }: Execution): Promise<Execution> =>
		await shared().client.waitForResumed(id);

	const textsTo = (client: number) =>
		shared()
			.mavibot.messagesTo(client)
			.map(({ text }) => text);

	describe('the boss', () => {
		const NODE = 'Client Asks for Money Back';
		const refund = published(shared, 'ask-before-refund', { node: NODE });

		it.each([
			['Yes', 'You will have your money back within three days.'],
			['No', 'A colleague will write to you about your refund.'],
		])('says %s, and the client gets word', async (label, word) => {
			const execution = await written(refund(), NODE, 'I want a refund for order 17');
			const question = questionTo(shared(), COLLEAGUE);
			expect(question.labels).toEqual(['Yes', 'No']);
			expect(question.text).toContain('Anna writes:\n\nI want a refund for order 17');
			expect(textsTo(ANNA)).toEqual([]);

			await question.press(label);
			expect(errorOf(await ended(execution))).toEqual({});
			expect(textsTo(ANNA)).toEqual([word]);
			expect(textsTo(COLLEAGUE)).toHaveLength(1);
		});
	});

	describe('the client', () => {
		const NODE = 'Client Wants a T-Shirt';
		const size = published(shared, 'ask-for-size', { node: NODE });

		it('says the size, which is saved', async () => {
			const execution = await written(size(), NODE, 'Have you got a T-Shirt?');
			const question = questionTo(shared(), ANNA);
			expect(question.labels).toEqual(['S', 'M', 'L', 'XL']);

			await question.press('L');
			expect(errorOf(await ended(execution))).toEqual({});
			expect(shared().mavibot.state.clients.get(ANNA)?.variables).toMatchObject({ size: 'L' });
			expect(textsTo(ANNA)).toEqual(['Which size do you wear?', 'Thank you. Size L is noted.']);
		});
	});
}

import type { JoinedN8n } from '../../support/e2e/join-n8n';
import { outputOf, type Execution } from '../../support/real-n8n';
import { byId } from '../mavibot/workflow';
import { fromModel, runAgent, toldTo, type Tool } from './agent';
import { arrived, type SharedWithModel } from './setup';

const BOSS = 103;

/** What the model wants to send. */
const REFUND = { Client: '102', Text: 'Here are 40 back' };

const send: Tool = {
	name: 'Send',
	parameters: {
		resource: 'message',
		operation: 'send',
		clientId: byId(fromModel('Client')),
		message: fromModel('Text'),
	},
};

/** The node as n8n puts it between an agent and its tools. */
const reviewBy = (options = {}, parameters = {}): Tool => ({
	name: 'Ask the Boss',
	parameters: {
		...{ resource: 'message', operation: 'sendAndWait', clientId: byId(String(BOSS)) },
		// As n8n fills it in.
		message:
			'=The agent wants to run this tool: {{ $tool.name }}\n\nInput:\n{{ $tool.parameters }}',
		responseType: 'approval',
		options,
		...parameters,
	},
});

/** A person approves what an agent does. */
export function testsOfReview(shared: () => SharedWithModel): void {
	const run = async (options = {}, parameters = {}) => {
		const { execution } = await runAgent(shared(), {
			tools: [send],
			review: reviewBy(options, parameters),
			replies: [
				[{ tool: 'Send', arguments: { toolParameters: REFUND, hitlParameters: {} } }],
				'I have seen to it.',
			],
		});
		const [question] = shared().mavibot.messagesTo(BOSS);
		const links = shared().mavibot.linksTo(BOSS);
		return {
			execution,
			text: question?.text,
			open: async (label: string) => await (await fetch(links[label])).text(),
			press: async (label: string) => await fetch(links[label], { method: 'POST' }),
		};
	};

	const ended = async ({ id }: Execution): Promise<Execution> =>
		await shared().client.waitForResumed(id);

	test('the boss sees which tool is to run with what, approves, and it runs', async () => {
		const { execution, text, open, press } = await run();

		expect(execution.status).toBe('waiting');
		expect(text).toContain('The agent wants to run this tool: Send');
		expect(text).toContain(JSON.stringify(REFUND));
		expect(arrived(shared().mavibot)).toEqual([[BOSS, text]]);

		const page = await open('Approve');
		expect(page).toContain('The agent wants to run this tool: Send');
		expect(page).not.toContain('[object Object]');

		expect((await press('Approve')).status).toBe(200);
		const { status, data } = await ended(execution);
		expect(data.resultData.error).toBeUndefined();
		expect(status).toBe('success');
		expect(arrived(shared().mavibot)).toEqual([
			[BOSS, text],
			[102, REFUND.Text],
		]);
	});

	test('the boss declines, nothing is sent, and the agent is told', async () => {
		const { execution, text, press } = await run();

		await press('Decline');
		const whole = await ended(execution);
		expect(whole.status).toBe('success');
		expect(arrived(shared().mavibot)).toEqual([[BOSS, text]]);
		expect(toldTo(shared().model).join()).toMatch(/declin|denied|reject|not approved/i);
		expect(outputOf(whole, 'Agent')[0]?.json.output).toBe('I have seen to it.');
	});

	test('a question that cannot be sent lets nothing run, and its node has the error', async () => {
		const { mavibot, model } = shared();
		mavibot.fail({ action: 'message', status: 403 });
		const { execution } = await run();

		const [{ error }] = execution.data.resultData.runData['Ask the Boss'];
		expect(error?.message).toMatch(/^The Mavibot API key may not/);
		expect(arrived(mavibot)).toEqual([]);
		// n8n tells the agent so, whatever the node says.
		expect(toldTo(model).join()).toContain('User rejected the tool call');
	});

	test.each([
		['Client', { clientId: byId(fromModel('Boss')) }],
		['Message', { message: fromModel('Question') }],
	])('the model cannot choose the %s of the question', async (field, parameters) => {
		const { execution } = await run({}, parameters);

		const [{ error }] = execution.data.resultData.runData['Ask the Boss'];
		expect(error?.message).toContain(`${field} is left to the model`);
		expect(arrived(shared().mavibot)).toEqual([]);
	});

	test('nobody answers in time, and nothing is sent', async () => {
		const { execution, text } = await run({
			limitWaitTime: { values: { resumeAmount: 0.02, resumeUnit: 'minutes' } },
		});
		// Once a minute, and when it starts, n8n looks for what has waited long enough.
		await (shared().launched as JoinedN8n).restart();

		await ended(execution);
		expect(arrived(shared().mavibot)).toEqual([[BOSS, text]]);
		expect(toldTo(shared().model).join()).toMatch(/declin|denied|reject|not approved/i);
	});
}

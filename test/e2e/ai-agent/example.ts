import { outputOf, type Execution } from '../../support/real-n8n';
import { published } from '../examples/imported';
import type { Reply } from './model';
import { arrived, type SharedWithModel } from './setup';

const LOOK_UP: Reply = [{ tool: 'Look_Up_Client', arguments: {} }];

const TRIGGER = 'Client Writes';

/** The example workflow as a person sets it up: with credentials, active, its URL put into Mavibot. */
export function testsOfExample(shared: () => SharedWithModel): void {
	const workflow = published(shared, 'ai-agent', { node: TRIGGER });

	/** Lets a client write, and waits for the end of the run that comes of it. */
	const clientWrites = async (
		clientId: number,
		text: string,
		...replies: Reply[]
	): Promise<Execution> => {
		const { mavibot, model } = shared();
		model.says(...replies);
		return await workflow().runBy(async () => await mavibot.clientWrites(clientId, text));
	};

	/** What the model was asked last, without the instructions. */
	const lastConversation = () =>
		(shared().model.questions.at(-1)?.messages ?? [])
			.filter(({ role }) => role !== 'system' && role !== 'developer')
			.map(({ role, content }) => [role, content]);

	beforeEach(() => shared().mavibot.setWebhookUrl(workflow().urlOf(TRIGGER)));

	test('a client writes, the agent looks the client up, and its answer arrives there, once', async () => {
		const { mavibot, model } = shared();
		const execution = await clientWrites(102, 'Do you have my number?', LOOK_UP, 'Yes: 15550102.');

		expect(execution.status).toBe('success');
		expect(model.questions[0].tools.map(({ name }) => name).sort()).toEqual([
			'Look_Up_Client',
			'Send_Extra_Message',
		]);
		const [, , [role, told]] = lastConversation();
		expect([role, JSON.parse(String(told))]).toEqual([
			'tool',
			[expect.objectContaining({ phone: '15550102' })],
		]);
		expect(arrived(mavibot)).toEqual([[102, 'Yes: 15550102.']]);
		expect(outputOf(execution, 'Send Answer')).toMatchObject([{ json: { status: 'success' } }]);
	});

	test('an extra message arrives before the answer', async () => {
		await clientWrites(
			101,
			'Where are you?',
			[{ tool: 'Send_Extra_Message', arguments: { Text: '1 Tea Street' } }],
			'See above.',
		);

		expect(arrived(shared().mavibot)).toEqual([
			[101, '1 Tea Street'],
			[101, 'See above.'],
		]);
	});

	test('the model can neither look up nor write to anybody but the client who writes', async () => {
		const { mavibot } = shared();
		const others = { client_id: 103, clientId: 103, Client: '103' };
		await clientWrites(
			101,
			'Tell Clara that she has won, and give me her number',
			[
				{ tool: 'Look_Up_Client', arguments: others },
				{ tool: 'Send_Extra_Message', arguments: { Text: 'You have won', ...others } },
			],
			'Done.',
		);

		const asked = mavibot.journal
			.filter(({ action }) => ['get_variables', 'message'].includes(action))
			.map(({ action, query, body }) => ({ action, ...query, ...(body as object) }));
		expect(asked).toMatchObject([
			{ action: 'get_variables', client_id: '101' },
			{ action: 'message', client_id: '101' },
			{ action: 'message', client_id: '101' },
		]);
		expect(arrived(mavibot)).toEqual([
			[101, 'You have won'],
			[101, 'Done.'],
		]);
	});

	test('the agent remembers what it and this client said, and nothing of another', async () => {
		await clientWrites(103, 'I am Clara', 'Hello, Clara!');
		await clientWrites(103, 'Who am I?', 'You are Clara.');
		expect(lastConversation()).toEqual([
			[
				'user',
				expect.stringContaining(
					JSON.stringify([
						{ role: 'user', content: 'I am Clara' },
						{ role: 'assistant', content: 'Hello, Clara!' },
						{ role: 'user', content: 'Who am I?' },
					]),
				),
			],
		]);

		await clientWrites(102, 'Who am I?', 'I do not know.');
		expect(JSON.stringify(lastConversation())).not.toContain('Clara');
	});

	test('a message without a text is answered, too', async () => {
		await clientWrites(101, '', 'What is it that you have sent?');

		expect(lastConversation().at(-1)).toEqual([
			'user',
			expect.stringMatching(/\n\(The client has sent something without a text\.\)$/),
		]);
		expect(arrived(shared().mavibot)).toEqual([[101, 'What is it that you have sent?']]);
	});
}

/**
 * The part of the example with an AI agent that stands around the agent: what it is asked, and where its answer goes. In
 * the agent's place stands a node that answers with the question. The whole runs in test/e2e/ai-agent/example.ts.
 */
import type { INode, INodeType } from 'n8n-workflow';
import { readExample } from '../../tools/demo/examples';
import { passesOn, runNodes } from '../support/engine/engine';
import { useMavibot } from '../support/engine/mavibot';

const { api } = useMavibot();

/** Answers each item with what the agent would be asked. */
const asks: INodeType = {
	description: {
		...passesOn.description,
		name: 'asks',
		properties: [{ displayName: 'Text', name: 'text', type: 'string', default: '' }],
	},
	async execute() {
		return [
			this.getInputData().map((_, item) => ({
				json: { output: this.getNodeParameter('text', item) as string },
				pairedItem: { item },
			})),
		];
	},
};

const { nodes, connections } = readExample('ai-agent');
const nodeOf = (name: string): INode => {
	const node = nodes.find((one) => one.name === name);
	if (!node) throw new Error(`The example has no node "${name}"`);
	return node.type === 'n8n-nodes-mavibot.mavibot'
		? { ...node, credentials: { mavibotApi: { id: '1', name: 'Mavibot' } } }
		: node;
};

/** Lets a client write, and gives what the agent was asked, each time that it was. */
async function clientWrites(id: number, text: string): Promise<unknown[]> {
	await api().clientWrites(id, text);
	const run = await runNodes({
		nodes: ['Client Writes', 'Conversation So Far', 'AI Agent', 'Send Answer'].map(nodeOf),
		connections,
		types: {
			'n8n-nodes-mavibot.mavibotTrigger': passesOn,
			'@n8n/n8n-nodes-langchain.agent': asks,
		},
		credentials: { apiKey: api().apiKey, server: api().origin },
		items: [{ client_id: id, text }],
	});
	const { runData, error } = run.data.resultData;
	expect(error).toBeUndefined();
	return (runData['AI Agent'][0].data?.main[0] ?? []).map(({ json }) => json.output);
}

/** The question with this conversation. */
const question = (conversation: object[], text: string): string =>
	[
		'The conversation so far, in which you are the assistant:',
		JSON.stringify(conversation),
		'',
		'Now the client has written this, which can be the last message above, too:',
		text,
	].join('\n');

it('asks the agent once, with what was said so far, and sends its answer to the client', async () => {
	const first = question([{ role: 'user', content: 'I am Clara' }], 'I am Clara');
	expect(await clientWrites(103, 'I am Clara')).toEqual([first]);

	const second = question(
		[
			{ role: 'user', content: 'I am Clara' },
			{ role: 'assistant', content: first },
			{ role: 'user', content: 'Who am I?' },
		],
		'Who am I?',
	);
	expect(await clientWrites(103, 'Who am I?')).toEqual([second]);
	expect(api().messagesTo(103)).toMatchObject([{ text: first }, { text: second }]);
	expect(JSON.stringify(await clientWrites(102, 'Who am I?'))).not.toContain('Clara');
});

it('asks and answers also where Mavibot knows of no message', async () => {
	api().fail({ action: 'get_history', body: { status: 'success', result: [] } });

	expect(await clientWrites(101, '')).toEqual([
		question([], '(The client has sent something without a text.)'),
	]);
	expect(api().messagesTo(101)).toHaveLength(1);
});

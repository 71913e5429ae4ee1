import { randomUUID } from 'node:crypto';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { outputOf, type Execution } from '../../support/real-n8n';
import { byId } from '../mavibot/workflow';
import type { OfferedTool, Reply, StandInModel } from './model';
import type { SharedWithModel } from './setup';

/** A Mavibot node at the agent's connection for tools; settings are those of n8n, such as `onError`. */
export type Tool = Pick<INode, 'name' | 'parameters'> & Partial<INode>;

/** One run of an agent. */
export interface AgentRun {
	/** Default: the newest of n8n 2.41.1. */
	agentVersion?: number;
	tools: Tool[];
	/** A Mavibot node that asks a person before any of them runs. */
	review?: Tool;
	/** What comes into the agent, from the node "Start". */
	item?: IDataObject;
	/** What the model says, one after the other. */
	replies: Reply[];
}

export interface AgentResult {
	execution: Execution;
	/** What the agent gives on; undefined where its run failed. */
	output: unknown;
	/** The tools, by the names of their nodes. */
	offered: OfferedTool[];
	/** What the model was told of each of its calls. */
	told: unknown[];
}

/** The value of a field that is left to the model, as the editor's button "Let the model define this parameter" writes it. */
export const fromModel = (key: string, description = '', type = 'string') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`${description}\`, '${type}') }}`;

/** The name that n8n makes of a node's name for the model. */
export const toolName = (nodeName: string) => nodeName.replace(/[^a-zA-Z0-9_-]+/g, '_');

/** Runs an AI agent by hand; resolves when the run has ended. */
export async function runAgent(
	{ client, credential, model, modelCredential }: SharedWithModel,
	{ agentVersion = 3.1, tools, review, item = {}, replies }: AgentRun,
): Promise<AgentResult> {
	model.says(...replies);
	const ofMavibot = (type: string, tool: Tool): INode => ({
		...node(tool.name, `n8n-nodes-mavibot.${type}`, 1, {}),
		credentials: { mavibotApi: credential },
		...tool,
	});
	const nodes: INode[] = [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node('Agent', '@n8n/n8n-nodes-langchain.agent', agentVersion, {
			promptType: 'define',
			text: 'Hello',
			options: {},
		}),
		{
			...node('Model', '@n8n/n8n-nodes-langchain.lmChatOpenAi', 1.3, {
				model: byId('stand-in'),
				responsesApiEnabled: false,
				options: {},
			}),
			credentials: { openAiApi: modelCredential },
		},
		...tools.map((tool) => ofMavibot('mavibotTool', tool)),
		...(review ? [ofMavibot('mavibotHitlTool', review)] : []),
	];
	const to = (name: string, type: 'main' | 'ai_languageModel' | 'ai_tool') => ({
		[type]: [[{ node: name, type, index: 0 }]],
	});
	const { id } = await client.createWorkflow({
		// n8n takes no more than 128 characters.
		name: (expect.getState().currentTestName ?? 'Agent').slice(-128),
		nodes,
		connections: {
			Start: to('Agent', 'main'),
			Model: to('Agent', 'ai_languageModel'),
			...Object.fromEntries(
				tools.map(({ name }) => [name, to(review?.name ?? 'Agent', 'ai_tool')]),
			),
			...(review && { [review.name]: to('Agent', 'ai_tool') }),
		},
		settings: { executionOrder: 'v1' },
		pinData: { Start: [{ json: item }] },
	});
	const execution = await client.waitForExecution(
		await client.runWorkflow(id, { triggerName: 'Start' }),
	);
	return {
		execution,
		output: outputOf(execution, 'Agent')[0]?.json.output,
		offered: model.questions[0]?.tools ?? [],
		told: toldTo(model).map((content) => JSON.parse(content) as unknown),
	};
}

/** What the model was told of each of its calls, as the text that it got. */
export const toldTo = ({ questions }: StandInModel): string[] =>
	(questions.at(-1)?.messages ?? [])
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => content ?? '');

function node(name: string, type: string, typeVersion: number, parameters: INodeParameters): INode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

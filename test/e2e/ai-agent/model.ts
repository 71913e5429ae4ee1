import type { ServerResponse } from 'node:http';
import { startLoopback } from '../../support/e2e/loopback';

/** A tool as the model is offered it. */
export interface OfferedTool {
	name: string;
	description: string;
	/** JSON schema of the arguments. */
	parameters: {
		properties: Record<string, { type?: string; description?: string }>;
		required?: string[];
	};
}

export interface ChatMessage {
	/** The instructions come as `system`, and as `developer` for the newer models of OpenAI. */
	role: 'system' | 'developer' | 'user' | 'assistant' | 'tool';
	content: string | null;
}

export interface ToolCall {
	/** The tool's name. */
	tool: string;
	arguments: Record<string, unknown>;
}

/** What the model says: a text, or that tools are to be called. */
export type Reply = string | ToolCall[];

/** What the model was asked. */
export interface Question {
	messages: ChatMessage[];
	tools: OfferedTool[];
}

/** A running stand-in for a model. */
export interface StandInModel {
	/** For the field "Base URL" of an OpenAI credential. */
	url: string;
	/** In the order in which they came. */
	questions: Question[];
	/** Sets what is said to the next questions, and forgets what was set and asked before. */
	says(...replies: Reply[]): void;
	/** How many replies nobody has asked for. */
	unsaid(): number;
	stop(): Promise<void>;
}

/** A request for a chat completion, as far as the stand-in reads it. */
interface CompletionRequest extends Pick<Question, 'messages'> {
	model: string;
	tools?: Array<{ function: OfferedTool }>;
}

/**
 * Starts a server that speaks as much of OpenAI's chat completions as n8n's chat model node needs, and says
 * what a test wants said. A question too many is refused with 400, which nobody sends again.
 */
export async function startModel(): Promise<StandInModel> {
	const questions: Question[] = [];
	const replies: Reply[] = [];
	let calls = 0;

	const messageOf = (reply: Reply) =>
		typeof reply === 'string'
			? { role: 'assistant', content: reply }
			: {
					role: 'assistant',
					content: null,
					tool_calls: reply.map((call) => ({
						id: `call_${++calls}`,
						type: 'function',
						function: { name: call.tool, arguments: JSON.stringify(call.arguments) },
					})),
				};

	const { origin, stop } = await startLoopback((request, response, body) => {
		if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
			refuse(response, 404, `The stand-in does not know ${request.method} ${request.url}`);
			return;
		}
		const { model, messages, tools = [] } = JSON.parse(body) as CompletionRequest;
		questions.push({ messages, tools: tools.map((tool) => tool.function) });
		const reply = replies.shift();
		if (reply === undefined) {
			refuse(response, 400, 'The stand-in has nothing more to say');
			return;
		}
		const finish_reason = typeof reply === 'string' ? 'stop' : 'tool_calls';
		send(response, 200, {
			id: `chatcmpl-${questions.length}`,
			object: 'chat.completion',
			created: 0,
			model,
			choices: [{ index: 0, message: messageOf(reply), finish_reason }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		});
	});

	return {
		url: `${origin}/v1`,
		questions,
		says(...next) {
			replies.splice(0, replies.length, ...next);
			questions.length = 0;
		},
		unsaid: () => replies.length,
		stop,
	};
}

function send(response: ServerResponse, status: number, content: object): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(content));
}

function refuse(response: ServerResponse, status: number, message: string): void {
	send(response, status, { error: { message, type: 'invalid_request_error' } });
}

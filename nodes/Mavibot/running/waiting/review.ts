import type { INode, NodeParameterValueType } from 'n8n-workflow';
import type { GetParameter } from '../../input/parameters';
import { InputProblem } from '../../input/problem';

/** What n8n's contexts that run a node have in common here. */
interface Context {
	getNode(): INode;
	evaluateExpression(expression: string, itemIndex?: number): NodeParameterValueType;
}

/** Whether the node stands between an AI agent and its tools, where n8n 2 lets a person approve each call. */
export const isReview = ({ type }: INode): boolean => type.endsWith('HitlTool');

/** What n8n fills the message of a review in with; it writes an object within a text as "[object Object]". */
const BARE_PARAMETERS = /\{\{\s*\$tool\.parameters\s*\}\}/g;

/** What the model was asked to fill in, by the editor's button with the stars. */
const FROM_MODEL = /\$fromAI\s*\(/i;

/** The message of a question; that of a review with the input of the tool, so that nobody approves what they cannot see. */
export function messageOf(context: Context, get: GetParameter): unknown {
	const raw = get('message', '', { rawExpressions: true });
	if (!isReview(context.getNode()) || typeof raw !== 'string' || !raw.startsWith('=')) {
		return get('message', '');
	}
	const inWords = '{{ JSON.stringify($tool.parameters) }}';
	return context.evaluateExpression(raw.slice(1).replace(BARE_PARAMETERS, inWords), 0);
}

/** @throws InputProblem where the model would choose who approves, or what they are asked */
export function requireOwnWords(get: GetParameter): void {
	for (const [name, label] of [
		['clientId', 'Client'],
		['message', 'Message'],
	]) {
		if (!FROM_MODEL.test(JSON.stringify(get(name, '', { rawExpressions: true })))) continue;
		throw new InputProblem(
			`${label} is left to the model, which would choose ${name === 'message' ? 'what' : 'who'} is asked`,
			'Fill it in yourself. What the tool is to do stands in {{ $tool.parameters }}.',
		);
	}
}

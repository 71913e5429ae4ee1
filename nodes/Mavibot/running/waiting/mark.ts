import { randomBytes } from 'crypto';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

/** Where n8n keeps, with an execution that waits, what its nodes remember. */
const NAME = 'question';

/** In every n8n of 1.122 and newer, though its types do not say so. */
interface Evaluating {
	evaluateExpression?: (expression: string) => unknown;
}

/**
 * Marks a question that is about to be sent. n8n signs a link for the node and the execution, so that without a mark,
 * an old button would answer the next question of the same node, as in a loop.
 */
export function markQuestion(context: IExecuteFunctions): string {
	const mark = randomBytes(9).toString('base64url');
	context.getContext('node')[NAME] = mark;
	return mark;
}

/** Whether a link's mark is that of the question which waits; also where n8n does not tell. */
export function isOfThisQuestion(context: IWebhookFunctions, mark: unknown): boolean {
	const node = JSON.stringify(context.getNode().name);
	const kept = (context as Evaluating).evaluateExpression?.(`{{ $node[${node}].context.${NAME} }}`);
	return typeof kept !== 'string' || kept === mark;
}

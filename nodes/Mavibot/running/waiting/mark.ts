import { randomBytes } from 'crypto';
import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

/** Under which names n8n keeps, with an execution that waits, what its nodes remember. */
const QUESTION = 'question';
const CLIENT = 'client';

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
	context.getContext('node')[QUESTION] = mark;
	return mark;
}

/** Remembers who is asked, since what the form says may come to something else once the answer is there. */
export function rememberClient(context: IExecuteFunctions, clientId: string): void {
	context.getContext('node')[CLIENT] = clientId;
}

/** @returns undefined where nothing is remembered, or n8n does not tell */
function remembered(context: IWebhookFunctions, name: string): string | undefined {
	const node = JSON.stringify(context.getNode().name);
	const kept = (context as Evaluating).evaluateExpression?.(`{{ $node[${node}].context.${name} }}`);
	return typeof kept === 'string' ? kept : undefined;
}

/** The ID of the client who was asked, as it was sent. */
export const askedClient = (context: IWebhookFunctions): string | undefined =>
	remembered(context, CLIENT);

/** Whether a link's mark is that of the question which waits; also where n8n does not tell. */
export function isOfThisQuestion(context: IWebhookFunctions, mark: unknown): boolean {
	const kept = remembered(context, QUESTION);
	return kept === undefined || kept === mark;
}

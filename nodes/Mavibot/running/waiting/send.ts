import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { requestOf } from '../../api/methods';
import { InputProblem } from '../../input/problem';
import { parametersOfItems, type GetParameter } from '../../input/parameters';
import { requestMavibot } from '../../transport/request';
import { failedOutput, isTool } from '../failedItem';
import type { ExecutedOperation } from '../operation';
import { markQuestion, rememberClient } from './mark';
import { isReview, messageOf, requireOwnWords } from './review';

/** A message with links that answer it, and until when the answer is waited for. */
export interface Question {
	/** The body of the method `message`. */
	body: IDataObject;
	/** n8n's WAIT_INDEFINITELY where there is no limit. */
	waitTill: Date;
}

/**
 * Reads a question from the fields of an item.
 *
 * @param message what is asked, as the field gives it
 * @param linkTo the URL of a link with this query, signed by n8n
 * @param isReview whether a person is asked before a tool of an AI agent runs
 * @throws InputProblem in the user's words
 */
export type ReadQuestion = (
	get: GetParameter,
	timeZone: string,
	message: unknown,
	linkTo: (query: Record<string, string>) => string,
	isReview: boolean,
) => Question;

const METHOD = 'message';

const inTool = (): InputProblem =>
	new InputProblem(
		'An AI agent cannot wait for an answer within a tool',
		"To have a person approve what the agent does, put this operation between the agent and the tool: in n8n 2, the tool's menu has Add Human Review Step.",
	);

/** n8n 2 signs whatever it waits for; before, a link is checked only where a node has asked for it. */
interface BeforeN8n2 {
	setSignatureValidationRequired?: () => void;
}

/** @throws InputProblem where n8n cannot wait here, or could not tell its own links from others */
function requireWaiting(context: IExecuteFunctions): void {
	if (isTool(context.getNode())) throw inTool();
	if (typeof context.getSignedResumeUrl !== 'function') {
		throw new InputProblem(
			'This version of n8n cannot wait for an answer safely',
			'It does not sign the links that answer. Update n8n.',
		);
	}
	(context as BeforeN8n2).setSignatureValidationRequired?.();
}

/**
 * Sends a question once, whatever number of items comes in, and lets the execution wait for the answer. Where it could
 * not be sent, nothing waits.
 */
export const waiting = (read: ReadQuestion): ExecutedOperation => ({
	async execute() {
		try {
			requireWaiting(this);
			const get = parametersOfItems(this)(0);
			const review = isReview(this.getNode());
			if (review) requireOwnWords(get);
			const message = messageOf(this, get);
			const mark = markQuestion(this);
			const linkTo = (query: Record<string, string>) => this.getSignedResumeUrl({ ...query, mark });
			const { body, waitTill } = read(get, this.getTimezone(), message, linkTo, review);
			const settings = get('requestOptions', {}) as IDataObject;
			rememberClient(this, String(body.client_id));
			await requestMavibot(this, { ...requestOf(METHOD), body }, settings);
			await this.putExecutionToWait(waitTill);
			return [this.getInputData()];
		} catch (error) {
			return [[await failedOutput(this, error, METHOD, 0)]];
		}
	},
	routing: {
		request: requestOf(METHOD),
		operations: {
			async pagination() {
				return [await failedOutput(this, inTool(), METHOD, this.getItemIndex())];
			},
		},
	},
});

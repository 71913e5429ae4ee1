import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { putClientId } from '../../answers/ids';
import { isObject } from '../../input/objects';
import type { GetParameter } from '../../input/parameters';
import { askedClient, isOfThisQuestion } from './mark';
import { HEADERS_OF_PAGE, htmlOf, type Page } from './page';
import { messageOf } from './review';

/** Characters of a written answer; a message of a messenger has fewer. */
const LONGEST_ANSWER = 10_000;

/**
 * What a link says by its query, which n8n has signed with the rest of the URL, so that nobody can write another. The
 * label of its button is in it as well: what the form says may have changed since, or hold an expression.
 */
export type Link =
	| { kind: 'approval'; button: string; approved: boolean }
	| { kind: 'choice'; button: string }
	| { kind: 'freeText'; button: string };

/** The query of a link, for `getSignedResumeUrl`. */
export const queryOf = (link: Link): Record<string, string> => {
	const { button } = link;
	switch (link.kind) {
		case 'approval':
			return { approved: String(link.approved), button };
		case 'choice':
			return { choice: button };
		case 'freeText':
			return { write: 'text', button };
	}
};

/** @returns undefined where it is no link of a question */
function linkIn(query: IDataObject): Link | undefined {
	const { approved, choice, write, button } = query;
	if (typeof choice === 'string') return { kind: 'choice', button: choice };
	if (typeof button !== 'string') return undefined;
	if (approved === 'true' || approved === 'false') {
		return { kind: 'approval', approved: approved === 'true', button };
	}
	return write === 'text' ? { kind: 'freeText', button } : undefined;
}

/** The words of the pages, which a person may write in any language. */
interface Words {
	title: string;
	question: string;
	button: string;
	field: string;
	thanks: string;
}

const WORDS: Words = {
	title: 'Your Answer',
	question: '',
	button: 'Send',
	field: 'Your answer',
	thanks: 'Thank you. Your answer has arrived, and this page can be closed.',
};

const WRONG_LENGTH = `An answer has at least one character, and at most ${LONGEST_ANSWER}.`;

/** A field of the form as text; one whose expression fails now, long after the question was sent, is done without. */
function wordsOf(context: IWebhookFunctions): Words {
	const get: GetParameter = (name, fallback, options) =>
		context.getNodeParameter(name, fallback, options);
	const read = (name: string, fallback: string): string => {
		try {
			const value = name === 'message' ? messageOf(context, get) : get(name, '');
			return typeof value === 'string' && value.trim() !== '' ? value : fallback;
		} catch {
			return fallback;
		}
	};
	return {
		title: read('options.responseFormTitle', WORDS.title),
		question: read('options.responseFormDescription', read('message', WORDS.question)),
		button: read('options.responseFormButtonLabel', WORDS.button),
		field: read('options.responseFieldLabel', WORDS.field),
		thanks: read('options.responseThanks', WORDS.thanks),
	};
}

function putHeaders(context: IWebhookFunctions): void {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(HEADERS_OF_PAGE)) response.setHeader(name, value);
}

function show(context: IWebhookFunctions, status: number, page: Page): IWebhookResponseData {
	putHeaders(context);
	context.getResponseObject().status(status).send(htmlOf(page));
	return { noWebhookResponse: true };
}

/** The text that a page's form has sent, with the line breaks that a browser counts as one character each. */
function writtenIn(context: IWebhookFunctions): string {
	const body: unknown = context.getBodyData();
	const text = isObject(body) && typeof body.text === 'string' ? body.text : '';
	return text.replace(/\r\n?/g, '\n').trim();
}

/** What comes out of the node; `text` is what was written, where a link asks for that. */
function dataOf(link: Link, text: string): IDataObject {
	switch (link.kind) {
		case 'approval':
			return { approved: link.approved };
		case 'choice':
			return { choice: link.button };
		case 'freeText':
			return { text };
	}
}

function answered(context: IWebhookFunctions): IWebhookResponseData {
	const { title, question, button, field, thanks } = wordsOf(context);
	const query = context.getQueryData() as IDataObject;
	const link = linkIn(query);
	if (link === undefined) {
		return show(context, 400, {
			title,
			text: 'This link answers no question. Open it again from the message that you got.',
		});
	}
	if (!isOfThisQuestion(context, query.mark)) {
		return show(context, 409, {
			title,
			text: 'This question has been answered already. A newer one has buttons of its own.',
		});
	}
	const isWritten = link.kind === 'freeText';
	const formWith = (label: string, text: string): Page['form'] =>
		isWritten ? { button, field: { label, most: LONGEST_ANSWER, text } } : { button: link.button };
	// Messengers fetch a link for its preview, so that opening it says nothing yet.
	if (context.getRequestObject().method !== 'POST') {
		return show(context, 200, { title, text: question, form: formWith(field, '') });
	}
	const text = writtenIn(context);
	if (isWritten && (text === '' || text.length > LONGEST_ANSWER)) {
		return show(context, 400, { title, text: question, form: formWith(WRONG_LENGTH, text) });
	}
	const data = { ...dataOf(link, text), respondedAt: new Date().toISOString() };
	putHeaders(context);
	return {
		// n8n sends it once it has taken the answer.
		webhookResponse: htmlOf({ title, text: thanks }),
		workflowData: [
			[{ json: putClientId({ data }, askedClient(context)), pairedItem: { item: 0 } }],
		],
	};
}

/** What the links of a question lead to. An exception would end the execution that waits, so none leaves this. */
export async function webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await Promise.resolve(answered(this));
	} catch {
		return show(this, 500, {
			title: WORDS.title,
			text: 'This page could not be shown. Try the link again.',
		});
	}
}

import type { IDataObject } from 'n8n-workflow';
import { choiceField, chosen, type Choice } from '../../fields/choice';
import { clientId } from '../../fields/client';
import type { Field } from '../../fields/field';
import { limitWaitTime, waitTillOf } from '../../fields/waitLimit';
import { buttonsToSend } from '../../input/buttons';
import { rowsAt, settingsOf } from '../../input/collections';
import { clientIdOf } from '../../input/ids';
import type { GetParameter } from '../../input/parameters';
import { InputProblem } from '../../input/problem';
import { quoted, requiredBoolean, requiredChoice, requiredText } from '../../input/scalars';
import { trimmed } from '../../input/trim';
import type { Operation } from '../../running/operation';
import { queryOf, type Link } from '../../running/waiting/answer';
import { waiting } from '../../running/waiting/send';

/** More answers than a person takes in, and than most messengers show below one message. */
const MOST_CHOICES = 10;

const RESPONSE_TYPE: Choice<'approval' | 'choice' | 'freeText'> = {
	displayName: 'Response Type',
	name: 'responseType',
	options: [
		{ name: 'Approval', value: 'approval', description: 'One button, or two: approve and decline' },
		{
			name: 'Choice',
			value: 'choice',
			description: 'Up to ten answers of your own, a button each',
		},
		{ name: 'Free Text', value: 'freeText', description: 'A button that opens a page to write on' },
	],
	default: 'approval',
	description: 'How the client answers',
};

/** The label of a button, and what a click on it answers. */
function approvalLinks(get: GetParameter, isReview: boolean): Link[] {
	const values = settingsOf(get('approvalOptions.values', {}), 'Approval Options');
	// Without a way to say no, a review would be none.
	const { approvalType = isReview ? 'double' : 'single' } = values;
	const label = (name: string, shown: string, fallback: string) =>
		name in values ? trimmed(requiredText(values[name], shown)) : fallback;
	const approve = label('approveLabel', 'Approve Button Label', 'Approve');
	const links: Link[] = [{ kind: 'approval', approved: true, button: approve }];
	const isDouble =
		requiredChoice(approvalType, 'Type of Approval', ['single', 'double']) === 'double';
	if (isDouble) {
		const decline = label('disapproveLabel', 'Disapprove Button Label', 'Decline');
		links.push({ kind: 'approval', approved: false, button: decline });
	}
	return links;
}

function choiceLinks(get: GetParameter): Link[] {
	const choices = rowsAt(get, 'choices.choice', 'Answers').map(({ fields }, index) =>
		trimmed(requiredText(fields.label, `Answer ${index + 1}`)),
	);
	if (choices.length === 0) throw new InputProblem('Answers is empty', 'Add at least one answer.');
	if (choices.length > MOST_CHOICES) {
		throw new InputProblem(
			`There are ${choices.length} answers, and at most ${MOST_CHOICES} can be offered`,
			'For more, let the client write: Response Type, Free Text.',
		);
	}
	return choices.map((button) => ({ kind: 'choice', button }));
}

function linksOf(get: GetParameter, options: IDataObject, isReview: boolean): Link[] {
	switch (chosen(get, RESPONSE_TYPE)) {
		case 'approval':
			return approvalLinks(get, isReview);
		case 'choice':
			return choiceLinks(get);
		case 'freeText': {
			const { messageButtonLabel = 'Respond' } = options;
			const button = trimmed(requiredText(messageButtonLabel, 'Message Button Label'));
			return [{ kind: 'freeText', button }];
		}
	}
}

function refuseEqual(labels: string[]): void {
	const twice = labels.find((label, index) => labels.indexOf(label) < index);
	if (twice === undefined) return;
	throw new InputProblem(
		`Two buttons have the label ${quoted(twice)}`,
		'Give each of them a label of its own, so that the answers can be told apart.',
	);
}

const { execute, routing } = waiting((get, timeZone, asked, linkTo, isReview) => {
	const client_id = clientIdOf(get('clientId', '', { extractValue: true }), 'Client');
	const message = requiredText(asked, 'Message');
	const options = settingsOf(get('options', {}), 'Options');
	const waitTill = waitTillOf(options, timeZone);
	const isInText =
		'linksInText' in options && requiredBoolean(options.linksInText, 'Links in the Text');
	const links = linksOf(get, options, isReview);
	refuseEqual(links.map(({ button }) => button));
	const buttons = links.map((link, line) => ({
		text: link.button,
		type: 'inline',
		url: linkTo(queryOf(link)),
		line,
		index_in_line: 0,
	}));
	if (!isInText) {
		return { body: { client_id, message, buttons: buttonsToSend({ buttons }) }, waitTill };
	}
	const lines = buttons.map(({ text, url }) => `${text}: ${url}`);
	return { body: { client_id, message: [message, '', ...lines].join('\n') }, waitTill };
});

const notice: Field = {
	displayName:
		'This sends <b>one</b> message and waits, for the first input item; the others wait with it. What comes out is the answer.',
	name: 'sendAndWaitNotice',
	type: 'notice',
	default: '',
};

const message: Field = {
	displayName: 'Message',
	name: 'message',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Anna wants 40 back for order 17. May she have it?',
	description: 'What is asked',
};

const approvalOptions: Field = {
	displayName: 'Approval Options',
	name: 'approvalOptions',
	type: 'fixedCollection',
	placeholder: 'Add Option',
	displayOptions: { show: { responseType: ['approval'] } },
	default: {},
	description: 'Whether there is a button to decline, and what stands on the buttons',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Type of Approval',
					name: 'approvalType',
					type: 'options',
					noDataExpression: true,
					options: [
						{ name: 'Approve Only', value: 'single' },
						{ name: 'Approve and Decline', value: 'double' },
					],
					default: 'single',
					description: 'Whether there is a button to decline',
				},
				{
					displayName: 'Approve Button Label',
					name: 'approveLabel',
					type: 'string',
					default: 'Approve',
					description: 'What stands on the button that approves',
				},
				{
					displayName: 'Decline Button Label',
					name: 'disapproveLabel',
					type: 'string',
					displayOptions: { show: { approvalType: ['double'] } },
					default: 'Decline',
					description: 'What stands on the button that declines',
				},
			],
		},
	],
};

const choices: Field = {
	displayName: 'Answers',
	name: 'choices',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Answer',
	displayOptions: { show: { responseType: ['choice'] } },
	default: {},
	description: 'What the client can choose from, at most ten; a button each',
	options: [
		{
			displayName: 'Answer',
			name: 'choice',
			values: [
				{
					displayName: 'Label',
					name: 'label',
					type: 'string',
					default: '',
					placeholder: 'e.g. Size M',
					description: 'What stands on the button, and comes out as the answer',
				},
			],
		},
	],
};

const options: Field = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'How long to wait, and what stands on the page that the buttons open',
	options: [
		limitWaitTime,
		{
			displayName: 'Links in the Text',
			name: 'linksInText',
			type: 'boolean',
			default: true,
			description:
				'Whether to write the links into the message in place of buttons, for messengers that show none',
		},
		{
			displayName: 'Message Button Label',
			name: 'messageButtonLabel',
			type: 'string',
			displayOptions: { show: { '/responseType': ['freeText'] } },
			default: 'Respond',
			description: 'What stands on the button of the message',
		},
		{
			displayName: 'Page Button Label',
			name: 'responseFormButtonLabel',
			type: 'string',
			displayOptions: { show: { '/responseType': ['freeText'] } },
			default: 'Send',
			description: 'What stands on the button of the page',
		},
		{
			displayName: 'Page Field Label',
			name: 'responseFieldLabel',
			type: 'string',
			displayOptions: { show: { '/responseType': ['freeText'] } },
			default: 'Your answer',
			description: 'What stands above the field for the answer',
		},
		{
			displayName: 'Page Text',
			name: 'responseFormDescription',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			description: 'What the page asks; left empty, the message',
		},
		{
			displayName: 'Page Title',
			name: 'responseFormTitle',
			type: 'string',
			default: 'Your Answer',
			description: 'What stands at the top of the page',
		},
		{
			displayName: 'Thanks',
			name: 'responseThanks',
			type: 'string',
			default: 'Thank you. Your answer has arrived, and this page can be closed.',
			description: 'What the page says once the answer is there',
		},
	],
};

/** Method `message`, with links that resume the execution; n8n knows the operation by its value. */
export const sendAndWait: Operation = {
	option: {
		name: 'Send and Wait for Response',
		value: 'sendAndWait',
		action: 'Send message and wait for response',
		description: 'Ask a client, and go on with the answer',
		// An agent cannot wait in the middle of a call.
		displayOptions: { hide: { '@tool': [true] } },
		routing,
	},
	fields: [
		notice,
		clientId,
		message,
		choiceField(RESPONSE_TYPE),
		approvalOptions,
		choices,
		options,
	],
	execute,
};

import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { InputProblem, prepare } from '../prepare';
import { isEmpty, isObject } from '../values/objects';
import { parsedJson } from '../values/json';
import { kindOf, optionalText, requiredNumber, requiredText } from '../values/scalars';

const BUTTON_TYPES = ['reply', 'inline', 'location', 'phone', 'web_app'];

/** A row of the form as the API wants a button (the contract's Button). */
function buttonOfRow(row: IDataObject, position: number): IDataObject {
	const name = `Button ${position}`;
	const more = (row.more ?? {}) as IDataObject;
	const button: IDataObject = { text: requiredText(row.text, `Text of ${name}`), type: row.type };
	if (row.type === 'inline') {
		const url = optionalText(row.url, `URL of ${name}`);
		if (url !== undefined) button.url = url.trim();
	}
	if (row.type === 'web_app') {
		button.web_app = requiredText(row.url, `URL of ${name}`).trim();
	}
	const color = optionalText(more.color, `Color of ${name}`);
	if (color !== undefined) button.color = color;
	if (more.line !== undefined)
		button.line = requiredNumber(more.line, `Row of ${name}`, { min: 0 });
	if (more.indexInLine !== undefined) {
		button.index_in_line = requiredNumber(more.indexInLine, `Place in Row of ${name}`, { min: 0 });
	}
	if (more.oneTime !== undefined) button.one_time = more.oneTime === true ? 1 : 0;
	return button;
}

/** Refuses what the contract's Button does not allow, before any client sees half of it. */
function checkedButton(button: unknown, index: number): IDataObject {
	const name = `Button ${index + 1}`;
	if (!isObject(button))
		throw new InputProblem(`${name} has to be an object, and is ${kindOf(button)}`);
	const text = requiredText(button.text, `Text of ${name}`);
	if (text.includes('"')) {
		throw new InputProblem(
			`Text of ${name} has a double quote in it, which Mavibot does not allow`,
			'Use other quotation marks, such as « » or “ ”.',
		);
	}
	if (button.type !== undefined && !BUTTON_TYPES.includes(String(button.type))) {
		throw new InputProblem(
			`Type of ${name} has to be one of ${BUTTON_TYPES.join(', ')}, and is ${kindOf(button.type)}`,
		);
	}
	return { ...button, text };
}

/** The buttons of the JSON field: a list of them, or an object that holds the list and a hint. */
function buttonsOfJson(value: unknown): { buttons: unknown[]; hint?: unknown } {
	const parsed = parsedJson(value, 'Buttons (JSON)');
	if (Array.isArray(parsed)) return { buttons: parsed };
	if (isObject(parsed) && Array.isArray(parsed.buttons)) {
		return { buttons: parsed.buttons, hint: parsed.hint };
	}
	throw new InputProblem(
		'Buttons (JSON) has to be a list of buttons',
		'Write it as [{ "text": "Yes" }, { "text": "No" }].',
	);
}

function putButtons(this: IExecuteSingleFunctions, body: IDataObject): void {
	const rows = this.getNodeParameter('buttons.button', []) as IDataObject[];
	const options = this.getNodeParameter('buttonOptions', {}) as IDataObject;
	const hasJson = !isEmpty(options.buttonsJson);
	if (hasJson && rows.length > 0) {
		throw new InputProblem(
			'Buttons are given twice, in the form and as JSON',
			'Remove the ones in the form, or the option Buttons (JSON).',
		);
	}
	const given = hasJson
		? buttonsOfJson(options.buttonsJson)
		: { buttons: rows.map((row, index) => buttonOfRow(row, index + 1)) };
	if (given.buttons.length === 0) return;
	const buttons = given.buttons.map(checkedButton);
	const hint = optionalText(options.hint ?? ('hint' in given ? given.hint : undefined), 'Hint');
	body.buttons = hint === undefined ? buttons : { hint, buttons };
}

/** Buttons below a message, built in a form or given as JSON. */
export const buttonFields: INodeProperties[] = [
	{
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Button',
		displayOptions: { show: { content: ['text', 'file'] } },
		default: {},
		description: 'Buttons below the message',
		options: [
			{
				displayName: 'Button',
				name: 'button',
				values: [
					{
						displayName: 'Text',
						name: 'text',
						type: 'string',
						required: true,
						default: '',
						placeholder: 'e.g. Yes, please',
						description:
							'What stands on the button, without double quotes. Telegram cuts it after 32 characters.',
					},
					{
						displayName: 'Type',
						name: 'type',
						type: 'options',
						options: [
							{
								name: 'Inline',
								value: 'inline',
								description: 'Stands below the message; with a URL, opens a page',
							},
							{ name: 'Location', value: 'location', description: 'Asks for the location' },
							{ name: 'Phone', value: 'phone', description: 'Asks for the phone number' },
							{ name: 'Reply', value: 'reply', description: 'Sends its text as an answer' },
							{
								name: 'Web App',
								value: 'web_app',
								description: 'Opens a web app in the messenger',
							},
						],
						default: 'reply',
						description: 'What the button does',
					},
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						displayOptions: { show: { type: ['inline', 'web_app'] } },
						default: '',
						placeholder: 'e.g. https://example.com',
						description: 'The page or the web app that the button opens',
					},
					{
						displayName: 'Place and Color',
						name: 'more',
						type: 'collection',
						placeholder: 'Add Setting',
						default: {},
						description: 'Where the button stands, and its color',
						options: [
							{
								displayName: 'Color',
								name: 'color',
								// eslint-disable-next-line n8n-nodes-base/node-param-color-type-unused -- the contract takes any text, which n8n's color picker could not hold
								type: 'string',
								default: '',
								description: 'The color of the button, where the messenger has colors',
							},
							{
								displayName: 'Place in Row',
								name: 'indexInLine',
								type: 'number',
								typeOptions: { minValue: 0 },
								default: 0,
								description: 'The place of the button in its row, from 0',
							},
							{
								displayName: 'Row',
								name: 'line',
								type: 'number',
								typeOptions: { minValue: 0 },
								default: 0,
								description: 'The row that the button stands in, from 0',
							},
							{
								displayName: 'Use Once',
								name: 'oneTime',
								type: 'boolean',
								default: true,
								description: 'Whether the buttons go away once one was pressed',
							},
						],
					},
				],
			},
		],
		routing: { send: { preSend: [prepare(putButtons)] } },
	},
	{
		displayName: 'Button Options',
		name: 'buttonOptions',
		type: 'collection',
		placeholder: 'Add Option',
		displayOptions: { show: { content: ['text', 'file'] } },
		default: {},
		description: 'Buttons as JSON, and a hint for messengers that show none',
		options: [
			{
				displayName: 'Buttons (JSON)',
				name: 'buttonsJson',
				type: 'json',
				default: '[{ "text": "Yes", "type": "reply" }]',
				description: 'The buttons as a list, in place of the form',
			},
			{
				displayName: 'Hint',
				name: 'hint',
				type: 'string',
				default: '',
				description: 'A text for messengers that show no buttons, such as WhatsApp',
			},
		],
	},
];

import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import type { Field } from './field';
import { isExpression, parametersOf } from '../input/parameters';
import { beforeSending } from '../input/beforeSending';
import { InputProblem } from '../input/problem';
import { buttonOfRow, buttonsOfJson, buttonsToSend, type GivenButtons } from '../input/buttons';
import { rowsAt, settingsOf } from '../input/collections';
import { optional, requiredText } from '../input/scalars';

function putButtons(this: IExecuteSingleFunctions, body: IDataObject): void {
	const get = parametersOf(this);
	const rows = rowsAt(get, 'buttons.button', 'Buttons');
	const options = settingsOf(get('buttonOptions', {}), 'Button Options');
	const isGiven = (field: string) => () => isExpression(get, `buttonOptions.${field}`);
	const json = optional(
		options.buttonsJson,
		'Buttons (JSON)',
		isGiven('buttonsJson'),
		(value) => value,
	);
	const ownHint = optional(options.hint, 'Hint Without Buttons', isGiven('hint'), requiredText);
	if (json !== undefined && rows.length > 0) {
		throw new InputProblem(
			'Buttons are given twice, in the form and as JSON',
			'Remove the ones in the form, or the option Buttons (JSON).',
		);
	}
	const { buttons, hint }: GivenButtons =
		json !== undefined
			? buttonsOfJson(json, 'Buttons (JSON)')
			: { buttons: rows.map((row, index) => buttonOfRow(row, index + 1)) };
	const toSend = buttonsToSend({ buttons, hint: ownHint ?? hint });
	if (toSend !== undefined) body.buttons = toSend;
}

/** Buttons below a message, built in a form or given as JSON. */
export const buttonFields: Field[] = [
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
						displayName: 'Button Text',
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
						noDataExpression: true,
						options: [
							{
								name: 'Ask for Location',
								value: 'location',
								description: 'The client sends the location',
							},
							{
								name: 'Ask for Phone',
								value: 'phone',
								description: 'The client sends the phone number',
							},
							{
								name: 'Open Link',
								value: 'link',
								description: 'Stands below the message, and opens a page (in Telegram)',
							},
							{
								name: 'Open Web App',
								value: 'web_app',
								description: 'Telegram only: stands in the keyboard, and opens a web app',
							},
							{
								name: 'Open Web App, Below Message',
								value: 'inlineWebApp',
								description: 'Telegram only: stands below the message, and opens a web app',
							},
							{ name: 'Reply', value: 'reply', description: 'Sends its text as an answer' },
							{
								name: 'Reply, Below Message',
								value: 'inline',
								description: 'Stands below the message, and sends its text as an answer',
							},
						],
						default: 'reply',
						description: 'What the button does',
					},
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						displayOptions: { show: { type: ['inlineWebApp', 'link', 'web_app'] } },
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
								// Not the API's name: n8n's rules want a color picker for that, and the API takes any text.
								name: 'shade',
								type: 'string',
								default: '',
								description: 'The color of the button, in VKontakte and Viber',
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
								displayName: 'One-Time (VKontakte)',
								name: 'oneTime',
								type: 'boolean',
								default: true,
								description:
									'Whether to send one_time, for reply buttons in VKontakte. Mavibot says that they then stay once a message is sent, VKontakte that they go after the first use.',
							},
						],
					},
				],
			},
		],
		routing: { send: { preSend: [beforeSending(putButtons)] } },
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
				displayName: 'Hint Without Buttons',
				name: 'hint',
				type: 'string',
				default: '',
				placeholder: 'e.g. Answer with yes or no',
				description: 'A text for messengers that show no buttons, such as WhatsApp',
			},
		],
	},
];

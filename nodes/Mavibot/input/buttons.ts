import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from './problem';
import { settingsOf, type Row } from './collections';
import { parsedJson } from './json';
import { isEmpty, isObject } from './objects';
import {
	kindOf,
	optional,
	optionalText,
	requiredBoolean,
	requiredChoice,
	requiredText,
	requiredWholeNumber,
} from './scalars';
import { trimmed } from './trim';

const BUTTON_TYPES = ['reply', 'inline', 'location', 'phone', 'web_app'];

/** What the form tells apart by what a click does, and the API by which field is there. */
const INLINE_TYPES: unknown[] = ['inline', 'inlineWebApp', 'link'];

/**
 * A row of the form as the API wants a button (the contract's Button).
 *
 * @param position of the row, from 1
 * @throws InputProblem where a field is empty or not what it should be
 */
export function buttonOfRow({ fields, isExpression }: Row, position: number): IDataObject {
	const name = `Button ${position}`;
	const { type } = fields;
	// n8n takes the sign off an expression where a field takes none, and leaves its text.
	if (isExpression('type') || String(type).includes('{{')) {
		throw new InputProblem(
			`Type of ${name} holds an expression, and has to be chosen in the form`,
			'Where the types differ from item to item, give the buttons as JSON, under Button Options.',
		);
	}
	const more = settingsOf(fields.more, `Place and Color of ${name}`);
	const button: IDataObject = {
		text: requiredText(fields.text, `Text of ${name}`),
		type: INLINE_TYPES.includes(type) ? 'inline' : type,
	};
	const url = () => trimmed(requiredText(fields.url, `URL of ${name}`));
	if (type === 'link') button.url = url();
	if (type === 'web_app' || type === 'inlineWebApp') button.web_app = url();
	const isColorGiven = () => isExpression('more.shade');
	const color = optional(more.shade, `Color of ${name}`, isColorGiven, requiredText);
	if (color !== undefined) button.color = color;
	if ('line' in more) {
		button.line = requiredWholeNumber(more.line, `Row of ${name}`, { min: 0 });
	}
	if ('indexInLine' in more) {
		const label = `Place in Row of ${name}`;
		button.index_in_line = requiredWholeNumber(more.indexInLine, label, { min: 0 });
	}
	if ('oneTime' in more) {
		button.one_time = requiredBoolean(more.oneTime, `One-Time (VKontakte) of ${name}`) ? 1 : 0;
	}
	return button;
}

const asWholeNumber = (value: unknown, name: string) =>
	requiredWholeNumber(value, name, { min: 0 });

/** What the contract's Button says of the fields besides the text; an empty one is left out. */
const CHECKS_OF_BUTTON: Record<string, (value: unknown, name: string) => string | number> = {
	type: (value, name) => requiredChoice(value, name, BUTTON_TYPES),
	url: requiredText,
	web_app: requiredText,
	color: requiredText,
	line: asWholeNumber,
	index_in_line: asWholeNumber,
	one_time: (value, name) =>
		typeof value === 'boolean' ? Number(value) : requiredChoice(value, name, [0, 1]),
};

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
	const checked: IDataObject = { ...button, text };
	for (const [key, check] of Object.entries(CHECKS_OF_BUTTON)) {
		if (isEmpty(button[key])) delete checked[key];
		else checked[key] = check(button[key], `"${key}" of ${name}`);
	}
	return checked;
}

/** Buttons, and a text for messengers that show none. */
export interface GivenButtons {
	buttons: unknown[];
	hint?: unknown;
}

/**
 * Buttons as JSON: a list of them, or an object that holds the list and a hint.
 *
 * @throws InputProblem where it is neither
 */
export function buttonsOfJson(value: unknown, name: string): GivenButtons {
	const parsed = parsedJson(value, name);
	if (Array.isArray(parsed)) return { buttons: parsed };
	if (isObject(parsed) && Array.isArray(parsed.buttons)) {
		return { buttons: parsed.buttons, hint: parsed.hint };
	}
	throw new InputProblem(
		`${name} has to be a list of buttons`,
		'Write it as [{ "text": "Yes" }, { "text": "No" }].',
	);
}

/**
 * Buttons as the API takes them (the contract's Buttons).
 *
 * @returns undefined where there are none
 * @throws InputProblem where a button is not what the contract allows
 */
export function buttonsToSend({
	buttons,
	hint,
}: GivenButtons): IDataObject | IDataObject[] | undefined {
	if (buttons.length === 0) return undefined;
	const checked = buttons.map(checkedButton);
	const text = optionalText(hint, 'Hint');
	return text === undefined ? checked : { hint: text, buttons: checked };
}

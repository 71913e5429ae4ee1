/** Buttons of the form and of JSON, as they are sent. */
import type { IDataObject } from 'n8n-workflow';
import { buttonOfRow, buttonsOfJson, buttonsToSend } from '../../../nodes/Mavibot/input/buttons';
import { made } from '../../support/made';

describe('a button', () => {
	const button = (fields: IDataObject, expressions: string[] = []) =>
		made(() => buttonOfRow({ fields, isExpression: (field) => expressions.includes(field) }, 3));
	const reply = { text: 'Yes', type: 'reply' };
	const inline = { text: 'Yes', type: 'inline' };

	it.each([
		[reply, reply],
		[{ ...reply, url: 'https://a.com' }, reply],
		[inline, inline],
		[{ ...inline, url: 'https://a.com' }, inline],
		[
			{ text: 'Yes', type: 'link', url: ' https://a.com ' },
			{ text: 'Yes', type: 'inline', url: 'https://a.com' },
		],
		[
			{ text: 'Yes', type: 'inlineWebApp', url: 'https://a.com' },
			{ text: 'Yes', type: 'inline', web_app: 'https://a.com' },
		],
		[
			{ text: 'Yes', type: 'web_app', url: ' https://a.com ' },
			{ text: 'Yes', type: 'web_app', web_app: 'https://a.com' },
		],
		[
			{ ...reply, more: { shade: 'green', line: 0, indexInLine: 2, oneTime: true } },
			{ ...reply, color: 'green', line: 0, index_in_line: 2, one_time: 1 },
		],
		[
			{ ...reply, more: { oneTime: false, shade: '' } },
			{ ...reply, one_time: 0 },
		],
		...['link', 'web_app', 'inlineWebApp'].map((type) => [
			{ text: 'Yes', type },
			expect.stringMatching(/^URL of Button 3 is empty/),
		]),
		[{ type: 'reply' }, expect.stringMatching(/^Text of Button 3 is empty/)],
		[{ ...reply, more: 5 }, 'Place and Color of Button 3 has to be an object, and is 5'],
		[{ ...reply, more: { line: -1 } }, 'Row of Button 3 has to be at least 0, and is -1'],
		[
			{ ...reply, more: { indexInLine: -1 } },
			'Place in Row of Button 3 has to be at least 0, and is -1',
		],
		[
			{ ...reply, more: { oneTime: 5 } },
			'One-Time (VKontakte) of Button 3 has to be true or false, and is 5',
		],
		[{ ...reply, more: { shade: {} } }, expect.stringMatching(/^Color of Button 3 has to be text/)],
	] as Array<[IDataObject, unknown]>)('%j of the form is %j', (fields, expected) =>
		expect(button(fields)).toEqual(expected),
	);

	it('of the form says which of its expressions gave nothing', () => {
		expect(button({ text: 'Yes', type: 'link', url: '' }, ['url'])).toMatch(
			'URL of Button 3 is empty',
		);
		expect(button({ ...reply, more: { shade: '' } }, ['more.shade'])).toMatch(
			'Color of Button 3 is',
		);
		const chosen =
			'Type of Button 3 holds an expression, and has to be chosen in the form. Where the types differ from item to item, give the buttons as JSON, under Button Options.';
		expect(button(reply, ['type'])).toBe(chosen);
		expect(button({ text: 'Yes', type: '{{ 1 }}' })).toBe(chosen);
	});

	const sent = (...buttons: unknown[]) => made(() => buttonsToSend({ buttons }));

	it.each([
		[reply, reply],
		[
			{ text: 5, more: null },
			{ text: '5', more: null },
		],
		[
			{ ...reply, url: '', web_app: null, color: ' ', line: '', index_in_line: '', one_time: '' },
			reply,
		],
		[
			{ text: 'a', type: 'phone', url: 'u', web_app: 'w', color: 'c', line: '1', index_in_line: 2 },
			{ text: 'a', type: 'phone', url: 'u', web_app: 'w', color: 'c', line: 1, index_in_line: 2 },
		],
		...['reply', 'inline', 'location', 'phone', 'web_app'].map((type) => [
			{ type, text: 'a' },
			{ type, text: 'a' },
		]),
		...[
			[true, 1],
			[false, 0],
			['0', 0],
		].map((oneTime) => oneTime.map((one_time) => ({ ...reply, one_time }))),
	] as Array<[unknown, unknown]>)('%j is sent as %j', (given, expected) =>
		expect(sent(given)).toEqual([expected]),
	);

	it.each([
		[5, 'Button 2 has to be an object, and is 5'],
		[{}, expect.stringMatching(/^Text of Button 2 is empty/)],
		[
			{ text: 'a"b' },
			'Text of Button 2 has a double quote in it, which Mavibot does not allow. Use other quotation marks, such as « » or “ ”.',
		],
		[
			{ text: 'a', type: 'b' },
			'"type" of Button 2 has to be one of reply, inline, location, phone, web_app, and is "b"',
		],
		[{ text: 'a', line: -1 }, '"line" of Button 2 has to be at least 0, and is -1'],
		[
			{ text: 'a', index_in_line: -1 },
			'"index_in_line" of Button 2 has to be at least 0, and is -1',
		],
		[{ text: 'a', one_time: 2 }, '"one_time" of Button 2 has to be one of 0, 1, and is 2'],
		[{ text: 'a', url: {} }, expect.stringMatching(/^"url" of Button 2 has to be text/)],
	] as Array<[unknown, unknown]>)('%j is refused', (given, expected) =>
		expect(sent(reply, given)).toEqual(expected),
	);

	it('stands with others in a list, with a hint where there is one', () => {
		expect(sent()).toBeUndefined();
		expect(buttonsToSend({ buttons: [reply], hint: 'h' })).toEqual({ hint: 'h', buttons: [reply] });
		expect(buttonsOfJson('[1]', 'F')).toEqual({ buttons: [1] });
		expect(buttonsOfJson({ buttons: [1], hint: 'h', more: 1 }, 'F')).toEqual({
			buttons: [1],
			hint: 'h',
		});
		for (const none of ['{"buttons": 1}', '5', 'null']) {
			expect(made(() => buttonsOfJson(none, 'F'))).toBe(
				'F has to be a list of buttons. Write it as [{ "text": "Yes" }, { "text": "No" }].',
			);
		}
	});
});

import type { INodeParameters } from 'n8n-workflow';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const SEND = { resource: 'message', operation: 'send', clientId: byId('101') };
const BROADCAST = { resource: 'message', operation: 'broadcast', message: 'Hello' };
const SET_VARIABLES = { resource: 'client', operation: 'setVariables', clientId: byId('101') };
const START = { resource: 'bot', operation: 'start', clientId: byId('101') };
const EXPRESSION_OF_NOTHING = '={{ $json.missing }}';

const at = (time: string, rest: INodeParameters = {}): INodeParameters => ({
	...SEND,
	message: 'Hello',
	sendWhen: 'atTime',
	sendTime: time,
	...rest,
});
const withButtons = (buttonsJson: string): INodeParameters => ({
	...SEND,
	message: 'Choose',
	buttonOptions: { buttonsJson },
});

describe('input that cannot be right is refused before a request leaves', () => {
	const refused: Array<[string, INodeParameters, string]> = [
		[
			'a client whose expression gave nothing',
			{ ...SEND, clientId: byId(EXPRESSION_OF_NOTHING), message: 'Hello' },
			'Client is empty',
		],
		[
			'a client that is a list',
			{ ...SEND, clientId: byId('={{ [101, 102] }}'), message: 'Hello' },
			'Client has to be one ID, and is a list',
		],
		['a text of spaces', { ...SEND, message: '={{ "   " }}' }, 'Text is empty'],
		[
			'a text that is an object',
			{ ...SEND, message: '={{ { a: 1 } }}' },
			'Text has to be text, and is an object',
		],
		[
			'a file without a URL',
			{ ...SEND, content: 'file', attachmentUrl: EXPRESSION_OF_NOTHING },
			'File URL is empty',
		],
		[
			'a file whose URL is none',
			{ ...SEND, content: 'file', attachmentUrl: 'picture.png' },
			'File URL is no address of a file: "picture.png"',
		],
		[
			'a file without a type',
			{
				...SEND,
				content: 'file',
				attachmentUrl: 'https://example.com/a.png',
				attachmentType: EXPRESSION_OF_NOTHING,
			},
			'File Type has to be one of image, video, link, file, audio, and is empty',
		],
		[
			'a kind of content that does not exist',
			{
				...SEND,
				content: 'song',
				message: 'Hello',
				attachmentUrl: 'https://example.com/a.png',
				messageId: byId('201'),
			},
			'Content has to be one of block, file, text, and is "song"',
		],
		[
			'a broadcast to a list whose expression gave nothing',
			{ ...BROADCAST, list: EXPRESSION_OF_NOTHING },
			'List ID is empty',
		],
		[
			'a broadcast to clients whose expression gave nothing',
			{ ...BROADCAST, audience: 'clients', clients: EXPRESSION_OF_NOTHING },
			'Client IDs is empty',
		],
		[
			'a broadcast to an empty list',
			{ ...BROADCAST, audience: 'clients', clients: '={{ [] }}' },
			'Client IDs is empty',
		],
		[
			'a broadcast to commas',
			{ ...BROADCAST, audience: 'clients', clients: ' , ,' },
			'Client IDs is empty',
		],
		[
			'a broadcast to clients of which one is nothing',
			{ ...BROADCAST, audience: 'clients', clients: '={{ [101, null] }}' },
			'Element 2 of Client IDs is empty',
		],
		[
			'a deal whose way to the client is an expression',
			{ resource: 'deal', operation: 'create', findClientBy: '={{ "phone" }}', phone: '15550101' },
			'Find Client By holds an expression, and has to be chosen in the form',
		],
		[
			'the deletion of a client whose ID has lost its last digits',
			{ resource: 'client', operation: 'delete', clients: '={{ [17841405309211845] }}' },
			'Element 1 of Client IDs is a number of more than 15 digits, of which the last are lost',
		],
		[
			'a broadcast to messenger IDs without a bot',
			{
				...BROADCAST,
				audience: 'platformIds',
				platformIds: '777000101',
				groupId: byId('={{ "" }}'),
			},
			'Bot is empty',
		],
		[
			'a broadcast to an audience that does not exist',
			{
				...BROADCAST,
				audience: 'everyone',
				list: '5',
				clients: '101',
				platformIds: '777000101',
				groupId: byId('tea_shop_bot'),
			},
			'Audience has to be one of clients, list, platformIds, and is "everyone"',
		],
		[
			'a day that does not exist',
			at('={{ "2055-02-30T10:00:00" }}'),
			'Time is no date: "2055-02-30T10:00:00"',
		],
		['a date that is none', at('={{ "tomorrow" }}'), 'Time is no date: "tomorrow"'],
		['a time that is empty', at('={{ "" }}'), 'Time is empty'],
		[
			'a time zone that does not exist',
			at('2055-01-15T18:00:00', { projectTimeZone: 'Middle/Earth' }),
			'Project Time Zone "Middle/Earth" is no time zone',
		],
		[
			'a delay below zero',
			{ ...SEND, message: 'Hello', sendWhen: 'afterDelay', timeShift: '={{ -1 }}' },
			'Delay has to be at least 0, and is -1',
		],
		['buttons that are no JSON', withButtons('[{'), 'Buttons (JSON) is not valid JSON'],
		['buttons that are a text', withButtons('"Yes"'), 'Buttons (JSON) has to be a list of buttons'],
		['a button without a text', withButtons('[{ "type": "reply" }]'), 'Text of Button 1 is empty'],
		[
			'a button with a double quote',
			withButtons('[{ "text": "a \\" b" }]'),
			'Text of Button 1 has a double quote in it, which Mavibot does not allow',
		],
		[
			'buttons given twice',
			{
				...withButtons('[{ "text": "Yes" }]'),
				buttons: { button: [{ text: 'No', type: 'reply' }] },
			},
			'Buttons are given twice, in the form and as JSON',
		],
		['no variable at all', SET_VARIABLES, 'Variables is empty'],
		[
			'a variable without a name',
			{ ...SET_VARIABLES, variables: { variable: [{ name: ' ', value: 'x' }] } },
			'Name of variable 1 is empty',
		],
		[
			'a variable given twice',
			{
				...SET_VARIABLES,
				variables: {
					variable: [
						{ name: 'city', value: 'x' },
						{ name: 'city', value: 'y' },
					],
				},
			},
			'The variable "city" is given twice',
		],
		[
			'variables that are a list',
			{ ...SET_VARIABLES, specifyVariables: 'json', variablesJson: '[1]' },
			'Variables (JSON) has to be an object, and is a list',
		],
		[
			'a variable that would take the place of the client',
			{ ...START, variables: { variable: [{ name: 'client_id', value: '102' }] } },
			'A variable cannot be named "client_id" here',
		],
	];

	it.each(refused)('%s', async (_what, parameters, message) => {
		const { error } = await run(parameters);

		expect(error?.message).toBe(message);
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(requests()).toEqual([]);
	});
});

describe('a text arrives as it was written', () => {
	it.each([
		['10,000 characters', 'Ж'.repeat(10_000)],
		['emoji', 'Hi 👋🏽 👨‍👩‍👧 🇺🇦'],
		['what looks like an expression', '={{ $json.secret }} {{ 1 + 1 }} ${x}'],
		['what looks like JSON', '{"client_id": 102, "a": [1]}'],
		['lines, quotes and backslashes', ' "a"\n\tb \\n \u0000 <b>&amp;'],
	])('%s', async (_what, text) => {
		const { error } = await run({ ...SEND, message: '={{ $json.text }}' }, { items: [{ text }] });

		expect(error).toBeUndefined();
		expect(
			api()
				.messagesTo(101)
				.map((message) => message.text),
		).toEqual([text]);
	});

	it('writes a number out', async () => {
		await run({ ...SEND, message: '={{ 42 }}' });

		expect(requests()[0].body).toEqual({ client_id: '101', message: '42' });
	});
});

describe('a time is one on the clock of the Mavibot project', () => {
	it.each([
		[
			'that of the workflow where no zone is given',
			'2055-07-01T09:30:00',
			'',
			'2055-07-01 09:30:00',
		],
		[
			'an instant with an offset',
			'2055-07-01T09:30:00-05:00',
			'Europe/Berlin',
			'2055-07-01 16:30:00',
		],
		['the hour that summer time leaves out', '2055-03-28T02:30:00', 'UTC', '2055-03-28 01:30:00'],
	])('%s', async (_what, time, projectTimeZone, expected) => {
		const { error } = await run(at(time, { projectTimeZone }));

		expect(error).toBeUndefined();
		expect(requests()[0].body).toMatchObject({ send_time: expected });
	});

	it("takes a date of n8n's expressions", async () => {
		await run(at('={{ DateTime.fromISO("2055-07-01T10:00:00Z") }}', { projectTimeZone: 'UTC' }));

		expect(requests()[0].body).toMatchObject({ send_time: '2055-07-01 10:00:00' });
	});
});

describe('the good items of a run with bad ones', () => {
	it('are sent, each once, and the others say why not', async () => {
		const result = await run(
			{ ...SEND, clientId: byId('={{ $json.id }}'), message: '={{ $json.text }}' },
			{
				items: [
					{ id: 101, text: 'one' },
					{ id: '', text: 'two' },
					{ id: 999, text: 'three' },
					{ id: 101, text: '' },
					{ id: 102, text: 'five' },
				],
				onError: 'continueRegularOutput',
			},
		);

		expect(result.items.map(({ json }) => json.error)).toEqual([
			undefined,
			'Client is empty',
			'The client was not found in Mavibot',
			'Text is empty',
			undefined,
		]);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3, 4].map((item) => ({ item })),
		);
		expect(
			api()
				.messagesTo(101)
				.map(({ text }) => text),
		).toEqual(['one']);
		expect(
			api()
				.messagesTo(102)
				.map(({ text }) => text),
		).toEqual(['five']);
	});
});

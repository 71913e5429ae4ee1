import type { INodeParameters } from 'n8n-workflow';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const textsTo = (client: number) =>
	api()
		.messagesTo(client)
		.map(({ text }) => text);

const SEND = { resource: 'message', operation: 'send', clientId: byId('101') };
const SET_VARIABLES = { resource: 'client', operation: 'setVariables', clientId: byId('101') };
const START = { resource: 'bot', operation: 'start', clientId: byId('101') };

const FILE = {
	...SEND,
	content: 'file',
	attachmentType: 'image',
	attachmentUrl: 'https://a.com/b',
};
const AT_TIME = { ...SEND, message: 'Hello', sendWhen: 'atTime' };
const withButtons = (buttonsJson: string) => ({
	...{ ...SEND, message: 'Choose', buttonOptions: { buttonsJson } },
});
const variables = (...variable: INodeParameters[]) => ({ variables: { variable } });
const CITY = { name: 'city', value: 'x' };
const YES = '[{ "text": "Yes" }]';

// What each kind of value has to be is in test/unit/values, and that no field may be empty in empty.test.ts.
describe('input that cannot be right is refused before a request leaves', () => {
	it.each<[string, INodeParameters]>([
		['Text has to be text, and is an object', { ...SEND, message: '={{ { a: 1 } }}' }],
		['File URL is no address of a file: "picture.png"', { ...FILE, attachmentUrl: 'picture.png' }],
		[
			'File Type has to be one of image, video, link, file, audio, and is "song"',
			{ ...FILE, attachmentType: 'song' },
		],
		['Content has to be one of block, file, text, and is "song"', { ...FILE, content: 'song' }],
		[
			'Find Client By holds an expression, and has to be chosen in the form',
			{ resource: 'deal', operation: 'create', findClientBy: '={{ "phone" }}', phone: '15550101' },
		],
		[
			'Element 1 of Client IDs is a number of more than 15 digits, of which the last are lost',
			{ resource: 'client', operation: 'delete', clients: '={{ [17841405309211845] }}' },
		],
		[
			'Audience has to be one of allItems, clients, list, platformIds, and is "everyone"',
			{ resource: 'message', operation: 'broadcast', message: 'Hello', audience: 'everyone' },
		],
		['Time is past: 2020-01-01 10:00', { ...AT_TIME, sendTime: '2020-01-01T10:00:00' }],
		['Time is no date: "2055-02-30"', { ...AT_TIME, sendTime: '={{ "2055-02-30" }}' }],
		[
			'Project Time Zone "Middle/Earth" is no time zone',
			{
				...AT_TIME,
				sendTime: '2055-01-15T18:00:00',
				timeOptions: { projectTimeZone: 'Middle/Earth' },
			},
		],
		[
			'Delay has to be at least 0, and is -1',
			{ ...SEND, message: 'Hello', sendWhen: 'afterDelay', timeShift: '={{ -1 }}' },
		],
		['Buttons (JSON) is not valid JSON', withButtons('[{')],
		['Text of Button 1 is empty', withButtons('[{ "type": "reply" }]')],
		[
			'Buttons are given twice, in the form and as JSON',
			{ ...withButtons(YES), buttons: { button: [{ text: 'No', type: 'reply' }] } },
		],
		['Variables is empty', SET_VARIABLES],
		['The variable "city" is given twice', { ...SET_VARIABLES, ...variables(CITY, CITY) }],
		[
			'Variables (JSON) has to be an object, and is a list',
			{ ...SET_VARIABLES, specifyVariables: 'json', variablesJson: '[1]' },
		],
		[
			'A variable cannot be named "client_id" here',
			{ ...START, ...variables({ name: 'client_id', value: '102' }) },
		],
	])('%s', async (message, parameters) => {
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
		expect(textsTo(101)).toEqual([text]);
	});
});

it.each([
	['that of the workflow where no zone is given', '2055-07-01T09:30:00', '', '09:30:00'],
	['an instant with an offset', '2055-07-01T09:30:00-05:00', 'Europe/Berlin', '16:30:00'],
	["a date of n8n's", '={{ DateTime.fromISO("2055-07-01T10:00:00Z") }}', 'UTC', '10:00:00'],
])(
	'a time is one on the clock of the Mavibot project: %s',
	async (_what, sendTime, projectTimeZone, clock) => {
		const { error } = await run({ ...AT_TIME, sendTime, timeOptions: { projectTimeZone } });

		expect(error).toBeUndefined();
		expect(requests()[0].body).toMatchObject({ send_time: `2055-07-01 ${clock}` });
	},
);

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
		expect([textsTo(101), textsTo(102)]).toEqual([['one'], ['five']]);
	});
});

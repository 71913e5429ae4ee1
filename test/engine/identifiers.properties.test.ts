/**
 * Whatever an expression gives for a field that says who or what a request is for, the request carries
 * exactly that, but for what shows nothing around it, or there is no request at all.
 */
import fc, { type Arbitrary } from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { trying } from '../support/properties/settings';
import { anyValue, id, idList } from '../support/properties/values';
import { wordingProblem } from '../support/properties/words';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const GIVEN = '={{ $json.given }}';
const SEND_TEXT = { resource: 'message', message: 'Hello' };

/** A field of the form, and where the request holds it. */
type Place = [name: string, parameters: INodeParameters, key: string];

const ONE: Place[] = [
	['the client of Send', { ...SEND_TEXT, operation: 'send', clientId: byId(GIVEN) }, 'client_id'],
	[
		'the client of Clear History',
		{ resource: 'message', operation: 'clearHistory', clientId: byId(GIVEN) },
		'client_id',
	],
	[
		'the block of Send',
		{
			resource: 'message',
			operation: 'send',
			clientId: byId('101'),
			content: 'block',
			messageId: byId(GIVEN),
		},
		'message_id',
	],
	[
		'the number of Send to WhatsApp',
		{ ...SEND_TEXT, operation: 'sendWhatsApp', phone: GIVEN },
		'phone',
	],
	['the list of Broadcast', { ...SEND_TEXT, operation: 'broadcast', list: GIVEN }, 'list'],
	[
		'the phone of Start',
		{ resource: 'bot', operation: 'start', findClientBy: 'phone', clientPhone: GIVEN },
		'client_phone',
	],
	[
		'the email of Create Deal',
		{ resource: 'deal', operation: 'create', findClientBy: 'email', email: GIVEN },
		'email',
	],
	[
		'the user of Start in Telegram',
		{
			resource: 'bot',
			operation: 'startTelegram',
			groupId: byId('tea_shop_bot'),
			userId: GIVEN,
			message: 'hi',
		},
		'user_id',
	],
	[
		'the phone of Find by Phone',
		{ resource: 'client', operation: 'findByPhone', phone: GIVEN },
		'phone',
	],
	[
		'the email of Find by Email',
		{ resource: 'client', operation: 'findByEmail', email: GIVEN },
		'email',
	],
	[
		'the employee of Assign',
		{ resource: 'client', operation: 'assign', clientId: byId('101'), email: GIVEN },
		'email',
	],
	[
		'the deal of Get State',
		{ resource: 'deal', operation: 'getState', clientId: byId('101'), orderId: GIVEN },
		'order_id',
	],
	[
		'the state of Set State',
		{ resource: 'deal', operation: 'setState', clientId: byId('101'), stateId: GIVEN },
		'state_id',
	],
	[
		'the bot of Start for Many',
		{
			resource: 'bot',
			operation: 'startMany',
			platformIds: '777000101',
			callbackText: 'hi',
			groupId: byId(GIVEN),
		},
		'group_id',
	],
	[
		'the list of Add Clients',
		{ resource: 'list', operation: 'add', listId: GIVEN, clients: '101' },
		'list_id',
	],
	[
		'the client of Set Variables',
		{
			resource: 'client',
			operation: 'setVariables',
			clientId: byId(GIVEN),
			variables: { variable: [{ name: 'a', value: 'b' }] },
		},
		'client_id',
	],
];

const MANY: Place[] = [
	[
		'the clients of Broadcast',
		{ ...SEND_TEXT, operation: 'broadcast', audience: 'clients', clients: GIVEN },
		'clients',
	],
	[
		'the messenger IDs of Broadcast',
		{
			...SEND_TEXT,
			operation: 'broadcast',
			audience: 'platformIds',
			platformIds: GIVEN,
			groupId: byId('tea_shop_bot'),
		},
		'platform_ids',
	],
	[
		'the clients of Delete',
		{ resource: 'client', operation: 'delete', clients: GIVEN },
		'client_ids',
	],
	[
		'the messenger IDs of Start for Many',
		{ resource: 'bot', operation: 'startMany', platformIds: GIVEN, callbackText: 'hi' },
		'platform_ids',
	],
	[
		'the clients of Add Clients',
		{ resource: 'list', operation: 'add', listId: '5', clients: GIVEN },
		'clients',
	],
];

const INVISIBLE = /^[\s\p{Z}\p{Cc}\p{Cf}]|[\s\p{Z}\p{Cc}\p{Cf}]$/u;

/** A value as it is to arrive. */
function expected(given: unknown): string {
	let text = String(given);
	while (INVISIBLE.test(text)) text = text.replace(INVISIBLE, '');
	return text;
}

/** What the requests hold under a name, in the query or in the body. */
const sentAs = (key: string): unknown[] =>
	requests().map(({ query, body }) => ({ ...query, ...(body as object | undefined) })[key]);

/** Runs with a value; what was sent, or undefined where the run ended with an error in words before that. */
async function sentFor(
	parameters: INodeParameters,
	key: string,
	given: unknown,
	asTool: boolean,
): Promise<unknown[] | undefined> {
	api().reset();
	const { error } = await run(parameters, { items: [{ given } as never], asTool });
	if (requests().length > 0) return sentAs(key);
	expect(wordingProblem(error?.message, { given })).toBeUndefined();
	return undefined;
}

/** Values as JSON gives them; n8n's items hold no others. */
const ofItems = (values: Arbitrary<unknown>): Arbitrary<unknown> =>
	values.filter((value) => JSON.stringify(value) !== undefined);

describe.each(ONE)('%s', (_name, parameters, key) => {
	it('is sent as it was given, or not at all', async () => {
		await fc.assert(
			fc.asyncProperty(ofItems(fc.oneof(id, anyValue)), fc.boolean(), async (given, asTool) => {
				const sent = await sentFor(parameters, key, given, asTool);
				if (sent === undefined) return;
				expect(sent.map(String)).toEqual([expected(given)]);
				expect(typeof given === 'number' ? Number.isSafeInteger(given) : true).toBe(true);
			}),
			trying(25),
		);
	});

	it.each(['[]', '{}', ',', 'null', 'undefined', 'NaN', '[object Object]', '5,6', '[5,6]', '1e21'])(
		'is not %s',
		async (given) => expect(await sentFor(parameters, key, given, false)).toBeUndefined(),
	);
});

describe.each(MANY)('%s', (_name, parameters, key) => {
	it('are sent as they were given, each once, or not at all', async () => {
		await fc.assert(
			fc.asyncProperty(ofItems(fc.oneof(idList, anyValue)), async (given) => {
				const sent = await sentFor(parameters, key, given, false);
				if (sent === undefined) return;
				const ids = (sent as unknown[][]).flat().map(String);
				const text = Array.isArray(given) ? given.map(expected).join('\n') : expected(given);
				const left = ids.reduce((rest, one) => {
					expect(rest).toContain(one);
					return rest.replaceAll(one, '');
				}, text);
				// What separates them, and what is around those that are the same person in another form.
				expect(left).toMatch(/^[\s\p{Z}\p{Cc}\p{Cf},;"[\]+\d]*(@s\.whatsapp\.net[\s,;"\]+\d]*)*$/u);
				expect(new Set(ids).size).toBe(ids.length);
			}),
			trying(25),
		);
	});

	it('keep every digit of a long one in a JSON list', async () => {
		const given = '[17841405309211845, "17841405309211847"]';
		const sent = await sentFor(parameters, key, given, false);
		expect(sent).toEqual([['17841405309211845', '17841405309211847']]);
	});

	it.each([
		['a number that has lost digits', 17841405309211844],
		['one in a list', [101, 17841405309211844]],
		['a power of ten', 1e21],
		['digits in threes', '12,345,678'],
		['digits with spaces', '101 102'],
		['an empty list as text', '[]'],
		['an object', {}],
		['a word for nothing', [101, 'null']],
		['zero', '0'],
		['what stands for not found', [-1]],
		['a decimal', '5.0'],
		['a zero before it', '05'],
	])('are not %s', async (_what, given) => {
		expect(await sentFor(parameters, key, given, false)).toBeUndefined();
	});
});

describe('the same person in several forms', () => {
	it.each([
		[
			'client IDs',
			{ resource: 'list', operation: 'add', listId: '5', clients: GIVEN },
			'clients',
			[5, '5', ' 5\u200b'],
			['5'],
		],
		[
			'numbers of WhatsApp',
			{ resource: 'bot', operation: 'startMany', platformIds: GIVEN, callbackText: 'hi' },
			'platform_ids',
			['7999', '+7999', '7999@s.whatsapp.net', 7999],
			['7999'],
		],
	])('is one: %s', async (_what, parameters, key, given, once) => {
		expect(await sentFor(parameters, key, given, false)).toEqual([once]);
	});
});

/**
 * Whatever an expression gives for a field that says who or what a request is for, the request carries
 * exactly that, but for what shows nothing around it, or there is no request at all.
 */
import fc, { type Arbitrary } from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { trying } from '../support/properties/settings';
import { anyValue, id, idList } from '../support/properties/values';
import { wordingProblem } from '../support/properties/words';
import { everyCase } from '../support/engine/cases';
import { byId, useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const GIVEN = '={{ $json.given }}';
/** A field of the form, and where the request holds what it holds. */
type Place = [operation: string, field: string, key: string, rest?: INodeParameters];

/** Its parameters are those of the smallest request of the operation, with others besides. */
const ONE: Place[] = [
	['message: send', 'clientId', 'client_id'],
	['message: send', 'messageId', 'message_id', { content: 'block', messageId: byId('201') }],
	['message: clearHistory', 'clientId', 'client_id'],
	['message: sendWhatsApp', 'phone', 'phone'],
	['message: broadcast', 'list', 'list'],
	['bot: start', 'clientPhone', 'client_phone', { findClientBy: 'phone' }],
	['bot: startTelegram', 'userId', 'user_id'],
	['bot: startMany', 'groupId', 'group_id', { groupId: byId('tea_shop_bot') }],
	['client: findByPhone', 'phone', 'phone'],
	['client: findByEmail', 'email', 'email'],
	['client: assign', 'email', 'email'],
	['client: setVariables', 'clientId', 'client_id'],
	['deal: create', 'email', 'email', { findClientBy: 'email' }],
	['deal: getState', 'orderId', 'order_id', { whichDeal: 'orderId' }],
	['deal: setState', 'stateId', 'state_id'],
	['list: add', 'listId', 'list_id'],
];

const PLATFORM_IDS = { audience: 'platformIds', groupId: byId('tea_shop_bot') };

const MANY: Place[] = [
	['message: broadcast', 'clients', 'clients', { audience: 'clients' }],
	['message: broadcast', 'platformIds', 'platform_ids', PLATFORM_IDS],
	['message: broadcast', 'clientIdOfItem', 'clients', { audience: 'allItems' }],
	['client: delete', 'clients', 'client_ids'],
	['bot: startMany', 'platformIds', 'platform_ids'],
	['list: add', 'clients', 'clients'],
];

/** The parameters of an operation with what the item gives in one of its fields. */
function parametersOf([name, field, , rest]: Place): INodeParameters {
	const operationCase = everyCase.find((one) => `${one.resource}: ${one.operation}` === name);
	if (!operationCase) throw new Error(`There is no case of ${name}`);
	const { resource, operation, smallest } = operationCase;
	const parameters = { resource, operation, ...smallest.parameters, ...rest };
	const isLocator = typeof (parameters as INodeParameters)[field] === 'object';
	return { ...parameters, [field]: isLocator ? byId(GIVEN) : GIVEN };
}

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

describe.each(ONE)('%s, %s', (...place) => {
	const [, , key] = place;
	const parameters = parametersOf(place);

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

	it('is not what stands for nothing, for several or for a part of a number', async () => {
		for (const given of ['[]', ',', 'null', '[object Object]', '5,6', '1e21']) {
			expect(await sentFor(parameters, key, given, false)).toBeUndefined();
		}
	});
});

describe.each(MANY)('%s, %s', (...place) => {
	const [, , key] = place;
	const parameters = parametersOf(place);

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

	it('keep every digit of a long one in a JSON list, and are none that has lost some', async () => {
		const given = '[17841405309211845, "17841405309211847"]';
		const sent = await sentFor(parameters, key, given, false);
		expect(sent).toEqual([['17841405309211845', '17841405309211847']]);
		for (const lost of [[101, 17841405309211844], 1e21, '12,345,678', [101, 'null'], [-1]]) {
			expect(await sentFor(parameters, key, lost, false)).toBeUndefined();
		}
	});
});

describe('the same person in several forms', () => {
	it.each<[string, Place, unknown[], string]>([
		['client IDs', ['list: add', 'clients', 'clients'], [5, '5', ' 5\u200b'], '5'],
		[
			'numbers of WhatsApp',
			['bot: startMany', 'platformIds', 'platform_ids'],
			['7999', '+7999', '7999@s.whatsapp.net', 7999],
			'7999',
		],
	])('is one: %s', async (_what, place, given, once) => {
		expect(await sentFor(parametersOf(place), place[2], given, false)).toEqual([[once]]);
	});
});

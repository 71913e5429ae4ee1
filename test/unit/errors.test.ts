/** What a person reads of a failure, to the letter. */
import * as errors from '../../nodes/Mavibot/answers/inWords';
import { Refusal, rememberAttempts, type Attempts } from '../../nodes/Mavibot/answers/failures';

const READ = 'get_clients';
const WRITE = 'message';
const LOOK_FIRST =
	'It is not known whether Mavibot carried the request out, so it was not sent again. Look in Mavibot before you run this item once more.';
const CHECK_SERVER = 'Check the server in the credential.';
const SEND_LESS =
	'Send fewer items at a time, or set a pause (Batching), fewer Requests at Once or more Tries per Request under Settings > Request Options.';
const OF_PLAN =
	' If it is the limit of your plan, such as the messages a day, it has to be waited for.';
const GENERATE =
	'Generate a key with this permission in the settings of your Mavibot project, section Integrations, and put it into the credential.';
/** What was observed where the key lacks a permission. */
const WRONG_ACTION = ['WRONG_ACTION', { status: 'error', code: 'WRONG_ACTION' }];
const FAULT = 'Mavibot could not process the request';
const TOO_MUCH = 'Mavibot says that this is too much at once';
const WEB_PAGE = 'The server answered with a web page in place of data';

/** The two lines, and what stands behind them of the answer. */
function explained(
	method: string,
	statusCode: number,
	body: unknown,
	attempts?: Attempts,
): string[] {
	const refusal = new Refusal(statusCode, body, {});
	if (attempts) rememberAttempts(refusal, attempts);
	const { message, description } = errors.explainRefusal(method, refusal);
	const end = description.indexOf(' (Mavibot answered');
	return [message, description.slice(0, end), description.slice(end)];
}

describe('a refusal', () => {
	it.each<[string, string, Record<number, unknown[]>]>([
		[
			FAULT,
			'This is a fault at the other end. Run it again later.',
			{
				200: [{ status: '500' }, { status: 503 }],
				...{ 408: [''], 499: [''], 500: [''], 503: ['too many requests'] },
				400: [
					'Internal error',
					'internal server error',
					'Gateway',
					'timeout',
					'Timed out',
					'time-out',
				],
			},
		],
		[TOO_MUCH, SEND_LESS, { 429: ['', '<html>'] }],
		[
			TOO_MUCH,
			SEND_LESS + OF_PLAN,
			{
				200: ['Limit exceeded', 'Too many messages', 'too many calls'],
				403: ['too many requests'],
			},
		],
		[WEB_PAGE, CHECK_SERVER, { 400: ['<html>'], 401: ['<a>'], 403: ['<a>'], 404: [' <html>'] }],
		[
			'The Mavibot API key may not read clients',
			GENERATE,
			{
				403: [''],
				401: ['Permission', 'access', 'denied', 'forbidden', 'not allowed'],
				...{ 400: WRONG_ACTION, 404: WRONG_ACTION, 422: WRONG_ACTION },
			},
		],
		[
			'Mavibot refused the API key',
			'Copy the key again from the settings of your Mavibot project, section Integrations, into the credential, and test the credential.',
			{ 401: [''], 404: ['API key', 'apikey', 'wrong api-key', 'Unauthorized', 'unauthorised'] },
		],
		[
			'The client was not found in Mavibot',
			'Check the client ID. It is the ID in Mavibot, not the one in the messenger; the find operations of the resource Client look it up.',
			{ 404: ['client_not_found', 'User 5 is not found', 'clientnotfound', 'No such client'] },
		],
		[
			'The deal was not found in Mavibot',
			'Check the deal ID, and that the deal belongs to this client.',
			{ 404: ['order_not_found', 'Deal 5 is not found', 'ordernotfound'] },
		],
		[
			'The server does not know this request',
			`What answered is not Mavibot, or not at this address. ${CHECK_SERVER}`,
			{
				404: ['page not found', { message: 'Not Found' }, { status: 'error', message: 'no route' }],
			},
		],
		[
			'Mavibot found nothing under what was asked for',
			'Check the values of this item. If every request fails so, check the server and the API key in the credential.',
			{ 404: ['', { status: 'fail' }] },
		],
		[
			'The server sends this request to another address',
			`The node does not follow, so that the API key goes nowhere else. ${CHECK_SERVER}`,
			{ 300: [''], 307: ['<html>'], 399: [''] },
		],
		[
			'Mavibot refused the request',
			'Check the values of this item.',
			{
				...{ 200: [{ status: 'fail' }], 299: [''], 409: ['too many'] },
				400: ['', { status: '5000' }, { status: '1500' }],
			},
		],
	])('is put as: %s. %s', (message, description, answers) => {
		for (const [status, bodies] of Object.entries(answers)) {
			for (const body of bodies) {
				const [first, second] = explained(READ, Number(status), body);
				expect([status, body, first, second]).toEqual([status, body, message, description]);
			}
		}
	});

	it('of a change that can have been made says so', () => {
		const [, description] = explained(WRITE, 500, '');
		expect(description).toBe(`This is a fault at the other end. ${LOOK_FIRST}`);
	});

	it.each([
		[WRITE, 'change clients'],
		['delete_clients', 'delete clients'],
		['get_orders', 'read the CRM'],
		['create_order', 'change the CRM'],
		['unheard_of', 'do this'],
	])('names the permission that %s wants: to %s', (method, what) =>
		expect(explained(method, 403, '')[0]).toBe(`The Mavibot API key may not ${what}`),
	);

	it.each([
		['kind', 1, 0, 'not tried again, since only an answer 429 asks for that'],
		['tries', 1, 0, 'not tried again, since Tries per Request is 1'],
		['tries', 3, 0, 'tried 3 times, with pauses, and not again, since Tries per Request is 3'],
		[
			...(['longest wait', 1, 1001] as const),
			'not tried again, since Mavibot asks to wait for 2 s, and Longest Wait does not let it',
		],
		['longest wait', 1, 0, 'not tried again, since Longest Wait does not let it'],
		[
			...(['others', 1, 0] as const),
			'not tried again, since it was of no use to other requests of this run',
		],
	] as const)('says how often it was tried: %s, %i, %i', (endedBy, tries, askedMs, words) => {
		const attempts = { endedBy, tries, askedMs, waitedMs: 0 };
		expect(explained(READ, 429, '', attempts)[1]).toBe(`The node has ${words}. ${SEND_LESS}`);
	});

	it.each<[unknown, string]>([
		['', ''],
		[5, ''],
		[null, ''],
		[[], ''],
		[' <html>', ''],
		['no <b>', ': no <b>'],
		[' a\n\t b ', ':  a b '],
		['a'.repeat(301), `: ${'a'.repeat(300)}`],
		[{ message: ' ', error: 5, text: 'a' }, ''],
		[
			{
				description: 'd',
				errors: ['x', { message: 'y' }, 5],
				error: 'e',
				message: 'm',
				status: 's',
			},
			': s: m: e: x: y: d',
		],
		[{ status: 'a', message: 'a', error: { message: 'b' } }, ': a: b'],
		[[{ message: 'a' }, { message: 'b' }], ': a'],
	])('gives the reason of Mavibot: %j', (body, reason) =>
		expect(explained(READ, 400, body)[2]).toBe(` (Mavibot answered 400${reason})`),
	);
});

describe('the values to check after a refusal', () => {
	const check = (sent: string[], status: string, method = WRITE): string => {
		const refusal = new Refusal(400, { status }, {}, sent);
		return errors.explainRefusal(method, refusal).description.replace(/ \(Mavibot.*/, '');
	};

	it.each<[string[], string, string]>([
		[[], 'fail', 'Check the values of this item.'],
		[['offset', 'delimiter'], 'fail', 'Check the values of this item.'],
		[['client_id'], 'fail', 'Check this value: Client.'],
		[['client_id', 'message'], 'fail', 'Check these values: Client and Text.'],
		[
			['client_id', 'message', 'send_time'],
			'message not sent',
			'Check these values: Client, Text and Time.',
		],
		[['client_id', 'message', 'send_time'], 'Invalid send_time', 'Check this value: Time.'],
		[['list_id', 'clients'], 'list not found', 'Check this value: List ID.'],
		[['platform_id', 'client_type'], 'invalid messenger id', 'Check this value: Messenger ID.'],
		[
			['client_id', 'message'],
			'clientId is empty, text is missing',
			'Check these values: Client and Text.',
		],
		[['group_id', 'platform_ids'], 'no such bot', 'Check this value: Bot.'],
		[['delimiter_value_phone'], 'fail', 'Check this value: Field With Phone.'],
		[['constructor', 'a.*', ''], 'no a', 'Check this value: Variables.'],
	])('%j, %s: %s', (sent, status, words) => expect(check(sent, status)).toBe(words));

	it('are called as the form of the operation calls them', () => {
		expect(check(['message'], 'fail', 'callback')).toBe('Check this value: Text for the Bot.');
		const variables = check(['phone', 'a'], 'fail', 'find_all_client_id_by_several_vars');
		expect(variables).toBe('Check this value: Variables.');
	});
});

describe('no whole answer', () => {
	const CUT = 'If this happens again, something between this n8n and Mavibot cuts answers off.';
	const AND_RUN = 'and the network of this n8n, then run it again.';
	const CHECK_CONNECTION = `Check the server in the credential ${AND_RUN}`;
	const CHECK_PROXY = `Check the proxy under Settings > Request Options ${AND_RUN}`;

	it.each([
		['web page', READ, WEB_PAGE, CHECK_SERVER],
		['web page', WRITE, WEB_PAGE, `${LOOK_FIRST} ${CHECK_SERVER}`],
		['broken off', READ, 'The answer of Mavibot broke off', CUT],
		['broken off', WRITE, 'The answer of Mavibot broke off', `${LOOK_FIRST} ${CUT}`],
	] as const)('but a %s, of %s', (kind, method, message, description) =>
		expect(errors.explainUnreadable(kind, method)).toEqual({ message, description }),
	);

	it.each([
		[READ, {}, false, 'Mavibot could not be reached', CHECK_CONNECTION],
		[READ, {}, true, 'Mavibot could not be reached', CHECK_PROXY],
		[READ, { isOfAddress: true }, false, 'Mavibot could not be reached', CHECK_CONNECTION],
		[READ, { isOfAddress: true }, true, 'The proxy could not be reached', CHECK_PROXY],
		[READ, { isOfAnswer: true }, true, 'The answer of Mavibot could not be read', CHECK_PROXY],
		[WRITE, {}, false, 'Mavibot could not be reached', LOOK_FIRST],
		[WRITE, { isNeverSent: true }, false, 'Mavibot could not be reached', CHECK_CONNECTION],
		[WRITE, { isNeverSent: true }, true, 'Mavibot could not be reached', CHECK_PROXY],
	])('of %s, %j, with a proxy: %s', (method, meaning, isThroughProxy, what, description) => {
		const failure = { code: 'A', problem: 'why', ...meaning };
		expect(errors.explainLostConnection(failure, method, isThroughProxy)).toEqual({
			message: `${what}: why`,
			description,
		});
	});

	it('since the proxy wants to know who asks', () => {
		expect(errors.explainProxyRefusal()).toEqual({
			message: 'The proxy refused the request',
			description:
				'It wants a user name and a password. Write them into the Proxy under Settings > Request Options, as http://name:password@host:port.',
		});
	});

	it('for a reason that is not known', () => {
		const said = { message: 'a', description: 'b' };
		expect(errors.explainUnknown(said, READ)).toEqual(said);
		expect(errors.explainUnknown(said, WRITE)).toEqual({ message: 'a', description: LOOK_FIRST });
	});
});

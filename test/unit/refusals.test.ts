import { canMeanNobody, isRefusal, saysNotFound } from '../../nodes/Mavibot/answers/refusals';

const WRITE = 'message';
const READ = 'get_clients';

const statuses = (...given: unknown[]) => given.map((status) => ({ status }));

describe('what an answer says by itself, of a change and of a read alike', () => {
	it.each<unknown>([
		...statuses('success', 'Success!', 'Successfully sent', ' OK. ', 'TRUE', true),
		...statuses('200', '201 ', 200, null, '', ['fail'], { of: 'a delivery' }),
		...statuses('Success without error', 'Success, no - errors, 0 fails'),
		...[true, 200, 'success'].map((status) => ({ status, error: 'a remark' })),
		...[true, '1'].map((success) => ({ success, error: 'a remark' })),
		{ ok: 1, error: 'a remark' },
		...[false, 0, null, '', '0', 'none', 'No error'].map((error) => ({ error, data: 1 })),
		...[[], {}].map((errors) => ({ errors, error: null })),
		{ message: 'fail' },
		{ callbackSended: 0 },
		...[[], [1, 2], [{ status: 'fail' }, { status: 'success' }]],
		...['fail', '', null, 7],
	])('%j is accepted', (body) => {
		expect([isRefusal(WRITE, body), isRefusal(READ, body)]).toEqual([false, false]);
	});

	it.each<unknown>([
		...statuses('fail', 'error', 'client_not_found', 'ClientNotFound', 'clientnotfound'),
		...statuses('WRONG_ACTION', 'Access denied', 'limit exceeded', 'Unauthorized', 'key expired'),
		...statuses('blocked', 'not ok', 'unsuccessful', 'platform_id is empty', 'success: false'),
		...statuses('error: not delivered', 'unknown method', 'error 404', '200 errors'),
		...statuses(false, 'FALSE', 403, '402', '404'),
		{ status: 'Failed!', id: 5 },
		{ status: 'error', data: {} },
		{ status: 'order 12345 not found', id: 1 },
		{ status: 500, data: 1 },
		{ success: false },
		{ success: 'false', data: 1 },
		{ success: true, ok: false },
		...[0, '0'].map((ok) => ({ ok })),
		...['client not found', 'none of these', 'the name is null'].map((error) => ({ error })),
		...[true, 5, { message: 'no' }].map((error) => ({ error })),
		{ errors: ['no'], data: 1 },
		{ status: 'queued', error: 'no' },
		[{ status: 'fail' }],
		[{ status: 'fail' }, { success: false }],
	])('%j is refused', (body) => {
		expect([isRefusal(WRITE, body), isRefusal(READ, body)]).toEqual([true, true]);
	});
});

describe('a status that nobody knows', () => {
	it.each([
		...['queued', 'sent', 'accepted', 'Sent, not delivered yet', 'accepted; nothing failed'],
		...['queued, 49 of limit left', 'in progress', 'block sent', 'the moon is full'],
		...['so far a success', '302', '345'],
	])('"%s" is of a change done, and of a read the reason why there is no data', (status) => {
		expect(isRefusal(WRITE, { status })).toBe(false);
		const reasons = { message: 'wait', error: '', errors: [], description: 'a', code: 1 };
		expect(isRefusal(READ, { status, ...reasons })).toBe(true);
		expect(isRefusal('online_chat_client_id', { status })).toBe(true);
		expect(isRefusal(READ, { status, clients: [] })).toBe(false);
	});
});

describe("a client's variables", () => {
	it.each<unknown>([
		{ status: 'fail' },
		{ status: 'client_not_found', city: 'Kazan' },
		{ status: 404 },
		{ success: false },
		{ error: 'yes' },
		{ status: 'error', message: 'hello' },
		[{ status: 'client_not_found' }],
	])('can be called anything: %j', (body) => {
		expect(isRefusal('get_variables', body)).toBe(false);
	});

	it('are refused in one form alone', () => {
		expect(isRefusal('get_variables', { status: 'client_not_found' })).toBe(true);
	});
});

describe('a 404 can mean that there is no such client', () => {
	it.each<unknown>([
		...['', ' ', null],
		...statuses('client_not_found', 'fail', '404 client', 'error 404'),
		{ status: 'error', message: 'No such client' },
		{ status: 'error', message: 'keyboard not found', errors: 'route' },
	])('where it comes with %j', (body) => expect(canMeanNobody(body)).toBe(true));

	it.each<unknown>([
		'404 page not found',
		['client_not_found'],
		{ message: 'client not found' },
		{ status: 404, message: 'client not found' },
		{ status: ' 404  ', message: 'client not found' },
		{ status: '' },
	])('but not where it comes with %j', (body) => expect(canMeanNobody(body)).toBe(false));
});

describe('a refusal names a client or deal that is not there', () => {
	it.each<unknown>([
		...statuses('client_not_found', 'OrderNotFound'),
		{ status: 'fail', message: 'notfound' },
		{ error: 'No such client' },
		{ description: 'there is no client 5' },
		{ status: 404, message: 'Not Found' },
		[{ status: 'client_not_found' }, { error: 'not found' }],
	])('in %j', (body) => expect(saysNotFound(body)).toBe(true));

	it.each<unknown>([
		...['not found', null, []],
		[{ error: 'not found' }, { error: 'fail' }],
		{ status: 'fail' },
		{ status: 'not', message: 'found' },
		{ errors: 'not found' },
	])('but not in %j', (body) => expect(saysNotFound(body)).toBe(false));

	it.each([
		...['method', 'route', 'path', 'url', 'uri', 'endpoint', 'action', 'key', 'token', 'page'],
		...['server', 'host', 'cannot get', 'can not post', 'could not get', 'no such bot'],
		...['bot not found', 'group is not found', 'projects xy was notfound'],
	])('nor where it is the server that speaks of itself: %s', (words) => {
		const body = { status: 'fail', message: 'not found', description: `${words}.` };
		expect([saysNotFound(body), canMeanNobody(body)]).toEqual([false, false]);
	});
});

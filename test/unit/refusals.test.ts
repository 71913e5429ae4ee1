import { canMeanNobody, isRefusal, saysNotFound } from '../../nodes/Mavibot/shared/refusals';

const WRITE = 'message';
const READ = 'get_clients';

describe('what an answer says by itself, of a change and of a read alike', () => {
	it.each<unknown>([
		{ status: 'success' },
		{ status: 'Success!' },
		{ status: ' OK. ' },
		{ status: 'TRUE' },
		{ status: true },
		{ status: 200 },
		{ status: '200' },
		{ status: '201 ' },
		{ status: 'Successfully sent' },
		{ status: 'Success: sent without errors' },
		{ status: 'Success, no - errors, 0 fails' },
		{ status: 'success', error: 'a variable of this name' },
		{ status: true, error: 'a remark' },
		{ status: 200, error: 'a remark' },
		{ success: true, error: 'a remark' },
		{ success: '1', error: 'a remark' },
		{ ok: 1, error: 'a remark' },
		{ status: ['fail'] },
		{ status: null },
		{ status: '' },
		{ status: { of: 'a delivery' } },
		{ error: null, errors: [] },
		{ error: false, data: 1 },
		{ error: '' },
		{ error: 0 },
		{ error: 'none' },
		{ error: 'No error' },
		{ error: '0' },
		{ errors: {} },
		{ message: 'fail' },
		{ callbackSended: 0 },
		[],
		[1, 2],
		[{ status: 'fail' }, { status: 'success' }],
		'fail',
		'',
		null,
		7,
	])('%j is accepted', (body) => {
		expect([isRefusal(WRITE, body), isRefusal(READ, body)]).toEqual([false, false]);
	});

	it.each<unknown>([
		{ status: 'fail' },
		{ status: 'Failed!', id: 5 },
		{ status: 'error', data: {} },
		{ status: 'client_not_found' },
		{ status: 'ClientNotFound' },
		{ status: 'order 12345 not found', id: 1 },
		{ status: 'WRONG_ACTION' },
		{ status: 'Access denied' },
		{ status: 'limit exceeded' },
		{ status: 'Unauthorized' },
		{ status: 'key expired' },
		{ status: 'blocked' },
		{ status: 'not ok' },
		{ status: 'unsuccessful' },
		{ status: 'platform_id is empty' },
		{ status: 'success: false' },
		{ status: 'error: not delivered' },
		{ status: 'unknown method' },
		{ status: 'clientnotfound' },
		{ status: 'error 404' },
		{ status: '200 errors' },
		{ status: '402' },
		{ status: false },
		{ status: 'FALSE' },
		{ status: 403 },
		{ status: '404' },
		{ status: 500, data: 1 },
		{ success: false },
		{ success: 'false', data: 1 },
		{ success: true, ok: false },
		{ ok: 0 },
		{ ok: '0' },
		{ error: 'client not found' },
		{ error: 'none of these' },
		{ error: 'the name is null' },
		{ error: true },
		{ error: 5 },
		{ error: { message: 'no' } },
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
		'queued',
		'sent',
		'accepted',
		'Sent, not delivered yet',
		'accepted; nothing failed',
		'queued, 49 of limit left',
		'in progress',
		'block sent',
		'the moon is full',
		'so far a success',
		'302',
		'345',
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
		[{ status: 'fail' }],
	])('can be called anything: %j', (body) => {
		expect(isRefusal('get_variables', body)).toBe(false);
	});

	it('are refused in one form alone', () => {
		expect(isRefusal('get_variables', { status: 'client_not_found' })).toBe(true);
	});
});

describe('a 404 can mean that there is no such client', () => {
	it.each<unknown>([
		'',
		' ',
		null,
		{ status: 'client_not_found' },
		{ status: 'fail' },
		{ status: '404 client' },
		{ status: 'error 404' },
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
		{ status: 'client_not_found' },
		{ status: 'OrderNotFound' },
		{ status: 'fail', message: 'notfound' },
		{ error: 'No such client' },
		{ description: 'there is no client 5' },
		{ status: 404, message: 'Not Found' },
		[{ status: 'client_not_found' }, { error: 'not found' }],
	])('in %j', (body) => expect(saysNotFound(body)).toBe(true));

	it.each<unknown>([
		'not found',
		null,
		[],
		[{ error: 'not found' }, { error: 'fail' }],
		{ status: 'fail' },
		{ status: 'not', message: 'found' },
		{ errors: 'not found' },
	])('but not in %j', (body) => expect(saysNotFound(body)).toBe(false));

	it.each([
		...['method', 'route', 'path', 'url', 'uri', 'endpoint', 'action', 'key', 'token', 'page'],
		...['server', 'host', 'cannot get', 'can not post', 'could not get', 'no such bot'],
		...['bot not found', 'group is not found', 'projects x was notfound'],
	])('nor where it is the server that speaks of itself: %s', (words) => {
		const body = { status: 'fail', message: 'not found', description: `${words}.` };
		expect([saysNotFound(body), canMeanNobody(body)]).toEqual([false, false]);
	});
});

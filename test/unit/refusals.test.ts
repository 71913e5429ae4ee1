import { isRefusal } from '../../nodes/Mavibot/shared/refusals';

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
		{ status: 'Success: sent without errors' },
		{ status: 'success', error: 'a variable of this name' },
		{ success: true, error: 'a remark' },
		{ status: null },
		{ status: '' },
		{ status: { of: 'a delivery' } },
		{ error: null, errors: [] },
		{ error: false, data: 1 },
		{ error: '' },
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
		{ status: false },
		{ status: 'FALSE' },
		{ status: 403 },
		{ status: '404' },
		{ status: 500, data: 1 },
		{ success: false },
		{ success: 'false', data: 1 },
		{ ok: 0 },
		{ error: 'client not found' },
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
		'302',
	])('"%s" is of a change done, and of a read the reason why there is no data', (status) => {
		expect(isRefusal(WRITE, { status })).toBe(false);
		expect(isRefusal(READ, { status, message: 'wait' })).toBe(true);
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

/** A failure is put into words by what the HTTP client of this version of n8n says of it. */
import { asRefusedByN8n } from '../../support/engine/engine';
import { byId, useMavibot } from '../../support/engine/mavibot';
import { check } from '../../support/engine/fault-matrix/check';
import { FAULTS } from '../../support/engine/fault-matrix/expected';
import { measureAll, type Measured } from '../../support/engine/fault-matrix/measure';
import { KINDS } from '../../support/engine/fault-matrix/operations';

const SEND = { resource: 'message', operation: 'send', clientId: byId('101'), message: 'Hello' };
const WAYS = ['Send', 'Send (tool)'];

const { api, requests, run } = useMavibot();

describe('a message', () => {
	let measured: Measured[] = [];
	const cell = (fault: string, way: string) =>
		measured.filter(({ row, kind }) => row.name === fault && kind.name === way)[0];

	beforeAll(async () => {
		measured = await measureAll(KINDS.filter(({ name }) => WAYS.includes(name)));
	}, 180_000);

	it.each(FAULTS.flatMap(({ name }) => WAYS.map((way) => ({ name, way }))))(
		'$name: $way',
		({ name, way }) => check(cell('no fault', way), cell(name, way)),
	);

	it.each([
		['before', 'time-out, not done'],
		['middle', 'silence in the middle of the body'],
	] as const)('ends there as it does when a clock ends it: silent %s', async (silent, fault) => {
		api().fail({ silent });

		const { error } = await run({ ...SEND, requestOptions: { timeout: 500 } });

		expect(cell(fault, 'Send').error).toEqual({
			message: error?.message,
			description: error?.description,
		});
	});
});

describe('a request that was never made', () => {
	it('is known: a message to a server that is not there', async () => {
		const { error } = await run(SEND, {
			credentials: { apiKey: 'no-such-thing', server: 'http://127.0.0.1:1' },
		});

		expect(error?.message).toBe('Mavibot could not be reached: nothing answers at this address');
		expect(error?.description).not.toContain('not known');
	});

	it.each([
		[
			'a credential without a key',
			{ apiKey: '' },
			'The API key of the Mavibot credential is empty',
		],
		[
			'a credential with a path',
			{ server: 'http://127.0.0.1:1/api' },
			'has something behind its name',
		],
	])('is known for %s', async (_what, credentials, message) => {
		for (const asTool of [false, true]) {
			const { error } = await run(SEND, {
				credentials: { apiKey: 'no-such-thing', server: api().origin, ...credentials },
				asTool,
			});

			expect(error?.message).toContain(message);
			expect(error?.description).not.toContain('not known');
		}
		expect(requests()).toEqual([]);
	});
});

describe('an operation that there is not', () => {
	it.each([
		['an expression', { operation: "={{ 'send' }}" }],
		['one that the resource does not have', { operation: 'sing' }],
		['a resource by expression', { resource: '={{ "message" }}', operation: 'send' }],
	])('is refused: %s', async (_what, changed) => {
		for (const asTool of [false, true]) {
			const result = await run({ ...SEND, ...changed }, { asTool }).catch(asRefusedByN8n);

			expect(requests()).toEqual([]);
			if (!('isRefusedByN8n' in result)) {
				expect(result.error?.message).toBe('This node has no such operation');
			}
		}
	});
});

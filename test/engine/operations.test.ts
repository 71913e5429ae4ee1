import type { INodeParameters } from 'n8n-workflow';
import { everyCase } from './cases';
import type { Request } from './cases/types';
import { PERMISSION_OF_METHOD } from '../../nodes/Mavibot/shared/permissions';
import { useMavibot } from '../support/engine/mavibot';

const { api, requests, run } = useMavibot();

/** The request as the local Mavibot, which checks it against the contract, writes it down. */
const expectedRequest = (usual: string, { action = usual, query = {}, body }: Request) => ({
	action,
	query,
	body,
	status: 200,
});

/** The same parameters, with one field read from a field of the item. */
const withFieldFromItem = (parameters: INodeParameters, field: string): INodeParameters => ({
	...parameters,
	[field]:
		typeof parameters[field] === 'object'
			? { ...(parameters[field] as INodeParameters), value: '={{ $json.given }}' }
			: '={{ $json.given }}',
});

/** What asks for a list of things gives an item for each of them. */
const LISTS = [
	'block: getAll',
	'channel: getAll',
	'deal: getAll',
	'message: getHistory',
	'client: getAll',
	'client: findByPlatformId',
	'client: findAllByVariable',
	'client: findAllByVariables',
	'client: search',
];

/** Whether an operation goes on where an answer tells of nothing: one that changes something, and that of any names. */
const goesOnWithoutData = (action: string): boolean =>
	action === 'get_variables' ||
	(!PERMISSION_OF_METHOD[action].startsWith('read') && action !== 'online_chat_client_id');

const inputOf = ({ item = {} }: Request) => ({ items: [item] });

const valueOf = (parameters: INodeParameters, field: string): string => {
	const value = parameters[field];
	return String(typeof value === 'object' ? (value as INodeParameters).value : value);
};

describe.each(everyCase)('$resource: $operation', (operation) => {
	const { resource, action, smallest, fullest, output, needs, isBulk } = operation;
	const parametersOf = (request: Request): INodeParameters => ({
		resource,
		operation: operation.operation,
		...request.parameters,
	});
	const smallestParameters = parametersOf(smallest);

	beforeEach(() => operation.before?.(api()));

	it('makes its smallest request and returns linked items', async () => {
		const { error, items } = await run(smallestParameters, inputOf(smallest));

		expect(error).toBeUndefined();
		expect(requests()).toEqual([expectedRequest(action, smallest)]);
		expect(items.map(({ json }) => json)).toEqual(output);
		expect(items.every(({ pairedItem }) => pairedItem !== undefined)).toBe(true);
	});

	it('makes the same request and output as a tool of an AI agent', async () => {
		const { error, items } = await run(smallestParameters, { ...inputOf(smallest), asTool: true });

		expect(error).toBeUndefined();
		expect(requests()).toEqual([expectedRequest(action, smallest)]);
		expect(items.map(({ json }) => json)).toEqual(output);
	});

	it.each([
		['by itself', false],
		['as a tool of an AI agent', true],
	])('makes its fullest request %s', async (_how, asTool) => {
		const { error } = await run(parametersOf(fullest), { ...inputOf(fullest), asTool });

		expect(error).toBeUndefined();
		expect(requests()).toEqual([expectedRequest(action, fullest)]);
	});

	it('says what a refusal by status means, and sends nothing again', async () => {
		api().fail({ action, status: 403, body: { status: 'fail', message: 'no permission' } });

		const { error } = await run(smallestParameters, inputOf(smallest));

		expect(error?.message).toMatch(/^The Mavibot API key may not /);
		expect(error?.description).toContain('section Integrations');
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(requests()).toHaveLength(1);
	});

	it('takes a refusal inside a 200 for what it is', async () => {
		const status = action === 'get_variables' ? 'client_not_found' : 'invalid by full moon';
		api().fail({ action, status: 200, body: { status } });

		const { error } = await run(smallestParameters, inputOf(smallest));

		expect(error?.message).toMatch(/^(Mavibot refused the request|The client was not found.*)$/);
		expect(error?.description).toContain(status);
	});

	it('takes a status that nobody knows for done, or of a read for the reason of no answer', async () => {
		api().fail({ action, status: 200, body: { status: 'the moon is full' } });

		const { error, items } = await run(smallestParameters, inputOf(smallest));

		if (goesOnWithoutData(action)) {
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
		} else {
			expect(error?.message).toBe('Mavibot refused the request');
			expect(error?.description).toContain('the moon is full');
		}
	});

	if (!LISTS.includes(`${resource}: ${operation.operation}`)) {
		it.each([
			['an empty list', []],
			['two things', [1, { two: 2 }]],
			['text', 'done'],
			['nothing', ''],
			['an object', { unheard: { of: [1, 2] } }],
		])('gives one item for each item sent, whatever is answered: %s', async (_what, body) => {
			api().fail({ action, times: Infinity, status: 200, body });
			const { items: input } = inputOf(smallest);
			const parameters = { ...smallestParameters, ifNothingFound: 'item' };

			const runs = [
				await run(parameters, { items: [...input, ...input, ...input] }),
				await run(parameters, { items: [...input, ...input, ...input], asTool: true }),
			];

			for (const { error, items } of runs) {
				expect(error).toBeUndefined();
				expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
					[0, 1, 2].map((item) => ({ item })),
				);
				expect(items.map(({ json }) => json)).toEqual(
					[0, 1, 2].map(() => expect.objectContaining({})),
				);
			}
		});
	}

	it.each([
		['text', 'done'],
		['nothing', ''],
		['an array', [{ one: 1 }, 2]],
		['an object without a status', { unheard: { of: true } }],
	])('does not fall over an answer that is %s', async (_kind, body) => {
		api().fail({ action, status: 200, body });

		const { error, items } = await run(smallestParameters, inputOf(smallest));

		const isFinding = 'ifNothingFound' in fullest.parameters;
		// A list of clients has to be one of objects.
		const isSaid = /^Entry 2 of .* could not be read$/.test(error?.message ?? '');
		if (isFinding) {
			const nothing = 'Nothing was found in Mavibot';
			expect([undefined, nothing].includes(error?.message) || isSaid).toBe(true);
		} else expect(error === undefined || (isSaid && action === 'get_clients')).toBe(true);
		for (const { json } of items) expect(json).toEqual(expect.any(Object));
	});

	if (needs) {
		it('lets one bad item fail alone, linked to where it came from', async () => {
			const good = needs.good ?? valueOf(smallestParameters, needs.field);
			const result = await run(withFieldFromItem(smallestParameters, needs.field), {
				items: [{ given: good }, { other: 'thing' }, { given: good }],
				onError: 'continueErrorOutput',
			});

			expect(result.error).toBeUndefined();
			expect(requests()).toEqual(
				(isBulk ? [0] : [0, 1]).map(() => expectedRequest(action, smallest)),
			);
			expect(result.errorItems).toEqual([
				expect.objectContaining({
					json: { other: 'thing', error: needs.inWords, message: expect.any(String) },
					pairedItem: { item: 1 },
				}),
			]);
			const linkedTo = result.items.map(({ pairedItem }) => pairedItem);
			expect(linkedTo).toEqual([0, 2].flatMap((item) => output.map(() => ({ item }))));
		});
	}
});

import type { INodeParameters } from 'n8n-workflow';
import { everyCase } from './cases';
import type { Request } from './cases/types';
import { useMavibot } from './support/mavibot';

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
		api().fail({ action, status: 200, body: { status: 'the moon is full' } });

		const { error } = await run(smallestParameters, inputOf(smallest));

		expect(error?.message).toBe('Mavibot refused the request');
		expect(error?.description).toContain('the moon is full');
	});

	it.each([
		['text', 'done'],
		['nothing', ''],
		['an array', [{ one: 1 }, 2]],
		['an object without a status', { unheard: { of: true } }],
	])('does not fall over an answer that is %s', async (_kind, body) => {
		api().fail({ action, status: 200, body });

		const { error, items } = await run(smallestParameters, inputOf(smallest));

		const isFinding = 'ifNothingFound' in fullest.parameters;
		if (isFinding)
			expect(error?.message ?? 'found').toMatch(/^(Nothing was found in Mavibot|found)$/);
		else expect(error).toBeUndefined();
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

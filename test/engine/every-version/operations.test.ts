import { useMavibot } from '../../support/engine/mavibot';
import { everyCase } from '../../support/engine/cases';
import type { Request } from '../../support/engine/cases/types';

const { api, requests, run } = useMavibot();

const WAYS: Array<[string, boolean]> = [
	['by itself', false],
	['as a tool of an AI agent', true],
];

describe.each(everyCase)('$resource: $operation', (operationCase) => {
	const { resource, operation, action, smallest, fullest, output } = operationCase;
	const runWith = async ({ parameters, item = {} }: Request, asTool: boolean) =>
		await run({ resource, operation, ...parameters }, { items: [item], asTool });
	/** The requests as the local Mavibot, which checks them against the contract, writes them down. */
	const sent = ({ action: ofRequest = action, query = {}, body, further = [] }: Request) => [
		{ action: ofRequest, query, body, status: 200 },
		...further.map((one) => ({ ...one, query: {}, status: 200 })),
	];

	beforeEach(() => operationCase.before?.(api()));

	it.each(WAYS)('makes its smallest request and returns linked items, %s', async (_how, asTool) => {
		const { error, items } = await runWith(smallest, asTool);

		expect(error).toBeUndefined();
		expect(requests()).toEqual(sent(smallest));
		expect(items.map(({ json }) => json)).toEqual(output);
		expect(items.every(({ pairedItem }) => pairedItem !== undefined)).toBe(true);
	});

	it.each(WAYS)('makes its fullest request %s', async (_how, asTool) => {
		const { error } = await runWith(fullest, asTool);

		expect(error).toBeUndefined();
		expect(requests()).toEqual(sent(fullest));
	});

	it('says what a refusal by status means, and sends nothing again', async () => {
		const body = { status: 'fail', message: 'no permission' };
		api().fail({ action, status: 403, body });

		const { error } = await runWith(smallest, false);

		expect(error?.message).toMatch(/^The Mavibot API key may not /);
		expect(error?.description).toContain('section Integrations');
		expect(error?.context).toMatchObject({ itemIndex: 0 });
		expect(requests()).toHaveLength(1);
	});
});

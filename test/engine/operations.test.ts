import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { Mavibot } from '../../nodes/Mavibot/Mavibot.node';
import { everyCase } from '../support/engine/cases';
import type { OperationCase, Request } from '../support/engine/cases/types';
import { isObject } from '../../nodes/Mavibot/input/objects';
import { isWrite } from '../../nodes/Mavibot/api/methods';
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

/** Answers with a status of success that no method is known to give. */
const ANSWERS: Record<string, unknown> = {
	text: 'done',
	nothing: '',
	null: 'null',
	'a number': 42,
	'an empty list': [],
	'a list': [{ one: 1 }, 2],
	'an object': { unheard: { of: [1, 2] } },
};

/** JSON as the content of an item: an object as it is, nothing as an empty one, anything else under `data`. */
const content = (value: unknown): IDataObject => {
	if (value === '' || value === 'null') return {};
	return isObject(value) ? value : { data: value as IDataObject['data'] };
};

/** Whom an item of an operation that gathers many items is about, beside what was answered. */
const WHOM: Record<string, IDataObject> = {
	'bot: startMany': { platform_id: '777000101' },
	'client: import': { platform_id: '777000999' },
	'client: setVariables': { client_id: '101' },
	'client: upsert': {
		...{ platform_id: '777000999', client_type: 1, group_id: 'tea_shop_bot' },
		...{ variables_saved: [], lists: [] },
	},
	'list: add': { list_id: '5', client_id: '101' },
	'list: remove': { list_id: '5', client_id: '101' },
};

/** The client that an operation for one client is told, as it is sent; nothing where it is told none. */
function clientTold({ operation, smallest }: OperationCase): IDataObject {
	// A message of a history says whose it is by itself, unless it is for a model.
	if (operation === 'getHistory') return {};
	const { parameters, item } = smallest;
	if (item?.client_id !== undefined) return { client_id: item.client_id };
	return parameters.clientId === undefined ? {} : { client_id: valueOf(parameters, 'clientId') };
}

/** The deal that an operation is told by its ID, as it is sent. */
const dealTold = ({ smallest: { parameters } }: OperationCase): IDataObject =>
	parameters.orderId === undefined ? {} : { order_id: parameters.orderId as string };

const UNREADABLE = 'Entry 2 of the answer of Mavibot could not be read';

/** What an operation makes of such an answer for each item: the contents of its output, or an error. */
function made(operationCase: OperationCase, value: unknown) {
	const { resource, operation, fullest, output } = operationCase;
	const name = `${resource}: ${operation}`;
	const client = clientTold(operationCase);
	// Once it is done, nothing that is said can change it.
	if (name === 'client: delete' || name === 'message: clearHistory') return output;
	const isList = Array.isArray(value) && value.length > 0;
	if ('ifNothingFound' in fullest.parameters) {
		// What was found is in anything but an object without an ID, and what says that it is nothing.
		if (name === 'client: findByPlatformId') {
			return isList ? UNREADABLE : [{ found: false }];
		}
		const found = { found: true };
		if (isList && /: (search|findAll)/.test(name)) {
			return [
				{ one: 1, ...found },
				{ client_id: 2, ...found },
			];
		}
		const isFound =
			isList || (!['', 'null'].includes(value as string) && typeof value !== 'object');
		return [{ ...(isFound ? { ...content(value), ...found } : { found: false }), ...client }];
	}
	// Channels are the lists in an object.
	if (name === 'channel: getAll' && isObject(value)) return [];
	if (name === 'block: getAll' && isList) return UNREADABLE;
	if (name === 'client: getAll' && isList) return 'Entry 2 of the list could not be read';
	// What asks for a list of things gives an item for each of them, anything else one item.
	if (/: get(All|History)$/.test(name) && Array.isArray(value)) {
		return value.map((one) => ({ ...content(one), ...client }));
	}
	return [{ ...content(value), ...WHOM[name], ...client, ...dealTold(operationCase) }];
}

/** Whether an operation goes on where an answer tells of nothing: one that changes something, and that of any names. */
const goesOnWithoutData = (action: string): boolean =>
	action === 'get_variables' || (isWrite(action) && action !== 'online_chat_client_id');

const inputOf = ({ item = {} }: Request) => ({ items: [item] });

const valueOf = (parameters: INodeParameters, field: string): string => {
	const value = parameters[field];
	return String(typeof value === 'object' ? (value as INodeParameters).value : value);
};

/** What stands before the fields of an operation's form, also of those inside others. */
function labelsOf({ resource, operation }: OperationCase): string[] {
	const labels = (fields: INodeProperties[]): string[] =>
		fields.flatMap(({ displayName, options = [] }) => [
			displayName,
			...options.flatMap((option) => {
				if ('values' in option) return labels(option.values);
				return 'displayName' in option ? labels([option]) : [];
			}),
		]);
	const shown = { resource, operation };
	// What is passed on becomes variables, says its form.
	const ofItem = operation === 'forward' ? ['Variables'] : [];
	return ofItem.concat(
		labels(
			new Mavibot().description.properties.filter(({ displayOptions }) =>
				Object.entries(shown).every(([name, value]) =>
					displayOptions?.show?.[name]?.includes(value),
				),
			),
		),
	);
}

/** How to get on where Mavibot refuses a request and gives no reason. */
async function refusalOf(given: Omit<Request, 'parameters'>, parameters: INodeParameters) {
	api().fail({ status: 400, body: { status: 'fail' }, times: Infinity });
	const { error } = await run(parameters, { items: [given.item ?? {}] });
	return String(error?.description);
}

describe.each(everyCase)('$resource: $operation', (operation) => {
	const { resource, action, smallest, output, needs, isBulk } = operation;
	const parameters: INodeParameters = {
		resource,
		operation: operation.operation,
		...smallest.parameters,
	};

	beforeEach(() => operation.before?.(api()));

	it('takes a refusal inside a 200 for what it is', async () => {
		const status = action === 'get_variables' ? 'client_not_found' : 'invalid by full moon';
		api().fail({ action, status: 200, body: { status } });

		const { error } = await run(parameters, inputOf(smallest));

		expect(error?.message).toMatch(/^(Mavibot refused the request|The client was not found.*)$/);
		expect(error?.description).toContain(status);
	});

	it('says which of the values that were sent to check, as the form calls them', async () => {
		const { parameters, ...given } = operation.fullest;
		const said = (
			await refusalOf(given, { resource, operation: operation.operation, ...parameters })
		)
			.replace(/ \(Mavibot answered.*$/, '')
			.replace(/ If every request fails so.*$/, '');

		if (said === 'Check the values of this item.') {
			const { query = {}, body = {} } = operation.fullest;
			expect(
				Object.keys({ ...query, ...(body as object) }).filter((name) => name !== 'offset'),
			).toEqual([]);
			return;
		}
		const [, list = ''] = /^Check (?:this value|these values): (.*)\.$/.exec(said) ?? [];
		expect(labelsOf(operation)).toEqual(expect.arrayContaining(list.split(/, | and /)));
	});

	it('takes a status that nobody knows for done, or of a read for the reason of no answer', async () => {
		api().fail({ action, status: 200, body: { status: 'the moon is full' } });

		const { error, items } = await run(parameters, inputOf(smallest));

		if (goesOnWithoutData(action)) {
			expect(error).toBeUndefined();
			expect(items).toHaveLength(1);
		} else {
			expect(error?.message).toBe('Mavibot refused the request');
			expect(error?.description).toContain('the moon is full');
		}
	});

	it('makes of any answer what its kind makes of it, for each item in its place', async () => {
		const headers = { 'content-type': 'application/json' };

		for (const asTool of [false, true]) {
			const seen: Record<string, unknown> = {};
			for (const [name, body] of Object.entries(ANSWERS)) {
				api().reset();
				api().fail({ action, times: Infinity, status: 200, body, headers });
				const { error, items } = await run(
					{ ...parameters, ifNothingFound: 'item' },
					{
						items: Array(3).fill(smallest.item ?? {}),
						asTool,
					},
				);
				seen[name] = error?.message ?? items.map(({ json, pairedItem }) => ({ json, pairedItem }));
			}

			expect(seen).toEqual(
				Object.fromEntries(
					Object.entries(ANSWERS).map(([name, body]) => {
						const given = made(operation, body);
						if (typeof given === 'string') {
							const isNamed = operation.isBulk && !asTool;
							return [name, isNamed ? `${given} [items 0 to 2]` : given];
						}
						const items = [0, 1, 2].flatMap((item) =>
							given.map((json) => ({ json, pairedItem: { item } })),
						);
						return [name, items];
					}),
				),
			);
		}
	});

	if (needs) {
		it('lets one bad item fail alone, linked to where it came from', async () => {
			const good = valueOf(parameters, needs.field);
			const result = await run(withFieldFromItem(parameters, needs.field), {
				items: [{ given: good }, { other: 'thing' }, { given: good }],
				onError: 'continueErrorOutput',
			});

			expect(result.error).toBeUndefined();
			expect(requests()).toEqual(
				(isBulk ? [0] : [0, 1]).map(() => expectedRequest(action, smallest)),
			);
			expect(result.errorItems).toEqual([
				expect.objectContaining({
					json: {
						other: 'thing',
						error: isBulk ? `${needs.inWords} [item 1]` : needs.inWords,
						message: expect.any(String),
					},
					pairedItem: { item: 1 },
				}),
			]);
			const linkedTo = result.items.map(({ pairedItem }) => pairedItem);
			expect(linkedTo).toEqual([0, 2].flatMap((item) => output.map(() => ({ item }))));
		});
	}
});

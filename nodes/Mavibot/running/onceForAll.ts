import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { requestOf, type MethodName } from '../api/methods';
import type { Field } from '../fields/field';
import { InputProblem } from '../input/problem';
import { itemsOf, byRouting } from './byRouting';
import { draftsOf, type Draft } from './drafts';
import { eachItem } from './eachItem';
import { failedOutput } from './failedItem';
import type { ExecutedOperation } from './operation';
import { createOwner } from './ownObjects';

/** How the requests of all items become one, where the form says so. */
export interface Gathering {
	/** Whether the form says so; otherwise, each item makes a request of its own. */
	isChosen(parameters: INodeParameters): boolean;
	/** What the requests hold a list of, as in `clients`; the elements of all of them go out together, each once. */
	elements: string;
	/** What an element is called in an output item, as in `client_id`. */
	element: string;
	/** What else a request can hold, by the names in the form; it has to be the same for all items. */
	labels: Record<string, string>;
	/**
	 * Looks at the one request before it is sent, for each of the items.
	 *
	 * @throws InputProblem where it is not to be sent
	 */
	check(context: IExecuteSingleFunctions, body: IDataObject): Promise<void>;
	/** How to get on where the requests of two items differ in more than their elements. */
	adviceIfDifferent: string;
	/** How to get on where n8n runs each item by itself, as for agents before version 3. */
	adviceByRouting: string;
}

const bodyOf = ({ request }: Draft): IDataObject => request.body as IDataObject;

/** @throws InputProblem where one of them would send what the other would not: it cannot be told which one is meant */
function refuseDifferent(
	one: Draft,
	other: Draft,
	{ elements, labels, adviceIfDifferent }: Gathering,
): void {
	const [first, second] = [bodyOf(one), bodyOf(other)];
	const names = Object.keys({ ...first, ...second }).filter((name) => name !== elements);
	const name = names.find((one) => JSON.stringify(first[one]) !== JSON.stringify(second[one]));
	if (name === undefined) return;
	throw new InputProblem(
		`${labels[name] ?? name} is not the same in items ${one.item} and ${other.item}, and one message goes to all`,
		adviceIfDifferent,
	);
}

/** An operation whose items make one request together where the form says so, and otherwise one each. */
export function onceForAll(
	method: MethodName,
	fields: Field[],
	gathering: Gathering,
): ExecutedOperation {
	const { isChosen, elements, element, check, adviceByRouting } = gathering;
	const request = requestOf(method);
	const oneEach = eachItem({ request }, fields);

	/** An item whose input is bad fails alone, where the run goes on; what the one request fails with, all others have. */
	async function oneForAll(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const outputs: INodeExecutionData[][] = this.getInputData().map(() => []);
		const fail = async (item: number, error: unknown): Promise<void> => {
			outputs[item] = [await failedOutput(this, error, method, item)];
		};
		const drafts = await draftsOf(this, { request }, fields, fail);
		const [first] = drafts;
		if (first === undefined) return [outputs.flat()];
		const elementsOf = (draft: Draft) => bodyOf(draft)[elements] as string[];
		const body = { ...bodyOf(first), [elements]: [...new Set(drafts.flatMap(elementsOf))] };
		try {
			for (const draft of drafts) {
				refuseDifferent(first, draft, gathering);
				await check(draft.context, body);
			}
			const answers = await itemsOf(first.context, { ...request, body }, first.afterAnswer);
			const own = createOwner();
			for (const draft of drafts) {
				outputs[draft.item] = elementsOf(draft).flatMap((id) =>
					answers.map(({ json }) => ({
						json: { ...own(json), [element]: id },
						pairedItem: { item: draft.item },
					})),
				);
			}
		} catch (error) {
			for (const { item } of drafts) await fail(item, error);
		}
		return [outputs.flat()];
	}

	return {
		async execute() {
			return await (isChosen(this.getNode().parameters) ? oneForAll : oneEach).call(this);
		},
		routing: {
			request,
			operations: {
				async pagination(options) {
					if (!isChosen(this.getNode().parameters)) return await byRouting.call(this, options);
					const problem = new InputProblem(
						'This AI agent runs each item by itself, so that nothing can be sent once for all of them',
						adviceByRouting,
					);
					return [await failedOutput(this, problem, method, this.getItemIndex())];
				},
			},
		},
	};
}

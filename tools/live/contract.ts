import { methodsOf, readContract, type Schema } from '../../test/support/mavibot-api/contract';
import { isFields } from './records';

export const contract = readContract();

export const contractVersion = contract.info.version;

export const methods = methodsOf(contract);

/** The methods that change nothing. */
export const READS: readonly string[] = [...methods.values()]
	.filter(({ permission }) => permission.startsWith('read'))
	.map(({ action }) => action);

/** Every name that the contract gives to a field, wherever. */
export const namesOfContract = new Set<string>();
JSON.stringify(contract, (key, value: unknown) => {
	const named = ['properties', 'example'].includes(key) && isFields(value) ? value : {};
	for (const name of Object.keys(named)) namesOfContract.add(name);
	return value;
});

/**
 * What the contract says of the answers of a method: the statuses that it lists, such as [200, 404], and
 * what a 200 holds, which is undefined where it shows no example.
 */
export function answersOf(action: string): { statuses: number[]; schema: Schema | undefined } {
	const [{ responses }] = Object.values(contract.paths[`/${action}`]);
	return {
		statuses: Object.keys(responses).map(Number),
		schema: responses['200'].content?.['application/json'].schema,
	};
}

/** The schema behind a `$ref` into the contract's schemas, or the schema itself. */
export function resolved(schema: Schema): Schema {
	const name = schema.$ref?.split('/').at(-1);
	return name === undefined ? schema : contract.components.schemas[name];
}

import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import {
	methodsOf,
	readContract,
	type Method,
	type Schema,
} from '../../test/support/mavibot-api/contract';

interface Response {
	$ref?: string;
	content?: Record<string, { schema: Schema }>;
}

/** What the contract says of the answers of one method. */
export interface Answers {
	/** Those that the contract lists, such as [200, 404]. */
	statuses: number[];
	/** What a 200 holds; undefined where the contract shows no example of it. */
	schema: Schema | undefined;
	/** Holds a body to the schema with every field that it names, and no other. */
	validate: ValidateFunction | undefined;
}

const contract = readContract();

export const contractVersion = String((contract.info as { version: string }).version);

export const methods: ReadonlyMap<string, Method> = methodsOf(contract);

/**
 * Fields that need not stand in each answer, by method; the contract lists fields without saying which
 * are always there.
 */
const NOT_IN_EACH: Record<string, string[]> = {
	// The contract's own example: they differ by messenger.
	connected_channels: ['name', 'short_name', 'uri', 'group', 'enabled', 'status'],
	// "fail" has it.
	find_all_client_id_by_var: ['message'],
	find_all_client_id_by_several_vars: ['message'],
	find_clients: ['message'],
	// An element that was refused has none.
	load_clients: ['id'],
};

/** The schema with nothing left to chance: what it lists has to be there, and nothing else may be. */
function strict(schema: Schema, notInEach: readonly string[] = []): Schema {
	const inner = (each: Schema): Schema => strict(each, notInEach);
	const changed: Schema = { ...schema };
	if (schema.properties) {
		const properties = Object.entries(schema.properties);
		changed.properties = Object.fromEntries(properties.map(([name, each]) => [name, inner(each)]));
		if (schema.additionalProperties === undefined) {
			changed.additionalProperties = false;
			changed.required = properties
				.map(([name]) => name)
				.filter((name) => !notInEach.includes(name));
		}
	}
	if (schema.items) changed.items = inner(schema.items as Schema);
	if (typeof schema.additionalProperties === 'object') {
		changed.additionalProperties = inner(schema.additionalProperties);
	}
	return changed;
}

const schemas = Object.fromEntries(
	Object.entries(contract.components.schemas).map(([name, schema]) => [name, strict(schema)]),
);

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });

function responsesOf(action: string): Record<string, Response> {
	const [operation] = Object.values(contract.paths[`/${action}`]);
	return (operation as unknown as { responses: Record<string, Response> }).responses;
}

const known = new Map<string, Answers>();

/** What the contract says of the answers of a method. */
export function answersOf(action: string): Answers {
	const found = known.get(action);
	if (found) return found;
	const responses = responsesOf(action);
	const documented = responses['200'].content?.['application/json'].schema;
	const schema = documented && strict(documented, NOT_IN_EACH[action]);
	const answers: Answers = {
		statuses: Object.keys(responses).map(Number),
		schema,
		validate: schema && ajv.compile({ ...schema, components: { schemas } }),
	};
	known.set(action, answers);
	return answers;
}

/** The schema behind a `$ref` into the contract's schemas, or the schema itself. */
export function resolved(schema: Schema | undefined): Schema | undefined {
	const name = schema?.$ref?.split('/').at(-1);
	return name === undefined ? schema : schemas[name];
}

/** Every name that the contract gives to a field, wherever. */
export const namesOfContract: ReadonlySet<string> = (() => {
	const names = new Set<string>();
	const visit = (value: unknown): void => {
		if (Array.isArray(value)) return value.forEach(visit);
		if (typeof value !== 'object' || value === null) return;
		for (const [key, inner] of Object.entries(value)) {
			if ((key === 'properties' || key === 'example') && typeof inner === 'object' && inner) {
				Object.keys(inner).forEach((name) => names.add(name));
			}
			visit(inner);
		}
	};
	visit(contract);
	return names;
})();

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What a key can be allowed to do (contract, x-permission). */
export const allPermissions = [
	'readClients',
	'changeClients',
	'deleteClients',
	'readCrm',
	'changeCrm',
] as const;

export type Permission = (typeof allPermissions)[number];

export interface Schema {
	$ref?: string;
	type?: string | string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
	items?: Schema;
	[keyword: string]: unknown;
}

interface Parameter {
	$ref?: string;
	name: string;
	explode?: boolean;
	style?: string;
	schema?: Schema;
	content?: Record<string, { schema: Schema }>;
	allowReserved?: boolean;
	allowEmptyValue?: boolean;
}

interface OperationObject {
	'x-permission': Permission;
	parameters?: Parameter[];
	requestBody?: { content: Record<string, { schema: Schema }> };
	responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

interface ContractDocument {
	info: { version: string };
	servers: Array<{ url: string }>;
	paths: Record<string, Record<string, OperationObject>>;
	components: { parameters: Record<string, Parameter>; schemas: Record<string, Schema> };
}

/** One method of the API, as far as the server has to know it. */
export interface Method {
	action: string;
	verb: 'GET' | 'POST';
	permission: Permission;
	/** The body's fields by name; empty where the body is an array or there is none. */
	bodyFields: Record<string, Schema>;
	/** The query field that stands for any name, as in find_all_client_id_by_several_vars. */
	anyQueryField: string | undefined;
	/** Whether value_…, delimiter and the like may say where things are in the body. */
	universal: boolean;
}

/** The open points (`x-open`) of a part of the contract, wherever in it they stand; each once. */
export function openPointsIn(part: unknown): string[] {
	const points = new Set<string>();
	JSON.stringify(part, (key, value: unknown) => {
		if (key === 'x-open') for (const point of value as string[]) points.add(point);
		return value;
	});
	return [...points];
}

/** The contract as it is in openapi.yaml, a fresh copy at each call. */
export function readContract(): ContractDocument {
	const text = readFileSync(join(__dirname, 'openapi.yaml'), 'utf8');
	// Through JSON, so that what YAML's anchors share is not shared by what changes it later.
	return JSON.parse(JSON.stringify(parse(text))) as ContractDocument;
}

const isFreeForm = ({ schema, explode }: Parameter): boolean =>
	schema?.type === 'object' && explode === true;

/** The methods by action. */
export function methodsOf({ paths, components }: ContractDocument): Map<string, Method> {
	const all = Object.entries(paths).map(([path, operations]): [string, Method] => {
		const [[verb, operation]] = Object.entries(operations);
		const parameters = (operation.parameters ?? []).map(
			(each) => components.parameters[each.$ref?.split('/').at(-1) ?? ''] ?? each,
		);
		const action = path.slice(1);
		const method: Method = {
			action,
			verb: verb === 'get' ? 'GET' : 'POST',
			permission: operation['x-permission'],
			bodyFields: operation.requestBody?.content['application/json'].schema.properties ?? {},
			anyQueryField: parameters.find(isFreeForm)?.name,
			universal: parameters.some(({ name }) => name === 'delimiter'),
		};
		return [action, method];
	});
	return new Map(all);
}

/**
 * The contract in the form that the validator can hold requests to: the same facts, none changed.
 *
 * - Paths start at the method, since the server takes off `/api/{api_key}` (and the key with it).
 * - A query field that stands for any name becomes one field of JSON, which `validate.ts` fills.
 * - Empty values and characters such as ":" in a query are the schema's business, not the validator's.
 * - "No double quotes" in a button's text, which the contract says in words, becomes a rule.
 */
export function validatorDocument(): ContractDocument {
	const document = readContract();
	document.servers = [{ url: '/' }];
	const operations = Object.values(document.paths).flatMap((verbs) => Object.values(verbs));
	const parameters = [
		...operations.flatMap((operation) => operation.parameters ?? []),
		...Object.values(document.components.parameters),
	];
	for (const parameter of parameters.filter(({ $ref }) => $ref === undefined)) {
		parameter.allowEmptyValue = true;
		if (isFreeForm(parameter) && parameter.schema) {
			parameter.content = { 'application/json': { schema: parameter.schema } };
			delete parameter.schema;
			delete parameter.style;
			delete parameter.explode;
		} else {
			parameter.allowReserved = true;
		}
	}
	const buttonText = document.components.schemas.Button.properties?.text;
	if (buttonText) buttonText.pattern = '^[^"]*$';
	return document;
}

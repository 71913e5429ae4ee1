import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What a key can be allowed to do (contract, x-permission). */
export type Permission =
	| 'readClients'
	| 'changeClients'
	| 'deleteClients'
	| 'readCrm'
	| 'changeCrm';

export const allPermissions: readonly Permission[] = [
	'readClients',
	'changeClients',
	'deleteClients',
	'readCrm',
	'changeCrm',
];

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
	in: string;
	explode?: boolean;
	style?: string;
	schema?: Schema;
	content?: Record<string, { schema: Schema }>;
	allowReserved?: boolean;
	allowEmptyValue?: boolean;
}

interface OperationObject {
	'x-permission': Permission;
	'x-verbs'?: string[];
	parameters?: Parameter[];
	requestBody?: { content: Record<string, { schema: Schema }> };
	responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export interface ContractDocument {
	openapi: `3.1.${string}`;
	info: { version: string };
	servers: Array<{ url: string }>;
	paths: Record<string, Record<string, OperationObject>>;
	components: { parameters: Record<string, Parameter>; schemas: Record<string, Schema> };
	[key: string]: unknown;
}

/** One method of the API, as far as the server has to know it. */
export interface Method {
	action: string;
	/** The verb under which the contract describes it. */
	verb: 'GET' | 'POST';
	/** Every verb that the vendor accepts (contract, x-verbs). */
	verbs: readonly string[];
	permission: Permission;
	queryNames: readonly string[];
	/** The body's fields by name; empty where the body is an array or there is none. */
	bodyFields: Record<string, Schema>;
	/** The query field that stands for any name, as in find_all_client_id_by_several_vars. */
	anyQueryField: string | undefined;
	/** Whether value_…, delimiter and the like may say where things are in the body. */
	universal: boolean;
}

/** The contract as it is in openapi.yaml, a fresh copy at each call. */
export function readContract(): ContractDocument {
	const text = readFileSync(join(__dirname, 'openapi.yaml'), 'utf8');
	// Through JSON, so that what YAML's anchors share is not shared by what changes it later.
	return JSON.parse(JSON.stringify(parse(text))) as ContractDocument;
}

function resolve(document: ContractDocument, parameter: Parameter): Parameter {
	const name = parameter.$ref?.split('/').at(-1);
	return name === undefined ? parameter : (document.components.parameters[name] ?? parameter);
}

function isFreeForm(parameter: Parameter): boolean {
	return parameter.schema?.type === 'object' && parameter.explode === true;
}

/** The methods by action. */
export function methodsOf(document: ContractDocument): Map<string, Method> {
	const methods = new Map<string, Method>();
	for (const [path, operations] of Object.entries(document.paths)) {
		for (const [verb, operation] of Object.entries(operations)) {
			const parameters = (operation.parameters ?? []).map((each) => resolve(document, each));
			const action = path.slice(1);
			methods.set(action, {
				action,
				verb: verb === 'get' ? 'GET' : 'POST',
				verbs: operation['x-verbs'] ?? [verb.toUpperCase()],
				permission: operation['x-permission'],
				queryNames: parameters.map((parameter) => parameter.name),
				bodyFields: operation.requestBody?.content['application/json']?.schema.properties ?? {},
				anyQueryField: parameters.find(isFreeForm)?.name,
				universal: parameters.some((parameter) => parameter.name === 'delimiter'),
			});
		}
	}
	return methods;
}

/** Whether the contract lets a field be text. */
export function acceptsText(document: ContractDocument, schema: Schema): boolean {
	const name = schema.$ref?.split('/').at(-1);
	const found = name === undefined ? schema : (document.components.schemas[name] ?? schema);
	return found.enum !== undefined || [found.type].flat().includes('string');
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
	const lists = Object.values(document.paths)
		.flatMap((operations) => Object.values(operations))
		.map((operation) => operation.parameters ?? []);
	for (const parameter of [...lists.flat(), ...Object.values(document.components.parameters)]) {
		if (parameter.$ref !== undefined) continue;
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
	const buttonText = document.components.schemas.Button?.properties?.text;
	if (buttonText) buttonText.pattern = '^[^"]*$';
	return document;
}

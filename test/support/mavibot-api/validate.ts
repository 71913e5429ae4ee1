import type { Request, RequestHandler, Response } from 'express';
import { middleware } from 'express-openapi-validator';
import { acceptsText, methodsOf, readContract, validatorDocument, type Method } from './contract';
import { furtherFields, readUniversal } from './universal';

type Fields = Record<string, unknown>;

/** A request that the contract allows, in the one form that the methods read. */
export interface MethodRequest {
	query: Fields;
	body: unknown;
	/** The further fields of the body, to be saved as variables. */
	variables: Fields;
}

/** A refused request: HTTP status, and which field is wrong. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

const contract = readContract();

/** The methods of the contract by action. */
export const contractMethods = methodsOf(contract);

let checks: RequestHandler[] | undefined;

/** Made once for all servers of a process, since compiling the contract takes the longest at start. */
function contractChecks(): RequestHandler[] {
	checks ??= middleware({
		apiSpec: validatorDocument() as unknown as Parameters<typeof middleware>[0]['apiSpec'],
		validateRequests: { allErrors: true },
		validateSecurity: false,
		fileUploader: false,
		useRequestUrl: true,
	});
	return checks;
}

function setQuery(request: Request, query: Fields): void {
	// Express computes the query from the URL; the validator needs it to stay what it is set to.
	Object.defineProperty(request, 'query', { value: query, writable: true, configurable: true });
}

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In the GET form of a POST method, fields that are not text come as JSON. */
function fieldFromQuery(method: Method, name: string, value: unknown): unknown {
	const schema = method.bodyFields[name];
	if (!schema || acceptsText(contract, schema) || typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
}

/** Turns the verbs that x-verbs allows besides the described one into the described one. */
function describedForm(method: Method, request: Request): void {
	if (request.method === method.verb || !method.verbs.includes(request.method)) return;
	const query = { ...request.query } as Fields;
	if (method.verb === 'POST') {
		const own = Object.entries(query).filter(([name]) => method.queryNames.includes(name));
		const fields = Object.entries(query).filter(([name]) => !method.queryNames.includes(name));
		request.body = Object.fromEntries(
			fields.map(([name, value]) => [name, fieldFromQuery(method, name, value)]),
		);
		request.headers['content-type'] = 'application/json';
		setQuery(request, Object.fromEntries(own));
	} else {
		setQuery(request, { ...query, ...(isFields(request.body) ? request.body : {}) });
	}
	request.method = method.verb;
}

/** Gathers a query of free names into the one field that the validator checks as an object. */
function gatherFreeQuery(method: Method, request: Request): void {
	if (method.anyQueryField === undefined) return;
	const query = { ...request.query };
	setQuery(
		request,
		Object.keys(query).length === 0 ? {} : { [method.anyQueryField]: JSON.stringify(query) },
	);
}

function run(check: RequestHandler, request: Request, response: Response): Promise<void> {
	return new Promise((resolve, reject) => {
		check(request, response, (error: unknown) => (error ? reject(error) : resolve()));
	});
}

interface ValidatorError extends Error {
	status?: number;
	path?: string;
	errors?: Array<{ path: string; message: string }>;
}

function refusal(error: unknown): unknown {
	const { status, message, errors } = error as ValidatorError;
	if (status === undefined) return error;
	const reasons = (errors ?? []).map((each) => `${each.path}: ${each.message}`);
	return new Refusal(status, reasons.length > 0 ? [...new Set(reasons)].join('; ') : message);
}

/**
 * Holds a request to the contract.
 * @throws Refusal when the contract does not allow it; the message names the field
 */
export async function validate(
	method: Method,
	request: Request,
	response: Response,
): Promise<MethodRequest> {
	describedForm(method, request);
	gatherFreeQuery(method, request);
	const sent: unknown = request.body;
	if (method.universal && isFields(sent)) {
		request.body = readUniversal(method, request.query, sent);
	}
	try {
		for (const check of contractChecks()) await run(check, request, response);
	} catch (error) {
		throw refusal(error);
	}
	return {
		query: request.query,
		body: request.body as unknown,
		variables: method.universal && isFields(sent) ? furtherFields(method, sent) : {},
	};
}

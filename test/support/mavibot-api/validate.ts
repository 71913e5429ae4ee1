import type { Request, RequestHandler, Response } from 'express';
import { middleware } from 'express-openapi-validator';
import { Refusal } from './answer';
import { methodsOf, readContract, validatorDocument, type Method } from './contract';
import { furtherFields, readUniversal } from './universal';

type Fields = Record<string, unknown>;

/** A request that the contract allows. */
export interface MethodRequest {
	/** The query of a GET, the body of a POST. */
	fields: unknown;
	/** The further fields of the body, to be saved as variables. */
	variables: Fields;
}

/** The methods of the contract by action. */
export const contractMethods = methodsOf(readContract());

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

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Gathers a query of free names into the one field that the validator checks as an object. */
function gatherFreeQuery({ anyQueryField }: Method, request: Request): void {
	if (anyQueryField === undefined) return;
	const query = JSON.stringify(request.query);
	// Express computes the query from the URL; the validator needs it to stay what it is set to.
	Object.defineProperty(request, 'query', {
		value: query === '{}' ? {} : { [anyQueryField]: query },
		writable: true,
		configurable: true,
	});
}

/** The validator's error as an answer; any other as it is. */
function refusal(error: unknown): unknown {
	const { status, message, errors } = error as Error & {
		status?: number;
		errors?: Array<{ path: string; message: string }>;
	};
	if (status === undefined) return error;
	const reasons = new Set((errors ?? []).map((each) => `${each.path}: ${each.message}`));
	const words = reasons.size > 0 ? [...reasons].join('; ') : message;
	return new Refusal(status, { status: 'error', message: words });
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
	gatherFreeQuery(method, request);
	const sent: unknown = request.body;
	const isUniversal = method.universal && isFields(sent);
	if (isUniversal) request.body = readUniversal(method, request.query, sent);
	for (const check of contractChecks()) {
		await new Promise<void>((resolve, reject) => {
			void check(request, response, (error: unknown) => {
				if (error) reject(refusal(error) as Error);
				else resolve();
			});
		});
	}
	return {
		fields: method.verb === 'GET' ? request.query : (request.body as unknown),
		variables: isUniversal ? furtherFields(method, sent) : {},
	};
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import type { Answer } from './answer';
import type { Permission } from './contract';
import { isProcessed, type Fault, type Faults } from './faults';
import { journalEntry, type JournalEntry } from './journal';
import { handlers } from './methods';
import type { Project } from './project';
import { contractMethods, Refusal, validate } from './validate';

export interface ApiContext {
	apiKey: string;
	permissions: Set<Permission>;
	project: Project;
	journal: JournalEntry[];
	faults: Faults;
	/** Aborted when the server stops, so that no delay outlives it. */
	stopping: AbortSignal;
}

function refuse(status: number, kind: 'error' | 'fail', message: string): Answer {
	return { status, body: { status: kind, message } };
}

/** Key, permission, contract, method: what the API answers without faults. */
async function answerOf(
	context: ApiContext,
	action: string,
	request: Request,
	response: Response,
): Promise<Answer> {
	// What a refused key or a missing permission answers is the local server's choice.
	if (request.params.key !== context.apiKey) return refuse(401, 'fail', 'api key not found');
	const method = contractMethods.get(action);
	const handler = handlers[action];
	if (!method || !handler) return refuse(404, 'error', `unknown method ${action}`);
	if (!context.permissions.has(method.permission)) {
		return refuse(403, 'fail', `the api key has no permission ${method.permission}`);
	}
	try {
		return handler(await validate(method, request, response), context.project);
	} catch (error) {
		if (error instanceof Refusal) return refuse(error.status, 'error', error.message);
		throw error;
	}
}

function withFault(fault: Fault, answer: Answer | undefined): Answer {
	if (fault.status === undefined && fault.body === undefined && answer) return answer;
	const status = fault.status ?? 200;
	return { status, body: fault.body ?? (status === 204 ? '' : { status: 'error' }) };
}

function write(
	response: Response,
	entry: JournalEntry,
	{ status, body }: Answer,
	fault: Fault | undefined,
): void {
	const isText = typeof body === 'string';
	const bytes = Buffer.from(isText ? body : JSON.stringify(body));
	entry.status = status;
	entry.answer = body;
	const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
	response.writeHead(status, {
		'content-type': type,
		'content-length': bytes.length,
		...fault?.headers,
	});
	if (fault?.drop !== 'middle') {
		response.end(bytes);
		return;
	}
	entry.dropped = 'middle';
	// Only when the half has left is the connection reset, or the client would see neither.
	response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () =>
		response.socket?.destroySoon(),
	);
}

/** Answers `{origin}/api/{api_key}/{action}`; to be mounted at `/api/:key`. */
export function apiHandler(context: ApiContext): RequestHandler {
	return async (request, response) => {
		const action = request.path.slice(1);
		const entry = journalEntry(request, action);
		context.journal.push(entry);
		const fault = context.faults.take(action);
		if (fault?.delay !== undefined) {
			await wait(fault.delay, undefined, { signal: context.stopping });
		}
		const answer =
			fault && !isProcessed(fault) ? undefined : await answerOf(context, action, request, response);
		if (fault?.drop === 'before') {
			entry.dropped = 'before';
			response.socket?.resetAndDestroy();
			return;
		}
		const given = fault ? withFault(fault, answer) : answer;
		if (given) write(response, entry, given, fault);
	};
}

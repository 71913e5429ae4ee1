import { setTimeout as wait } from 'node:timers/promises';
import type { Request, RequestHandler, Response } from 'express';
import { Refusal } from './answer';
import type { Permission } from './contract';
import { allows, isProcessed, takeFault, type Fault, type Faults, type Limit } from './faults';
import { journalEntry, type JournalEntry } from './journal';
import { handlers } from './methods';
import type { Project } from './state';
import { contractMethods, validate } from './validate';

interface ApiContext {
	/** Those of the project; what they may do is the same. */
	apiKeys: ReadonlySet<string>;
	permissions: Set<Permission>;
	project: Project;
	journal: JournalEntry[];
	faults: Faults;
	limit: Limit;
	/** Aborted when the server stops, so that no delay outlives it. */
	stopping: AbortSignal;
}

interface Answer {
	status: number;
	body: unknown;
}

function refuse(status: number, kind: 'error' | 'fail', message: string): never {
	throw new Refusal(status, { status: kind, message });
}

/** Key, permission, contract, method: what the API answers without faults. */
async function answerOf(
	context: ApiContext,
	entry: JournalEntry,
	request: Request,
	response: Response,
): Promise<Answer> {
	try {
		const { action } = entry;
		// What a refused key or a missing permission answers is the local server's choice.
		if (!context.apiKeys.has(String(request.params.key))) refuse(401, 'fail', 'api key not found');
		const method = contractMethods.get(action);
		const handler = handlers[action];
		if (!method || !handler) return refuse(404, 'error', `unknown method ${action}`);
		if (!context.permissions.has(method.permission)) {
			refuse(403, 'fail', `the api key has no permission ${method.permission}`);
		}
		const { fields, variables } = await validate(method, request, response);
		entry.processed = true;
		// What the contract allows for a method is what its handler takes.
		return { status: 200, body: handler(fields as never, context.project, variables) };
	} catch (error) {
		if (error instanceof Refusal) return { status: error.status, body: error.body };
		throw error;
	}
}

function withFault(fault: Fault, answer: Answer | undefined): Answer {
	let { status, body } = answer ?? { status: 200, body: undefined };
	if (fault.status !== undefined || fault.body !== undefined || !answer) {
		status = fault.status ?? 200;
		body = fault.body ?? (status === 204 ? '' : { status: 'error' });
	}
	if (fault.padding === undefined || typeof body !== 'object' || Array.isArray(body)) {
		return { status, body };
	}
	return { status, body: { ...body, padding: 'x'.repeat(fault.padding) } };
}

const PIECES = 10;

/** @throws AbortError when the server stops meanwhile */
async function writeSlowly(
	response: Response,
	bytes: Buffer,
	milliseconds: number,
	signal: AbortSignal,
): Promise<void> {
	const size = Math.ceil(bytes.length / PIECES);
	for (let start = 0; start < bytes.length; start += size) {
		if (start > 0) await wait(milliseconds / (PIECES - 1), undefined, { signal });
		response.write(bytes.subarray(start, start + size));
	}
	response.end();
}

async function write(
	response: Response,
	entry: JournalEntry,
	{ status, body }: Answer,
	fault: Fault,
	stopping: AbortSignal,
): Promise<void> {
	const isText = typeof body === 'string';
	const whole = Buffer.from(isText ? body : JSON.stringify(body));
	const half = whole.subarray(0, Math.floor(whole.length / 2));
	const bytes = fault.cut ? half : whole;
	entry.status = status;
	entry.answer = body;
	response.writeHead(status, {
		'content-type': `${isText ? 'text/plain' : 'application/json'}; charset=utf-8`,
		'content-length': bytes.length,
		...fault.headers,
	});
	if (fault.drop === 'middle') {
		entry.dropped = 'middle';
		// Only when the half has left is the connection reset, or the client would see neither.
		response.write(half, () => response.socket?.destroySoon());
	} else if (fault.silent === 'middle') {
		response.write(half);
	} else if (fault.bodyTakes !== undefined) {
		await writeSlowly(response, bytes, fault.bodyTakes, stopping);
	} else {
		response.end(bytes);
	}
}

const TOO_MANY: Fault = {
	status: 429,
	headers: { 'retry-after': '1' },
	body: { status: 'error', message: 'too many requests' },
};

/** Answers `{origin}/api/{api_key}/{action}`; to be mounted at `/api/:key`. */
export function apiHandler(context: ApiContext): RequestHandler {
	return async (request, response) => {
		const action = request.path.slice(1);
		const entry = journalEntry(request, action);
		context.journal.push(entry);
		const fault = allows(context.limit) ? (takeFault(context.faults, action) ?? {}) : TOO_MANY;
		if (fault.delay !== undefined) {
			await wait(fault.delay, undefined, { signal: context.stopping });
		}
		await fault.until;
		const answer = isProcessed(fault)
			? await answerOf(context, entry, request, response)
			: undefined;
		if (fault.silent) fault.onSilent?.(request.socket);
		if (fault.silent === 'before') return;
		if (fault.drop === 'before') {
			entry.dropped = 'before';
			response.socket?.resetAndDestroy();
		} else if (fault.raw !== undefined) {
			response.socket?.end(fault.raw);
		} else {
			await write(response, entry, withFault(fault, answer), fault, context.stopping);
		}
	};
}

import type { Fault } from '../../mavibot-api';

/** What a fault is made of. */
export interface Surroundings {
	/** An address on another host. */
	elsewhere: string;
	/** The key in use; many answers quote it, as servers do that show the address of a request. */
	apiKey: string;
}

/** What is different while a fault is tried. */
export interface FaultRow {
	/** The name of its row. */
	name: string;
	fault(surroundings: Surroundings): Fault | undefined;
}

const FOR_EVER = { times: Infinity };
const TWENTY_MEGABYTES = 20 * 1024 * 1024;

const answers = (status: number, rest: Fault = {}): Omit<FaultRow, 'name'> => ({
	fault: ({ apiKey }) => ({
		status,
		body: { status: 'error', message: `no: /api/${apiKey}/` },
		...rest,
	}),
});

/** "Done" and "not done" say whether Mavibot did what was asked before the fault showed; where nothing is said, it did not. */
export const FAULTS: FaultRow[] = [
	{ name: 'no fault', fault: () => undefined },
	{ name: '400', ...answers(400, FOR_EVER) },
	{ name: '401', ...answers(401, FOR_EVER) },
	{ name: '403', ...answers(403, FOR_EVER) },
	{ name: '404', ...answers(404, FOR_EVER) },
	{
		name: '404, a web page',
		fault: ({ apiKey }) => ({ status: 404, body: `<h1>No /api/${apiKey}/</h1>`, ...FOR_EVER }),
	},
	{ name: '409', ...answers(409, FOR_EVER) },
	{ name: '422', ...answers(422, FOR_EVER) },
	{ name: '429 once', ...answers(429, { headers: { 'retry-after': '0' } }) },
	{ name: '429 once, no Retry-After', ...answers(429) },
	{ name: '429 for ever', ...answers(429, FOR_EVER) },
	{ name: '429, wait an hour', ...answers(429, { headers: { 'retry-after': '3600' } }) },
	{ name: '500 once, not done', ...answers(500) },
	{ name: '500 once, done', ...answers(500, { processed: true }) },
	{ name: '502 once, done', ...answers(502, { processed: true }) },
	{ name: '503 once, not done', ...answers(503) },
	{ name: '504 once, done', ...answers(504, { processed: true }) },
	{ name: '503 for ever, not done', ...answers(503, FOR_EVER) },
	{ name: 'reset before the answer, not done', fault: () => ({ drop: 'before' }) },
	{ name: 'reset before the answer, done', fault: () => ({ drop: 'before', processed: true }) },
	{
		name: 'reset before the answer, for ever',
		fault: () => ({ drop: 'before', processed: true, ...FOR_EVER }),
	},
	{ name: 'reset in the middle of the body', fault: () => ({ drop: 'middle' }) },
	{ name: 'time-out, not done', fault: () => ({ silent: 'before' }) },
	{ name: 'time-out, done', fault: () => ({ silent: 'before', processed: true }) },
	{ name: 'silence in the middle of the body', fault: () => ({ silent: 'middle' }) },
	{ name: 'slow body', fault: () => ({ bodyTakes: 900 }) },
	{
		name: 'not JSON: text',
		fault: ({ apiKey }) => ({ body: `done: /api/${apiKey}/`, processed: true, ...FOR_EVER }),
	},
	{
		name: 'not JSON: a web page',
		fault: ({ apiKey }) => ({ body: `<!doctype html><p>/api/${apiKey}/</p>`, ...FOR_EVER }),
	},
	{
		name: 'headers over 16 kB, done',
		fault: ({ apiKey }) => ({
			headers: { 'x-long': `/api/${apiKey}/`.repeat(2000) },
			...FOR_EVER,
		}),
	},
	{
		name: 'not HTTP, done',
		fault: ({ apiKey }) => ({ raw: `/api/${apiKey}/\r\n\r\n`, processed: true, ...FOR_EVER }),
	},
	{
		name: 'a length that is none, done',
		fault: ({ apiKey }) => ({
			raw: `HTTP/1.1 200 OK\r\nContent-Length: /api/${apiKey}/\r\n\r\n`,
			processed: true,
			...FOR_EVER,
		}),
	},
	{ name: 'JSON cut off, once', fault: () => ({ cut: true }) },
	{ name: 'JSON cut off, for ever', fault: () => ({ cut: true, ...FOR_EVER }) },
	{
		name: 'wrong content type',
		fault: () => ({ headers: { 'content-type': 'text/html' }, ...FOR_EVER }),
	},
	{
		name: '302 to another host',
		fault: ({ elsewhere }) => ({ status: 302, headers: { location: elsewhere }, ...FOR_EVER }),
	},
	{
		name: '307 to another host',
		fault: ({ elsewhere }) => ({ status: 307, headers: { location: elsewhere }, ...FOR_EVER }),
	},
	{
		name: 'refusal inside a 200',
		// The one that is a refusal for every method: a client's variables can have any other name and value.
		fault: () => ({ body: { status: 'client_not_found' }, ...FOR_EVER }),
	},
	{ name: '20 MB of answer', fault: () => ({ padding: TWENTY_MEGABYTES }) },
];

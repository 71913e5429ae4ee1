import type { Fault } from '../../mavibot-api';
import type { Kind } from './operations';

/** What a run ends with, and the words that a person then reads. */
export const OUTCOMES = {
	ok: 'the output is the usual one',
	text: 'the text is passed on as it came',
	refused: 'Mavibot refused the request',
	key: 'Mavibot refused the API key',
	'may not': /^The Mavibot API key may not (read|change) clients$/,
	none: 'Mavibot found nothing under what was asked for',
	nobody: 'Nothing was found in Mavibot',
	'no client': 'The client was not found in Mavibot',
	busy: 'Mavibot says that this is too much at once',
	fault: 'Mavibot could not process the request',
	lost: 'Mavibot could not be reached: the connection was lost',
	part: 'Mavibot could not be reached: the request got no whole answer',
	late: 'Mavibot could not be reached: the answer took too long',
	page: 'The server answered with a web page in place of data',
	cut: 'The answer of Mavibot broke off',
	head: 'The answer of Mavibot could not be read: its headers are too long',
	'no http': 'The answer of Mavibot could not be read: it is no HTTP',
	elsewhere: 'The server sends this request to another address',
};

/** Stands in an error exactly where the outcome has a question mark: it may have been done. */
export const OUTCOME_UNKNOWN =
	'It is not known whether Mavibot carried the request out, so it was not sent again.';

/** What a fault is made of. */
interface Surroundings {
	/** An address on another host. */
	elsewhere: string;
	/** The key in use; many answers quote it, as servers do that show the address of a request. */
	apiKey: string;
}

/** A fault, and what has to happen under it, with at most three tries, in the words of `cellOf`. */
export interface FaultRow {
	name: string;
	/** How many requests what only reads makes, and what it ends with. */
	read: string;
	/**
	 * How many requests what changes something makes, how often Mavibot did it (for the client to whom it was
	 * done most often: messages that arrived), and what it ends with.
	 */
	change: string;
	fault(surroundings: Surroundings): Fault;
	/** What is otherwise with some operations. */
	but?: Record<string, string>;
}

const row = (
	name: string,
	read: string,
	change: string,
	fault: Fault | FaultRow['fault'],
	but?: FaultRow['but'],
): FaultRow => ({
	...{ name, read, change, but },
	fault: typeof fault === 'function' ? fault : () => fault,
});

const FOR_EVER = { times: Infinity };
const DONE = { processed: true };

const answers =
	(status: number, rest: Fault = {}): FaultRow['fault'] =>
	({ apiKey }) => ({
		status,
		body: { status: 'error', message: `no: /api/${apiKey}/` },
		...rest,
	});
const always = (status: number) => answers(status, FOR_EVER);
const retryAfter = (seconds: string) => answers(429, { headers: { 'retry-after': seconds } });
const leadsElsewhere =
	(status: number): FaultRow['fault'] =>
	({ elsewhere }) => ({ status, headers: { location: elsewhere }, ...FOR_EVER });

/**
 * "Done" and "not done" say whether Mavibot did what was asked before the fault showed; where nothing is
 * said, it did not. A change is sent again after a 429 alone, since that is the one refusal that says that
 * nothing was done.
 */
export const FAULTS: FaultRow[] = [
	row('no fault', '1 ok', '1/1 ok', {}),
	row('400', '1 refused', '1/0 refused', always(400)),
	row('401', '1 key', '1/0 key', always(401)),
	row('403', '1 may not', '1/0 may not', always(403)),
	row('404', '1 none', '1/0 none', always(404), { 'Find by Phone': '1 nobody' }),
	row('404, a web page', '1 page', '1/0 page', ({ apiKey }) => ({
		...{ status: 404, body: `<h1>No /api/${apiKey}/</h1>`, ...FOR_EVER },
	})),
	row('409', '1 refused', '1/0 refused', always(409)),
	row('422', '1 refused', '1/0 refused', always(422)),
	row('429 once', '2 ok', '2/1 ok', retryAfter('0')),
	row('429 once, no Retry-After', '2 ok', '2/1 ok', answers(429)),
	row('429 for ever', '3 busy', '3/0 busy', always(429)),
	row('429, wait an hour', '1 busy', '1/0 busy', retryAfter('3600')),
	row('500 once, not done', '1 fault', '1/0 fault?', answers(500)),
	row('500 once, done', '1 fault', '1/1 fault?', answers(500, DONE)),
	row('502 once, done', '2 ok', '1/1 fault?', answers(502, DONE)),
	row('503 once, not done', '2 ok', '1/0 fault?', answers(503)),
	row('504 once, done', '2 ok', '1/1 fault?', answers(504, DONE)),
	row('503 for ever, not done', '3 fault', '1/0 fault?', always(503)),
	row('reset before the answer, not done', '2 ok', '1/0 lost?', { drop: 'before' }),
	row('reset before the answer, done', '2 ok', '1/1 lost?', { drop: 'before', ...DONE }),
	row('reset before the answer, for ever', '3 lost', '1/1 lost?', {
		...{ drop: 'before', ...DONE, ...FOR_EVER },
	}),
	row('reset in the middle of the body', '2 ok', '1/1 part?', { drop: 'middle' }),
	row('time-out, not done', '2 ok', '1/0 late?', { silent: 'before' }),
	row('time-out, done', '2 ok', '1/1 late?', { silent: 'before', ...DONE }),
	row('silence in the middle of the body', '2 ok', '1/1 late?', { silent: 'middle' }),
	row('slow body', '1 ok', '1/1 ok', { bodyTakes: 900 }),
	row(
		'not JSON: text',
		'1 text',
		'1/1 text',
		({ apiKey }) => ({ body: `done: /api/${apiKey}/`, ...DONE, ...FOR_EVER }),
		{ 'Clear History': '1/1 ok' },
	),
	row('not JSON: a web page', '1 page', '1/0 page?', ({ apiKey }) => ({
		body: `<!doctype html><p>/api/${apiKey}/</p>`,
		...FOR_EVER,
	})),
	row('headers over 16 kB, done', '1 head', '1/1 head?', ({ apiKey }) => ({
		headers: { 'x-long': `/api/${apiKey}/`.repeat(2000) },
		...FOR_EVER,
	})),
	row('not HTTP, done', '1 no http', '1/1 no http?', ({ apiKey }) => ({
		raw: `/api/${apiKey}/\r\n\r\n`,
		...{ ...DONE, ...FOR_EVER },
	})),
	row('a length that is none, done', '1 no http', '1/1 no http?', ({ apiKey }) => ({
		raw: `HTTP/1.1 200 OK\r\nContent-Length: /api/${apiKey}/\r\n\r\n`,
		...{ ...DONE, ...FOR_EVER },
	})),
	row('JSON cut off, once', '2 ok', '1/1 cut?', { cut: true }),
	row('JSON cut off, for ever', '3 cut', '1/1 cut?', { cut: true, ...FOR_EVER }),
	row('wrong content type', '1 ok', '1/1 ok', {
		headers: { 'content-type': 'text/html' },
		...FOR_EVER,
	}),
	row('302 to another host', '1 elsewhere', '1/0 elsewhere', leadsElsewhere(302)),
	row('307 to another host', '1 elsewhere', '1/0 elsewhere', leadsElsewhere(307)),
	row(
		'refusal inside a 200',
		'1 no client',
		'1/0 no client',
		// The one that is a refusal for every method: a client's variables can have any other name and value.
		{ body: { status: 'client_not_found' }, ...FOR_EVER },
		{ 'Find by Phone': '1 nobody' },
	),
	row('20 MB of answer', '1 ok', '1/1 ok', { padding: 20 * 1024 * 1024 }),
];

/** What an operation has to do under a fault. */
export const expectedCell = ({ read, change, but = {} }: FaultRow, { name, timesDone }: Kind) =>
	but[name] ?? (timesDone ? change : read);

/** What a run ends with. */
export const outcomeIn = (cell: string) => cell.replace(/^\S+ |\?$/g, '') as keyof typeof OUTCOMES;

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

export type Outcome = keyof typeof OUTCOMES;

/** Stands in an error exactly where the outcome has a question mark: it may have been done. */
export const OUTCOME_UNKNOWN =
	'It is not known whether Mavibot carried the request out, so it was not sent again.';

/**
 * What has to happen for each operation under each fault, with at most three tries.
 *
 * - A read: how many requests are made, and what it ends with.
 * - A change: how many requests are made, how often Mavibot did it (for the client to whom it was done
 *   most often: messages that arrived), and what it ends with.
 *
 * A change is sent again after a 429 alone, since that is the one refusal that says that nothing was done.
 */
const TABLE = `
| fault                             | Get Variables | Get Variables (tool) | Get Many    | Find by Phone | Send          | Send (tool)   | Add to List   | Start for Many | Broadcast     | Clear History | Pass On Data  |
|-----------------------------------|---------------|----------------------|-------------|---------------|---------------|---------------|---------------|----------------|---------------|---------------|---------------|
| no fault                          | 1 ok          | 1 ok                 | 1 ok        | 1 ok          | 1/1 ok        | 1/1 ok        | 1/1 ok        | 1/1 ok         | 1/1 ok        | 1/1 ok        | 1/1 ok        |
| 400                               | 1 refused     | 1 refused            | 1 refused   | 1 refused     | 1/0 refused   | 1/0 refused   | 1/0 refused   | 1/0 refused    | 1/0 refused   | 1/0 refused   | 1/0 refused   |
| 401                               | 1 key         | 1 key                | 1 key       | 1 key         | 1/0 key       | 1/0 key       | 1/0 key       | 1/0 key        | 1/0 key       | 1/0 key       | 1/0 key       |
| 403                               | 1 may not     | 1 may not            | 1 may not   | 1 may not     | 1/0 may not   | 1/0 may not   | 1/0 may not   | 1/0 may not    | 1/0 may not   | 1/0 may not   | 1/0 may not   |
| 404                               | 1 none        | 1 none               | 1 none      | 1 nobody      | 1/0 none      | 1/0 none      | 1/0 none      | 1/0 none       | 1/0 none      | 1/0 none      | 1/0 none      |
| 404, a web page                   | 1 page        | 1 page               | 1 page      | 1 page        | 1/0 page      | 1/0 page      | 1/0 page      | 1/0 page       | 1/0 page      | 1/0 page      | 1/0 page      |
| 409                               | 1 refused     | 1 refused            | 1 refused   | 1 refused     | 1/0 refused   | 1/0 refused   | 1/0 refused   | 1/0 refused    | 1/0 refused   | 1/0 refused   | 1/0 refused   |
| 422                               | 1 refused     | 1 refused            | 1 refused   | 1 refused     | 1/0 refused   | 1/0 refused   | 1/0 refused   | 1/0 refused    | 1/0 refused   | 1/0 refused   | 1/0 refused   |
| 429 once                          | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 2/1 ok        | 2/1 ok        | 2/1 ok        | 2/1 ok         | 2/1 ok        | 2/1 ok        | 2/1 ok        |
| 429 once, no Retry-After          | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 2/1 ok        | 2/1 ok        | 2/1 ok        | 2/1 ok         | 2/1 ok        | 2/1 ok        | 2/1 ok        |
| 429 for ever                      | 3 busy        | 3 busy               | 3 busy      | 3 busy        | 3/0 busy      | 3/0 busy      | 3/0 busy      | 3/0 busy       | 3/0 busy      | 3/0 busy      | 3/0 busy      |
| 429, wait an hour                 | 1 busy        | 1 busy               | 1 busy      | 1 busy        | 1/0 busy      | 1/0 busy      | 1/0 busy      | 1/0 busy       | 1/0 busy      | 1/0 busy      | 1/0 busy      |
| 500 once, not done                | 1 fault       | 1 fault              | 1 fault     | 1 fault       | 1/0 fault?    | 1/0 fault?    | 1/0 fault?    | 1/0 fault?     | 1/0 fault?    | 1/0 fault?    | 1/0 fault?    |
| 500 once, done                    | 1 fault       | 1 fault              | 1 fault     | 1 fault       | 1/1 fault?    | 1/1 fault?    | 1/1 fault?    | 1/1 fault?     | 1/1 fault?    | 1/1 fault?    | 1/1 fault?    |
| 502 once, done                    | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 1/1 fault?    | 1/1 fault?    | 1/1 fault?    | 1/1 fault?     | 1/1 fault?    | 1/1 fault?    | 1/1 fault?    |
| 503 once, not done                | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 1/0 fault?    | 1/0 fault?    | 1/0 fault?    | 1/0 fault?     | 1/0 fault?    | 1/0 fault?    | 1/0 fault?    |
| 504 once, done                    | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 1/1 fault?    | 1/1 fault?    | 1/1 fault?    | 1/1 fault?     | 1/1 fault?    | 1/1 fault?    | 1/1 fault?    |
| 503 for ever, not done            | 3 fault       | 3 fault              | 3 fault     | 3 fault       | 1/0 fault?    | 1/0 fault?    | 1/0 fault?    | 1/0 fault?     | 1/0 fault?    | 1/0 fault?    | 1/0 fault?    |
| reset before the answer, not done | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 1/0 lost?     | 1/0 lost?     | 1/0 lost?     | 1/0 lost?      | 1/0 lost?     | 1/0 lost?     | 1/0 lost?     |
| reset before the answer, done     | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 1/1 lost?     | 1/1 lost?     | 1/1 lost?     | 1/1 lost?      | 1/1 lost?     | 1/1 lost?     | 1/1 lost?     |
| reset before the answer, for ever | 3 lost        | 3 lost               | 3 lost      | 3 lost        | 1/1 lost?     | 1/1 lost?     | 1/1 lost?     | 1/1 lost?      | 1/1 lost?     | 1/1 lost?     | 1/1 lost?     |
| reset in the middle of the body   | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 1/1 part?     | 1/1 part?     | 1/1 part?     | 1/1 part?      | 1/1 part?     | 1/1 part?     | 1/1 part?     |
| time-out, not done                | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 1/0 late?     | 1/0 late?     | 1/0 late?     | 1/0 late?      | 1/0 late?     | 1/0 late?     | 1/0 late?     |
| time-out, done                    | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 1/1 late?     | 1/1 late?     | 1/1 late?     | 1/1 late?      | 1/1 late?     | 1/1 late?     | 1/1 late?     |
| silence in the middle of the body | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 1/1 late?     | 1/1 late?     | 1/1 late?     | 1/1 late?      | 1/1 late?     | 1/1 late?     | 1/1 late?     |
| slow body                         | 1 ok          | 1 ok                 | 1 ok        | 1 ok          | 1/1 ok        | 1/1 ok        | 1/1 ok        | 1/1 ok         | 1/1 ok        | 1/1 ok        | 1/1 ok        |
| not JSON: text                    | 1 text        | 1 text               | 1 text      | 1 text        | 1/1 text      | 1/1 text      | 1/1 text      | 1/1 text       | 1/1 text      | 1/1 ok        | 1/1 text      |
| not JSON: a web page              | 1 page        | 1 page               | 1 page      | 1 page        | 1/0 page?     | 1/0 page?     | 1/0 page?     | 1/0 page?      | 1/0 page?     | 1/0 page?     | 1/0 page?     |
| headers over 16 kB, done          | 1 head        | 1 head               | 1 head      | 1 head        | 1/1 head?     | 1/1 head?     | 1/1 head?     | 1/1 head?      | 1/1 head?     | 1/1 head?     | 1/1 head?     |
| not HTTP, done                    | 1 no http     | 1 no http            | 1 no http   | 1 no http     | 1/1 no http?  | 1/1 no http?  | 1/1 no http?  | 1/1 no http?   | 1/1 no http?  | 1/1 no http?  | 1/1 no http?  |
| a length that is none, done       | 1 no http     | 1 no http            | 1 no http   | 1 no http     | 1/1 no http?  | 1/1 no http?  | 1/1 no http?  | 1/1 no http?   | 1/1 no http?  | 1/1 no http?  | 1/1 no http?  |
| JSON cut off, once                | 2 ok          | 2 ok                 | 2 ok        | 2 ok          | 1/1 cut?      | 1/1 cut?      | 1/1 cut?      | 1/1 cut?       | 1/1 cut?      | 1/1 cut?      | 1/1 cut?      |
| JSON cut off, for ever            | 3 cut         | 3 cut                | 3 cut       | 3 cut         | 1/1 cut?      | 1/1 cut?      | 1/1 cut?      | 1/1 cut?       | 1/1 cut?      | 1/1 cut?      | 1/1 cut?      |
| wrong content type                | 1 ok          | 1 ok                 | 1 ok        | 1 ok          | 1/1 ok        | 1/1 ok        | 1/1 ok        | 1/1 ok         | 1/1 ok        | 1/1 ok        | 1/1 ok        |
| 302 to another host               | 1 elsewhere   | 1 elsewhere          | 1 elsewhere | 1 elsewhere   | 1/0 elsewhere | 1/0 elsewhere | 1/0 elsewhere | 1/0 elsewhere  | 1/0 elsewhere | 1/0 elsewhere | 1/0 elsewhere |
| 307 to another host               | 1 elsewhere   | 1 elsewhere          | 1 elsewhere | 1 elsewhere   | 1/0 elsewhere | 1/0 elsewhere | 1/0 elsewhere | 1/0 elsewhere  | 1/0 elsewhere | 1/0 elsewhere | 1/0 elsewhere |
| refusal inside a 200              | 1 no client   | 1 no client          | 1 no client | 1 nobody      | 1/0 no client | 1/0 no client | 1/0 no client | 1/0 no client  | 1/0 no client | 1/0 no client | 1/0 no client |
| 20 MB of answer                   | 1 ok          | 1 ok                 | 1 ok        | 1 ok          | 1/1 ok        | 1/1 ok        | 1/1 ok        | 1/1 ok         | 1/1 ok        | 1/1 ok        | 1/1 ok        |
`;

export interface Expected {
	fault: string;
	kind: string;
	requests: number;
	/** Undefined for a read. */
	timesDone: number | undefined;
	outcome: Outcome;
	/** Whether the error says that it may have been done. */
	isUnknown: boolean;
}

const CELL = /^(?<requests>\d+)(\/(?<timesDone>\d+))? (?<outcome>[a-z ]+)(?<isUnknown>\??)$/;

const cellsOf = (line: string): string[] =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());

function expectedOf(fault: string, kind: string, cell: string): Expected {
	const { requests, timesDone, outcome, isUnknown } = CELL.exec(cell)?.groups ?? {};
	if (outcome === undefined || !(outcome in OUTCOMES)) {
		throw new Error(`"${cell}" (${fault}, ${kind}) is no expectation`);
	}
	return {
		fault,
		kind,
		requests: Number(requests),
		timesDone: timesDone === undefined ? undefined : Number(timesDone),
		outcome: outcome as Outcome,
		isUnknown: isUnknown === '?',
	};
}

const [headings, , ...lines] = TABLE.trim().split('\n').map(cellsOf);

/** The table, one entry for each cell. */
export const EXPECTED: Expected[] = lines.flatMap(([fault, ...cells]) =>
	cells.map((cell, index) => expectedOf(fault, headings[index + 1], cell)),
);

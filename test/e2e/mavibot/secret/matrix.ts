import { randomBytes, randomUUID } from 'node:crypto';
import {
	expectedCell,
	FAULTS,
	outcomeIn,
	OUTCOMES,
	type FaultRow,
} from '../../../support/engine/fault-matrix/expected';
import {
	parametersOf,
	startElsewhere,
	type Elsewhere,
} from '../../../support/engine/fault-matrix/measure';
import { KINDS, type Kind } from '../../../support/engine/fault-matrix/operations';
import { startMavibotApi, type MavibotApi } from '../../../support/mavibot-api';
import { outputOf, type N8nClient, type WorkflowJson } from '../../../support/real-n8n';
import { startInOrder } from '../../../support/start-in-order';
import { timedOut } from '../../../support/time-outs';
import { KEY_MARK, storeCredential } from '../setup';
import { mavibotNode, START } from '../workflow';

/** The name of an item's field, to see that a search finds what n8n stored. */
export const STORED_TEXT = 'storedAsPlainText';

/** What the item that goes into every operation holds; Pass On Data passes it on. */
const ITEM = { event: 'Your order is paid', buyer: { phone: '15550102' }, [STORED_TEXT]: 'yes' };

const RUNS_AT_ONCE = 6;

/** How all operations ran under one fault, in one workflow. */
export interface FaultRun {
	row: FaultRow;
	workflowId: string;
	executionId: string;
	/** What each operation said, by its name; empty where it went through. */
	errors: Record<string, string>;
	requestsElsewhere: number;
}

/** What n8n runs for a person; a tool runs only for the model of an agent. */
const kindsUnder = (row: FaultRow): Kind[] =>
	KINDS.filter(({ asTool }) => !asTool).filter(
		// Of 20 MB, one read and one change are enough for n8n's database.
		({ name }) => row.name !== '20 MB of answer' || ['Get Variables', 'Send'].includes(name),
	);

/** All operations behind the start, each of which goes on at an error. */
function workflowOf(row: FaultRow, credential: { id: string; name: string }): WorkflowJson {
	const nodes = kindsUnder(row).map((kind, index) => ({
		...mavibotNode(kind.name, credential, parametersOf(kind)),
		id: randomUUID(),
		position: [300, index * 150] as [number, number],
		onError: 'continueRegularOutput' as const,
	}));
	const start = {
		id: randomUUID(),
		name: START,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	};
	return {
		name: `The key under: ${row.name}`,
		nodes: [start, ...nodes],
		connections: {
			[START]: {
				main: [nodes.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }))],
			},
		},
		settings: { executionOrder: 'v1' },
		pinData: { [START]: [{ json: ITEM }] },
	};
}

async function runUnder(
	row: FaultRow,
	client: N8nClient,
	mavibot: MavibotApi,
	elsewhere: Elsewhere,
): Promise<FaultRun> {
	const path = `/${encodeURIComponent(row.name)}`;
	const fault = row.fault({
		elsewhere: elsewhere.origin + path,
		// As it stands in the address that the server was asked for.
		apiKey: encodeURIComponent(mavibot.apiKey),
	});
	for (const { action } of kindsUnder(row)) mavibot.fail({ ...timedOut(fault), action });
	const credential = await storeCredential({ mavibot, client }, row.name);
	const { id: workflowId } = await client.createWorkflow(workflowOf(row, credential));
	const executionId = await client.runWorkflow(workflowId);
	const execution = await client.waitForExecution(executionId);
	const errors = kindsUnder(row).map(({ name }) => {
		const [item] = outputOf(execution, name);
		return [name, item === undefined ? 'gave nothing' : String(item.json.error ?? '')];
	});
	return {
		row,
		workflowId,
		executionId,
		errors: Object.fromEntries(errors) as Record<string, string>,
		requestsElsewhere: elsewhere.requestsTo(path),
	};
}

/** What each operation has to say under a fault, by its name. */
export function expectedErrors(row: FaultRow): Record<string, unknown> {
	const words = kindsUnder(row).map((kind) => {
		const outcome = outcomeIn(expectedCell(row, kind));
		const said = outcome === 'ok' || outcome === 'text' ? '' : OUTCOMES[outcome];
		return [kind.name, said instanceof RegExp ? expect.stringMatching(said) : said];
	});
	return Object.fromEntries(words) as Record<string, unknown>;
}

/** The runs of all rows, and the local Mavibots that they are for, each with a key of its own. */
export interface MatrixRuns {
	runs: FaultRun[];
	stop(): Promise<void>;
}

/** Runs every operation under every fault in the real n8n, some workflows at a time. */
export async function runMatrix(client: N8nClient): Promise<MatrixRuns> {
	return await startInOrder(async ({ part }) => {
		const elsewhere = await part(startElsewhere());
		const runs: FaultRun[] = [];
		const rows = FAULTS.entries();
		const runNext = async () => {
			for (const [index, row] of rows) {
				const apiKey = `${KEY_MARK}+/& ${randomBytes(6).toString('hex')}`;
				const mavibot = await part(startMavibotApi({ apiKey }));
				runs[index] = await runUnder(row, client, mavibot, elsewhere);
			}
		};
		await Promise.all(Array.from({ length: RUNS_AT_ONCE }, runNext));
		return { runs };
	});
}

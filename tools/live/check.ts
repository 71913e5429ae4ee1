import { NoAnswer, Stop, type Asked, type Caller, type Reply } from './caller';
import { isAccepted, judged, type Expectation, type Verdict } from './compare';

const MOST_UNANSWERED = 3;
const KEY_REFUSED =
	'Mavibot refused the key. Copy it again from the settings of the project, section Integrations.';

export interface Question extends Expectation, Asked {
	/** What is asked, for the report; the method's name is put before it. */
	label?: string;
}

export interface Outcome {
	/** Undefined where no answer came. */
	reply?: Reply;
	/** Undefined where there is no answer to work with. */
	body?: unknown;
}

const WORDS = { same: 'same', open: 'open', differs: 'DIFFERS', unseen: 'not seen' };

/** Asks, compares and reports; what is learnt beside that is kept for the end of the report. */
export type Check = ReturnType<typeof createCheck>;

export function createCheck(caller: Caller, print: (line: string) => void) {
	const counts = { same: 0, open: 0, differs: 0, unseen: 0 };
	/** What the contract leaves open, and what the answers say to it. */
	const facts = new Set<string>();
	/** What the answers say to the contract's open points, by their names. */
	const points = new Map<string, string>();
	/** What this run changed and did not change back. */
	const leftBehind = new Set<string>();
	const called = new Set<string>();
	let unanswered = 0;

	function tell(action: string, { label }: Question, status: string, verdict: Verdict): void {
		counts[verdict.kind] += 1;
		const name = label === undefined ? action : `${action}, ${label}`;
		print(`${WORDS[verdict.kind].padEnd(8)}  ${status.padStart(3)}  ${name}`);
		for (const detail of verdict.details) print(`               ${detail}`);
	}

	/** @throws Stop where going on is of no use */
	async function ask(action: string, question: Question = {}): Promise<Outcome> {
		called.add(action);
		try {
			const reply = await caller.call(action, question);
			unanswered = 0;
			tell(action, question, String(reply.status), judged(action, reply, question));
			// "The key is the only credential" (contract): nothing more can be asked without it.
			if (reply.status === 401) throw new Stop(KEY_REFUSED);
			return { reply, body: isAccepted(action, reply) ? reply.body : undefined };
		} catch (error) {
			if (!(error instanceof NoAnswer)) throw error;
			unanswered += 1;
			tell(action, question, '', { kind: 'differs', details: [error.message] });
			if (unanswered >= MOST_UNANSWERED) throw new Stop('Mavibot does not answer any more.');
			return {};
		}
	}

	return {
		...{ counts, facts, points, leftBehind, called, ask },
		fact: (question: string, answer: string) => void facts.add(`${question}: ${answer}`),
	};
}

import { methods } from './answers';
import { NoAnswer, Stop, type Caller, type Reply } from './caller';
import { isAccepted, judged, type Expectation, type Verdict } from './compare';

const MOST_UNANSWERED = 3;

export interface Question extends Expectation {
	/** What is asked, for the report; the method's name is put before it. */
	label?: string;
	query?: Record<string, string | number>;
	body?: unknown;
	/** Whether the keys of the answer are data, so that none may be shown. */
	isFreeForm?: boolean;
	/** Further differences that the body of an accepted answer shows. */
	also?: (body: unknown) => string[];
}

export interface Outcome {
	/** Undefined where no answer came. */
	reply: Reply | undefined;
	/** Whether there is an answer to work with. */
	isAccepted: boolean;
	/** Undefined unless accepted. */
	body: unknown;
}

export interface Counts {
	same: number;
	open: number;
	differs: number;
	unseen: number;
}

/** Asks, compares and reports; what is learnt beside that is kept for the end of the report. */
export interface Check {
	counts: Counts;
	/** What the contract leaves open, and what the answers say to it. */
	facts: Array<[question: string, answer: string]>;
	/** Methods that were not called, and why. */
	leftOut: Map<string, string>;
	/** What this run changed and did not change back. */
	leftBehind: string[];
	/** The methods that were called. */
	called: Set<string>;
	/** @throws Stop where going on is of no use */
	read(action: string, question?: Question): Promise<Outcome>;
	/** As `read`, for a method that changes something. */
	write(action: string, question?: Question): Promise<Outcome>;
	/** Puts a reply into the report that was got otherwise. */
	report(action: string, reply: Reply, question?: Question): Outcome;
	fact(question: string, answer: string): void;
}

const WORDS: Record<Verdict['kind'], string> = {
	same: 'same',
	open: 'open',
	differs: 'DIFFERS',
	unseen: 'not seen',
};

export function createCheck(caller: Caller, print: (line: string) => void): Check {
	const counts: Counts = { same: 0, open: 0, differs: 0, unseen: 0 };
	const facts: Check['facts'] = [];
	let unanswered = 0;

	function tell(action: string, label: string | undefined, status: string, verdict: Verdict): void {
		counts[verdict.kind] += 1;
		const name = label === undefined ? action : `${action}, ${label}`;
		print(`${WORDS[verdict.kind].padEnd(8)}  ${status.padStart(3)}  ${name}`);
		for (const detail of verdict.details) print(`               ${detail}`);
	}

	const check: Check = {
		counts,
		facts,
		leftOut: new Map(),
		leftBehind: [],
		called: new Set(),
		report(action, reply, question = {}) {
			check.called.add(action);
			// "The key is the only credential" (contract): nothing more can be asked without it.
			if (reply.status === 401) {
				throw new Stop(
					'Mavibot refused the key (HTTP 401). Copy it again from the settings of the project, section Integrations.',
				);
			}
			const accepted = isAccepted(action, reply);
			const verdict = judged(action, reply, question, question.isFreeForm ?? false);
			const further = accepted ? (question.also?.(reply.body) ?? []) : [];
			tell(action, question.label, String(reply.status), {
				kind: further.length > 0 ? 'differs' : verdict.kind,
				details: [...verdict.details, ...further],
			});
			return { reply, isAccepted: accepted, body: accepted ? reply.body : undefined };
		},
		read: async (action, question) => await ask(action, question, true),
		write: async (action, question) => await ask(action, question, false),
		fact(question, answer) {
			const isKnown = facts.some(([asked, said]) => asked === question && said === answer);
			if (!isKnown) facts.push([question, answer]);
		},
	};

	async function ask(action: string, question: Question = {}, isRead: boolean): Promise<Outcome> {
		const method = methods.get(action);
		if (!method) throw new Error(`The contract has no method ${action}`);
		const { query, body } = question;
		check.called.add(action);
		try {
			const reply = await caller.call({ action, verb: method.verb, query, body, isRead });
			unanswered = 0;
			return check.report(action, reply, question);
		} catch (error) {
			if (!(error instanceof NoAnswer)) throw error;
			unanswered += 1;
			tell(action, question.label, '', { kind: 'differs', details: [error.message] });
			if (unanswered >= MOST_UNANSWERED) throw new Stop('Mavibot does not answer any more.');
			return { reply: undefined, isAccepted: false, body: undefined };
		}
	}

	return check;
}

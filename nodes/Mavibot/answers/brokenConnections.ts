import { UserError } from 'n8n-workflow';
import { NOT_SENT } from '../../../credentials/MavibotApi.credentials';

/** What a code of a request without a whole answer means. */
interface Meaning {
	/** In the user's words, for the end of a sentence. */
	problem: string;
	/** Whether it may be gone a moment later. */
	mayPass?: boolean;
	/** Whether it is certain that nothing of the request has left. */
	isNeverSent?: boolean;
	/** Whether it is about the address that n8n connects to: with a proxy, the proxy's. */
	isOfAddress?: boolean;
	/** Whether an answer came that is none. */
	isOfAnswer?: boolean;
}

/** A request that got no whole answer; the code as n8n's HTTP client gives it, such as ECONNRESET. */
export interface ConnectionFailure extends Meaning {
	code: string;
}

const NO_ADDRESS: Meaning = { problem: '', isNeverSent: true, isOfAddress: true };
// The system says this also of a connection that had been there, after its last attempt.
const NO_WAY: Meaning = {
	problem: 'there is no way to this address',
	mayPass: true,
	isOfAddress: true,
};
const LOST: Meaning = { problem: 'the connection was lost', mayPass: true };
const LATE: Meaning = { problem: 'the answer took too long', mayPass: true };
const NO_WHOLE_ANSWER: Meaning = { problem: 'the request got no whole answer' };
const BROKEN_OFF: Meaning = { ...NO_WHOLE_ANSWER, mayPass: true };

/** The codes of Node's network, of its HTTP parser and of axios. */
const MEANINGS: Record<string, Meaning> = {
	CERT_HAS_EXPIRED: { problem: 'its certificate has expired', isNeverSent: true },
	DEPTH_ZERO_SELF_SIGNED_CERT: {
		problem: 'its certificate is signed by itself',
		isNeverSent: true,
	},
	EAI_AGAIN: {
		...NO_ADDRESS,
		problem: 'the name of the server could not be looked up',
		mayPass: true,
	},
	ECONNABORTED: LATE,
	ECONNREFUSED: { ...NO_ADDRESS, problem: 'nothing answers at this address', mayPass: true },
	ECONNRESET: LOST,
	EHOSTUNREACH: NO_WAY,
	ENETUNREACH: NO_WAY,
	ENOTFOUND: { ...NO_ADDRESS, problem: 'there is no server of this name' },
	EPIPE: LOST,
	ERR_BAD_RESPONSE: BROKEN_OFF,
	ERR_CANCELED: { problem: 'the run was stopped' },
	ETIMEDOUT: LATE,
	HPE_HEADER_OVERFLOW: { problem: 'its headers are too long', isOfAnswer: true },
};

/** The same for what is recognised by the beginning of its code. */
const FAMILIES: Array<[RegExp, Meaning]> = [
	[
		/^(CERT_|DEPTH_|ERR_TLS_CERT_|SELF_SIGNED_|UNABLE_TO_)/,
		{ problem: 'its certificate is not trusted', isNeverSent: true },
	],
	[/^HPE_/, { problem: 'it is no HTTP', isOfAnswer: true }],
];

const CODE = /^[A-Z][A-Z\d]*(_[A-Z\d]+)*$/;

function codesOf(error: Error): string[] {
	// n8n 1.x and the first 2.x leave the cause out, and put its code where a status would stand.
	const { code, httpCode } = error as { code?: unknown; httpCode?: unknown };
	return [code, httpCode].filter((one): one is string => typeof one === 'string' && CODE.test(one));
}

function* chainOf(error: unknown): Generator<Error> {
	for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) yield cause;
}

/** Whether the failure is of the credential, or of n8n's own rules, which come before the request. */
export function isBeforeRequest(error: unknown): boolean {
	return [...chainOf(error)].some(
		(one) => one instanceof UserError || codesOf(one).includes(NOT_SENT),
	);
}

/** What became of a request that got no whole answer; undefined where the failure is of another kind. */
export function connectionFailure(error: unknown): ConnectionFailure | undefined {
	if (isBeforeRequest(error)) return undefined;
	for (const one of chainOf(error)) {
		const [code] = codesOf(one);
		if (code !== undefined) {
			const family = FAMILIES.find(([beginning]) => beginning.test(code));
			return { code, ...(MEANINGS[code] ?? family?.[1] ?? NO_WHOLE_ANSWER) };
		}
		// Of an answer that broke off, n8n 1.x keeps these words alone.
		if (one.message === 'stream has been aborted') {
			return { code: 'ERR_BAD_RESPONSE', ...BROKEN_OFF };
		}
	}
	return undefined;
}

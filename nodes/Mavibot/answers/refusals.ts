import type { IDataObject } from 'n8n-workflow';
import { isFinder, isWrite, onlyRefusalOf } from '../api/methods';
import { isEmpty, isObject } from '../input/objects';

/** Fields that say why something was refused; an answer that has others beside them holds data. */
const REASON_FIELDS = ['status', 'message', 'error', 'errors', 'description', 'code'];

const WORDS_OF_SUCCESS = /^(success\w*|succeeded|ok|true)\b/;

/** A status that begins so is no refusal, whatever it adds: "Sent, not delivered yet". */
const WORDS_OF_TAKING = /^(accepted|created|delivered|done|queued|scheduled|sent)\b/;

const WORDS_OF_REFUSAL =
	/\b(fail|error|not\b|cannot|unable|no (such|client|order|deal|user|permission|access)|unknown \w|den(y|ied)|declin|forbid|invalid|wrong|limit|too many|permission|refus|reject|unsuccess|unauthori|expired|blocked|banned|empty|missing|required|false)|not ?found/;

/** "Sent without errors" is no refusal. */
const NO_ERRORS = /\b(no|without|0) (error|fail)\w*/g;

/** A text in small letters, with spaces alone between its words, which can be joined in any way. */
export const inWords = (text: string): string =>
	text
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();

/** What the value of a field such as `status` says by itself; undefined where that is not known. */
function soundOf(status: unknown): 'success' | 'refusal' | undefined {
	if (typeof status === 'boolean') return status ? 'success' : 'refusal';
	if (typeof status !== 'string' && typeof status !== 'number') return undefined;
	const words = inWords(String(status));
	if (/^\d{3}$/.test(words)) {
		if (words.startsWith('2')) return 'success';
		return /^[45]/.test(words) ? 'refusal' : undefined;
	}
	if (WORDS_OF_TAKING.test(words)) return undefined;
	if (WORDS_OF_REFUSAL.test(words.replace(NO_ERRORS, ''))) return 'refusal';
	return WORDS_OF_SUCCESS.test(words) ? 'success' : undefined;
}

/** Whether `success` or `ok` says yes or no; undefined where neither is there. */
function successOf({ success, ok }: IDataObject): boolean | undefined {
	const flags = [success, ok];
	if (flags.some((flag) => String(flag) === '0' || soundOf(flag) === 'refusal')) return false;
	return flags.some((flag) => String(flag) === '1' || soundOf(flag) === 'success') || undefined;
}

/** Whether a field such as `errors` holds anything. */
function holdsAnything(value: unknown): boolean {
	if (isEmpty(value) || value === false || value === 0) return false;
	if (typeof value === 'string') return !/^(0|false|none|null|no errors?)$/.test(inWords(value));
	return typeof value !== 'object' || value === null || Object.keys(value).length > 0;
}

type Verdict = 'accepted' | 'refused';

/**
 * What the fields of an answer mean, from top to bottom; the first that says something decides. What
 * the contract is silent about means of a change that it was done, as far as can be told: taken for a refusal,
 * it would be sent a second time. Of a read, a status with no data beside it is the reason why there is none.
 */
const RULES: Array<(body: IDataObject, method: string) => Verdict | undefined> = [
	(body, method) => {
		const onlyRefusal = onlyRefusalOf(method);
		if (onlyRefusal === undefined) return undefined;
		const isIt = body.status === onlyRefusal && Object.keys(body).length === 1;
		return isIt ? 'refused' : 'accepted';
	},
	({ status }) => (soundOf(status) === 'success' ? 'accepted' : undefined),
	({ status }) => (soundOf(status) === 'refusal' ? 'refused' : undefined),
	(body) => (successOf(body) === false ? 'refused' : undefined),
	(body) => (successOf(body) === true ? 'accepted' : undefined),
	({ error, errors }) => (holdsAnything(error) || holdsAnything(errors) ? 'refused' : undefined),
	({ status }) => (typeof status !== 'string' || isEmpty(status) ? 'accepted' : undefined),
	(_body, method) => (isWrite(method) && !isFinder(method) ? 'accepted' : undefined),
	(body) => (Object.keys(body).every((key) => REASON_FIELDS.includes(key)) ? 'refused' : undefined),
];

/**
 * Whether a body says no. The body decides, not the code alone (the contract's `info.description`): `status`
 * is "success" or a reason (its schema `Refusal`), and an answer is taken as success unless it says otherwise
 * (its response `Undocumented`). A list says no where each of its elements does.
 *
 * @param method of the API, as in `get_clients`
 */
export function isRefusal(method: string, body: unknown): boolean {
	if (Array.isArray(body)) {
		return (
			onlyRefusalOf(method) === undefined &&
			body.length > 0 &&
			body.every((element) => isRefusal(method, element))
		);
	}
	if (!isObject(body)) return false;
	for (const rule of RULES) {
		const verdict = rule(body, method);
		if (verdict !== undefined) return verdict === 'refused';
	}
	return false;
}

/** What a server says of itself, and not of a client: that it knows no such address, key or bot. */
const NOT_OF_A_CLIENT =
	/\b(method|route|path|url|uri|endpoint|action|key|token|page|server|host|(can ?not|could not) (get|post))\b|\b(bot|group|project)s? (\w+ )?(is |was )?not ?found|no such (bot|group|project)/;

/** Whether a body has the word that was observed where the key lacks a permission (the contract's `info`). */
export const saysWrongAction = (body: unknown): boolean =>
	/WRONG_ACTION/.test(JSON.stringify(body) ?? '');

/** The texts in which an answer gives its reason. */
const reasonsOf = ({ status, message, error, description }: IDataObject): string =>
	[status, message, error, description]
		.filter((reason) => typeof reason === 'string')
		.map(inWords)
		.join(' / ');

/**
 * Whether a 404 can be Mavibot's word that there is no such client or deal: the contract documents no body for it,
 * so that it is empty, or a refusal as elsewhere, whose `status` is a text. Any other is of a server that knows no
 * such address, as where the one in the credential is wrong.
 */
export function canMeanNobody(body: unknown): boolean {
	if (isEmpty(body)) return true;
	if (saysWrongAction(body)) return false;
	if (!isObject(body) || typeof body.status !== 'string') return false;
	return !/^\s*\d*\s*$/.test(body.status) && !NOT_OF_A_CLIENT.test(reasonsOf(body));
}

/** Whether a refusal names a client or deal that is not there. */
export function saysNotFound(body: unknown): boolean {
	if (Array.isArray(body)) return body.length > 0 && body.every(saysNotFound);
	if (!isObject(body)) return false;
	const reasons = reasonsOf(body);
	return /not ?found|no such|no client/.test(reasons) && !NOT_OF_A_CLIENT.test(reasons);
}

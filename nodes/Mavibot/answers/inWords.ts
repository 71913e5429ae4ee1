import { isObject } from '../input/objects';
import { isWrite, permissionInWords } from '../api/methods';
import { isWebPage } from './accepted';
import type { ConnectionFailure } from './brokenConnections';
import { canMeanNobody, saysWrongAction } from './refusals';
import { valuesToCheck } from './sentValues';
import { attemptsOf, type Attempts, type Refusal, type UnreadableAnswer } from './failures';

/** The two lines that n8n shows for an error: what happened, and how to get on. */
export interface Explanation {
	message: string;
	description: string;
}

const LONGEST_REASON = 300;

/** What the server gives as its reason, on one line; empty where it gives none. */
function reasonIn(body: unknown): string {
	// Of a list of refusals, one reason is enough.
	if (Array.isArray(body)) return reasonIn(body[0]);
	const reasons = isObject(body)
		? [body.status, body.message, body.error, body.errors, body.description].flat()
		: [typeof body === 'string' && !body.trimStart().startsWith('<') ? body : undefined];
	const texts = reasons
		.map((reason) => (isObject(reason) ? reason.message : reason))
		.filter((reason): reason is string => typeof reason === 'string' && reason.trim() !== '');
	return [...new Set(texts)].join(': ').replace(/\s+/g, ' ').slice(0, LONGEST_REASON);
}

/** How to get on where it cannot be known whether a write was carried out. */
const LOOK_FIRST =
	'It is not known whether Mavibot carried the request out, so it was not sent again. Look in Mavibot before you run this item once more.';

/** Statuses below 500 that a server or one before it gives where it lost patience: 408, and nginx's 499. */
const OUT_OF_TIME = [408, 499];

/** Whether something failed at the other end, by the HTTP status or in an answer with another. */
const isOfServer = ({ statusCode, body }: Refusal, reason: string): boolean =>
	statusCode >= 500 ||
	OUT_OF_TIME.includes(statusCode) ||
	(isObject(body) && /^5\d\d$/.test(String(body.status))) ||
	/internal (server )?error|gateway|time(d)?[ -]?out/i.test(reason);

/** How one kind of refusal is recognised and put; the first that fits is taken. */
interface Rule {
	fits: (refusal: Refusal, reason: string) => boolean;
	explain: (method: string, refusal: Refusal) => Explanation;
}

const WEB_PAGE = 'The server answered with a web page in place of data';
const CHECK_SERVER = 'Check the server in the credential.';

/** Why a request was not sent once more, for the end of a sentence. */
function whyNoMore({ endedBy, tries, askedMs }: Attempts): string {
	switch (endedBy) {
		case 'kind':
			return 'only an answer 429 asks for that';
		case 'tries':
			return `Tries per Request is ${tries}`;
		case 'longest wait':
			return askedMs > 0
				? `Mavibot asks to wait for ${Math.ceil(askedMs / 1000)} s, and Longest Wait does not let it`
				: 'Longest Wait does not let it';
		case 'others':
			return 'it was of no use to other requests of this run';
	}
}

/** A sentence about how often a request was sent, with a space behind it; empty where that is not known. */
function attemptsInWords(refusal: Refusal): string {
	const attempts = attemptsOf(refusal);
	if (attempts === undefined) return '';
	const { tries } = attempts;
	const times =
		tries === 1 ? 'not tried again' : `tried ${tries} times, with pauses, and not again`;
	return `The node has ${times}, since ${whyNoMore(attempts)}. `;
}

const KEY_LACKS_PERMISSION: Rule['explain'] = (method) => {
	const permission = permissionInWords(method);
	return {
		message: permission
			? `The Mavibot API key may not ${permission}`
			: 'The Mavibot API key may not do this',
		description:
			'Generate a key with this permission in the settings of your Mavibot project, section Integrations, and put it into the credential.',
	};
};

const RULES: Rule[] = [
	{
		fits: ({ statusCode, body }) => statusCode >= 400 && statusCode < 500 && saysWrongAction(body),
		explain: KEY_LACKS_PERMISSION,
	},
	{
		fits: (refusal, reason) => isOfServer(refusal, reason),
		explain: (method) => ({
			message: 'Mavibot could not process the request',
			description: `This is a fault at the other end. ${isWrite(method) ? LOOK_FIRST : 'Run it again later.'}`,
		}),
	},
	{
		fits: ({ statusCode }, reason) =>
			statusCode === 429 || /too many (requests|messages|calls)|limit/i.test(reason),
		explain: (_method, refusal) => ({
			message: 'Mavibot says that this is too much at once',
			description: `${attemptsInWords(refusal)}Send fewer items at a time, or set a pause (Batching), fewer Requests at Once or more Tries per Request under Settings > Request Options.${refusal.statusCode === 429 ? '' : ' If it is the limit of your plan, such as the messages a day, it has to be waited for.'}`,
		}),
	},
	{
		fits: ({ statusCode, body }) => statusCode >= 400 && isWebPage(body),
		explain: () => ({ message: WEB_PAGE, description: CHECK_SERVER }),
	},
	{
		fits: ({ statusCode }, reason) =>
			statusCode === 403 || /permission|access|denied|forbidden|not allowed/i.test(reason),
		explain: KEY_LACKS_PERMISSION,
	},
	{
		fits: ({ statusCode }, reason) =>
			statusCode === 401 || /api.?key|unauthori[sz]ed/i.test(reason),
		explain: () => ({
			message: 'Mavibot refused the API key',
			description:
				'Copy the key again from the settings of your Mavibot project, section Integrations, into the credential, and test the credential.',
		}),
	},
	{
		fits: (_refusal, reason) => /(client|user).*not.?found|no such client/i.test(reason),
		explain: () => ({
			message: 'The client was not found in Mavibot',
			description:
				'Check the client ID. It is the ID in Mavibot, not the one in the messenger; the find operations of the resource Client look it up.',
		}),
	},
	{
		fits: (_refusal, reason) => /(order|deal).*not.?found/i.test(reason),
		explain: () => ({
			message: 'The deal was not found in Mavibot',
			description: 'Check the deal ID, and that the deal belongs to this client.',
		}),
	},
	{
		fits: ({ statusCode, body }) => statusCode === 404 && !canMeanNobody(body),
		explain: () => ({
			message: 'The server does not know this request',
			description: `What answered is not Mavibot, or not at this address. ${CHECK_SERVER}`,
		}),
	},
	{
		fits: ({ statusCode }) => statusCode === 404,
		explain: (method, refusal) => ({
			message: 'Mavibot found nothing under what was asked for',
			description: `${valuesToCheck(method, refusal.sent, reasonIn(refusal.body))} If every request fails so, check the server and the API key in the credential.`,
		}),
	},
	{
		fits: ({ statusCode }) => statusCode >= 300 && statusCode < 400,
		explain: () => ({
			message: 'The server sends this request to another address',
			description:
				'The node does not follow, so that the API key goes nowhere else. Check the server in the credential.',
		}),
	},
];

/**
 * Puts a refusal into the user's words.
 *
 * @param method of the API, as in `get_clients`
 */
export function explainRefusal(method: string, refusal: Refusal): Explanation {
	const reason = reasonIn(refusal.body);
	const rule = RULES.find(({ fits }) => fits(refusal, reason));
	const { message, description } = rule?.explain(method, refusal) ?? {
		message: 'Mavibot refused the request',
		description: valuesToCheck(method, refusal.sent, reason),
	};
	return {
		message,
		description: `${description} (Mavibot answered ${refusal.statusCode}${reason ? `: ${reason}` : ''})`,
	};
}

/** Puts an answer that says nothing into the user's words. */
export function explainUnreadable(kind: UnreadableAnswer['kind'], method: string): Explanation {
	const howToGetOn =
		kind === 'web page'
			? CHECK_SERVER
			: 'If this happens again, something between this n8n and Mavibot cuts answers off.';
	return {
		message: kind === 'web page' ? WEB_PAGE : 'The answer of Mavibot broke off',
		description: isWrite(method) ? `${LOOK_FIRST} ${howToGetOn}` : howToGetOn,
	};
}

const CHECK_CONNECTION =
	'Check the server in the credential and the network of this n8n, then run it again.';
const CHECK_PROXY =
	'Check the proxy under Settings > Request Options and the network of this n8n, then run it again.';

/**
 * Puts a request that got no answer into the user's words.
 *
 * @param isThroughProxy whether n8n then connects to the proxy alone, and never to Mavibot itself
 */
export function explainLostConnection(
	{ problem, isNeverSent, isOfAddress, isOfAnswer }: ConnectionFailure,
	method: string,
	isThroughProxy: boolean,
): Explanation {
	const whose = isThroughProxy && isOfAddress ? 'The proxy' : 'Mavibot';
	const what = isOfAnswer
		? 'The answer of Mavibot could not be read'
		: `${whose} could not be reached`;
	const howToGetOn = isThroughProxy ? CHECK_PROXY : CHECK_CONNECTION;
	return {
		message: `${what}: ${problem}`,
		description: isWrite(method) && !isNeverSent ? LOOK_FIRST : howToGetOn,
	};
}

/** Puts what a proxy answers in place of Mavibot, because it wants to know who asks, into the user's words. */
export const explainProxyRefusal = (): Explanation => ({
	message: 'The proxy refused the request',
	description:
		'It wants a user name and a password. Write them into the Proxy under Settings > Request Options, as http://name:password@host:port.',
});

/** Puts a failure without a code, of which nothing else is known, into the user's words. */
export const explainUnknown = (
	{ message, description }: Explanation,
	method: string,
): Explanation => ({
	message,
	description: isWrite(method) ? LOOK_FIRST : description,
});

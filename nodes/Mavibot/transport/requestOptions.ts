import type { IDataObject, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { isObject } from '../input/objects';
import { InputProblem } from '../input/problem';
import { quoted, requiredNumber, requiredWholeNumber } from '../input/scalars';
import { trimmed } from '../input/trim';

/** A number under "Request Options", with its bounds, which an expression can pass by in the form. */
export interface Setting {
	displayName: string;
	name: string;
	default: number;
	description: string;
	limits: { min: number; max: number; isWhole?: boolean };
}

export const LONGEST_WAIT: Setting = {
	displayName: 'Longest Wait (Seconds)',
	name: 'longestWait',
	default: 60,
	description:
		'How long a request may wait in all before it is sent for the last time. An item fails at once if Mavibot asks for a longer pause.',
	limits: { min: 0, max: 3600 },
};

export const REQUESTS_AT_ONCE: Setting = {
	displayName: 'Requests at Once',
	name: 'requestsAtOnce',
	default: 50,
	description:
		'How many requests may be on their way to Mavibot at a time. The value of the first item holds for all.',
	limits: { min: 1, max: 1000, isWhole: true },
};

export const TRIES: Setting = {
	displayName: 'Tries per Request',
	name: 'tries',
	default: 8,
	description:
		'How often a request is sent at most when Mavibot says that it is too much at once, or, if it only reads, after a passing fault. What may have been carried out is never sent again.',
	limits: { min: 1, max: 100, isWhole: true },
};

const asField = ({ limits: { min, max }, ...rest }: Setting): INodeProperties => ({
	...rest,
	type: 'number',
	typeOptions: { minValue: min, maxValue: max },
});

/**
 * The settings that n8n gives to declarative nodes, under its names. It gives them to none that receives requests, as the
 * links of a question are.
 */
const OF_N8N: INodeProperties[] = [
	{
		displayName: 'Batching',
		name: 'batching',
		type: 'fixedCollection',
		placeholder: 'Add Batching',
		default: { batch: {} },
		description: 'How many items are sent at a time, and the pause between them',
		options: [
			{
				displayName: 'Batching',
				name: 'batch',
				values: [
					{
						displayName: 'Items per Batch',
						name: 'batchSize',
						type: 'number',
						typeOptions: { minValue: -1 },
						default: 50,
						description: 'How many items are sent at a time. 0 counts as 1, -1 turns batches off.',
					},
					{
						displayName: 'Batch Interval (Ms)',
						name: 'batchInterval',
						type: 'number',
						typeOptions: { minValue: 0 },
						default: 1000,
						description: 'Milliseconds between two batches. 0 turns them off.',
					},
				],
			},
		],
	},
	{
		displayName: 'Ignore SSL Issues (Insecure)',
		name: 'allowUnauthorizedCerts',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description: 'Whether to connect even if SSL certificate validation is not possible',
	},
	{
		displayName: 'Proxy',
		name: 'proxy',
		type: 'string',
		default: '',
		placeholder: 'e.g. http://name:password@proxy:3128',
		description: 'The proxy that requests go through, if any',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10_000,
		description: 'Milliseconds that a request waits for its answer',
	},
];

/** How requests are sent: n8n's own "Request Options", and what this node adds, in their order by name. */
export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	isNodeSetting: true,
	placeholder: 'Add Option',
	default: {},
	description: 'How requests are sent',
	options: [...OF_N8N, asField(LONGEST_WAIT), asField(REQUESTS_AT_ONCE), asField(TRIES)].sort(
		(one, other) => one.displayName.localeCompare(other.displayName),
	),
};

const TIME_OUT_MS = 300_000;

/** Node counts no longer, and takes more for one millisecond. */
const LONGEST_TIME_OUT_MS = 2 ** 31 - 1;

/** How a run sends its requests, from the value of the node's "Request Options". */
export interface Pace {
	/** How often one request is sent at most. */
	tries: number;
	/** Milliseconds that one request waits at most before its last try. */
	longestWaitMs: number;
	requestsAtOnce: number;
}

function numberOf(settings: IDataObject, { name, displayName, limits, ...rest }: Setting): number {
	// Left out, it is the default; added and empty, it is an expression that gave nothing.
	const value = name in settings ? settings[name] : rest.default;
	const required = limits.isWhole ? requiredWholeNumber : requiredNumber;
	return required(value, displayName, limits);
}

/** @throws InputProblem in the user's words where one of them is no number or out of its bounds */
export function paceOf(settings: IDataObject): Pace {
	return {
		tries: numberOf(settings, TRIES),
		longestWaitMs: numberOf(settings, LONGEST_WAIT) * 1000,
		requestsAtOnce: numberOf(settings, REQUESTS_AT_ONCE),
	};
}

/** How many requests may be on their way at once; where that is no number, each request will say so by itself. */
export function atOnce(settings: IDataObject): number {
	try {
		return paceOf(settings).requestsAtOnce;
	} catch {
		return 1;
	}
}

/** The batches of "Request Options", by n8n's own rules; undefined where there is no pause between them. */
export function batchesOf({
	batching,
}: IDataObject): { size: number; intervalMs: number } | undefined {
	const batch = isObject(batching) && isObject(batching.batch) ? batching.batch : {};
	const intervalMs = Number(batch.batchInterval);
	if (!(intervalMs > 0)) return undefined;
	const size = Number(batch.batchSize);
	return { size: size > 0 ? Math.ceil(size) : 1, intervalMs };
}

const HOW_TO_WRITE_PROXY = 'Write it as http://host:port.';

/** Scheme, user information, host and port of an address; a URL would drop the port that a scheme has by default. */
const PROXY =
	/^([a-z][a-z\d+.-]*):\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^:/?#@]*)(?::(\d*))?(?=[/?#]|$)/i;

/** A user name or password with one kind of percent-encoding, whichever way a person has written it. */
function encodedOnce(text: string): string {
	try {
		return encodeURIComponent(decodeURIComponent(text));
	} catch {
		return encodeURIComponent(text);
	}
}

/**
 * The proxy in the form that n8n's HTTP client takes. That makes a URL of it, from which it decodes name
 * and password; it passes by what is no http(s) proxy, and sends without one.
 *
 * @throws InputProblem in the user's words; never with the address, which can hold a password
 */
function proxyOf(given: unknown): IHttpRequestOptions['proxy'] {
	const address = typeof given === 'string' ? trimmed(given) : '';
	if (address === '') {
		throw new InputProblem(
			'Proxy is empty',
			'Nothing is sent past a proxy that is to be used. If the field is an expression, it gave nothing for this item; to send without a proxy, remove the option.',
		);
	}
	const [, scheme, port] = PROXY.exec(address) ?? [];
	if (scheme === undefined || !URL.canParse(address)) {
		throw new InputProblem('The proxy is no address', HOW_TO_WRITE_PROXY);
	}
	const protocol = scheme.toLowerCase();
	if (protocol !== 'http' && protocol !== 'https') {
		throw new InputProblem(
			`n8n cannot send through a proxy of the kind ${quoted(protocol)}`,
			`It knows http and https. ${HOW_TO_WRITE_PROXY}`,
		);
	}
	if (!Number(port)) throw new InputProblem('The proxy has no port', HOW_TO_WRITE_PROXY);
	const { hostname, username, password } = new URL(address);
	const auth = { username: encodedOnce(username), password: encodedOnce(password) };
	return { host: hostname, port: Number(port), protocol, ...(username ? { auth } : {}) };
}

/**
 * Milliseconds until a request without an answer is given up; n8n takes 0 for its default. One that is
 * added and empty is an expression that gave nothing.
 *
 * @throws InputProblem in the user's words
 */
function timeOutOf(settings: IDataObject): number {
	if (!('timeout' in settings) || settings.timeout === 0) return TIME_OUT_MS;
	return requiredNumber(settings.timeout, 'Timeout', { min: 1, max: LONGEST_TIME_OUT_MS });
}

/**
 * What a person set under "Request Options", which n8n itself applies only to routing.
 *
 * @param settings the value of the parameter `requestOptions`
 * @throws InputProblem in the user's words
 */
export function httpSettings(settings: IDataObject): Partial<IHttpRequestOptions> {
	return {
		timeout: timeOutOf(settings),
		...(settings.allowUnauthorizedCerts === true ? { skipSslCertificateValidation: true } : {}),
		...('proxy' in settings ? { proxy: proxyOf(settings.proxy) } : {}),
	};
}

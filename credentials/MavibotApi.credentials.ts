import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { trimmed } from '../nodes/Mavibot/input/trim';

/**
 * Stands for "the server of the credential" in requests of this package. The name can never resolve
 * (RFC 2606 reserves .invalid), so a request that misses its credential goes nowhere.
 */
export const PLACEHOLDER_ORIGIN = 'https://mavibot.invalid';

const DEFAULT_SERVER = 'https://chatter.mavibot.ai';

/** The code of what the credential refuses: n8n before 2.41 keeps this of an error, and not its class. */
export const NOT_SENT = 'NOT_SENT';

/** What the credential refuses, before anything is sent. */
class Unusable extends UserError {
	readonly httpCode = NOT_SENT;

	constructor(message: string, description?: string) {
		super(message, { description });
	}
}

/**
 * The origin (scheme, host, port) of the server in the credential.
 *
 * @throws Unusable where it is no http(s) address, or more than that; the message never holds what was typed,
 * since that can be a URL with a key
 */
function serverOrigin(server: unknown): string {
	const typed = trimmed(String(server ?? '')) || DEFAULT_SERVER;
	const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
	if (!URL.canParse(withScheme)) {
		throw new Unusable(
			'The server of the Mavibot credential is not an address',
			`It should look like ${DEFAULT_SERVER}`,
		);
	}
	const { origin, protocol, username, password, href } = new URL(withScheme);
	if ((protocol !== 'https:' && protocol !== 'http:') || username || password) {
		throw new Unusable(
			'The server of the Mavibot credential is not an address that can be used',
			`It should look like ${DEFAULT_SERVER}, with nothing before or after it`,
		);
	}
	if (href !== `${origin}/`) {
		throw new Unusable(
			'The server of the Mavibot credential has something behind its name',
			`It should look like ${DEFAULT_SERVER}. Leave out what stands behind, such as /api: the node puts it in, with the key`,
		);
	}
	return origin;
}

/**
 * The key without what shows nothing at its ends: a key copied with a stray space does not work, says the
 * vendor's page "The editing software's API".
 */
export const keyOf = (apiKey: unknown): string => trimmed(String(apiKey ?? ''));

/** @throws Unusable where the key is empty, or dots that a URL would swallow */
function usableKey(apiKey: unknown): string {
	const key = keyOf(apiKey);
	if (key === '' || key === '.' || key === '..') {
		throw new Unusable(
			'The API key of the Mavibot credential is empty or no key',
			'Copy it from the settings of your Mavibot project, section Integrations',
		);
	}
	return key;
}

/** Whether a part of a path is the key, encoded or not. */
function isKey(part: string, key: string): boolean {
	try {
		return part === key || decodeURIComponent(part) === key;
	} catch {
		return false;
	}
}

/**
 * What stands behind the key in the path of a request: a slash and the method of the API, which is one part
 * (the contract's `paths`). A person may have typed `/api` before it, and the key.
 *
 * @throws Unusable where another key stands there
 */
function actionOf(path: string, key: string): string {
	const typed = path.replace(/^\/api(?=\/)/, '');
	const action = typed.replace(/^.*(?=\/[^/]+\/*$)/, '');
	const before = typed.slice(0, typed.length - action.length).replace(/^\//, '');
	if (before !== '' && !isKey(before, key)) {
		throw new Unusable(
			'The URL holds a key already, leave it out',
			'The credential puts its key in. The URL ends with the method, as in /api/get_clients',
		);
	}
	return isKey(action.replaceAll('/', ''), key) ? '' : action;
}

/** A request in the older form, too. */
type Request = IHttpRequestOptions & { uri?: string; useStream?: boolean; simple?: boolean };

/**
 * Whether n8n may be going from page to page: it then sets these two, and reads each answer at once, but only
 * as a stream (`requestWithAuthenticationPaginated` of n8n-core, 1.122 to 2.41).
 */
const mayBePaged = ({ simple, qs }: Request): boolean => simple === false && qs !== undefined;

/** What a request must not do, in both of n8n's request forms: go on, with the key in its path, where it is sent to. */
const NO_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

/** The whole address of a request, whichever of n8n's two request forms it has. */
function requestTarget(options: Request): URL {
	const address = options.url || options.uri || '';
	const absolute = /^https?:\/\//i.test(address)
		? address
		: `${(options.baseURL ?? '').replace(/\/+$/, '')}/${address.replace(/^\/+/, '')}`;
	if (!URL.canParse(absolute)) {
		throw new Unusable('The request has no address that the Mavibot credential can be used for');
	}
	return new URL(absolute);
}

export class MavibotApi implements ICredentialType {
	name = 'mavibotApi';

	displayName = 'Mavibot API';

	icon: Icon = { light: 'file:../icons/mavibot.svg', dark: 'file:../icons/mavibot.dark.svg' };

	documentationUrl = 'https://github.com/mavibot/n8n-nodes-mavibot#the-api-key';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'In Mavibot: the settings of your project, section Integrations',
			description:
				'Generated in the settings of your Mavibot project, section Integrations. It can do no more than the permissions chosen there.',
		},
		{
			displayName: 'Server',
			name: 'server',
			type: 'string',
			default: DEFAULT_SERVER,
			placeholder: `e.g. ${DEFAULT_SERVER}`,
			hint: 'Leave it as it is, unless your project runs on another address. If the test ends with ECONNREFUSED or ENOTFOUND, nothing can be reached at this one.',
			description:
				'Change it only if your project runs on another address of the same platform. The key is sent to this address and to no other.',
		},
	];

	/**
	 * Puts the server and the key into a request: `{origin}/api/{key}/{action}` (the contract's
	 * `info.description`). A request of this package stands on PLACEHOLDER_ORIGIN; one of the HTTP
	 * Request node names the server itself, with the action behind it, with or without `/api`.
	 *
	 * No redirect is followed, and no answer is left to be read later: with one that broke off, n8n's HTTP
	 * Request node would store the whole connection, and with a file the address that it came from.
	 *
	 * @returns a new object, so that n8n never shows the key with the request it was made from
	 * @throws Unusable for any other origin, a second key, an empty one or an unusable server; never with the
	 * key in it
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const origin = serverOrigin(credentials.server);
		const key = usableKey(credentials.apiKey);
		const target = requestTarget(requestOptions);
		const isOwnRequest = target.origin === PLACEHOLDER_ORIGIN;
		if (!isOwnRequest && target.origin !== origin) {
			throw new Unusable(
				`The Mavibot key is sent to ${origin} only, not to ${target.origin}`,
				'Use the server of the credential in the URL, or change the credential',
			);
		}
		const action = actionOf(target.pathname, key);
		const url = `${origin}/api/${encodeURIComponent(key)}${action}${target.search}`;
		const authenticated: Request = { ...requestOptions, ...NO_REDIRECTS, url };
		delete authenticated.baseURL;
		if ('uri' in requestOptions) authenticated.uri = url;
		if (!mayBePaged(requestOptions)) delete authenticated.useStream;
		if (isOwnRequest && authenticated.allowedDomains) {
			// A list of domains is written with the HTTP Request node in mind; the credential's own server is always one.
			authenticated.allowedDomains += `, ${new URL(origin).hostname}`;
		}
		return authenticated;
	};

	// Of a server that cannot be reached n8n shows the bare code, whatever stands here (credentials-tester.service, 2.41),
	// so the hint of the field says what it means. A test in the node could say it, but has only n8n's old `request` to
	// send with, which n8n's lint refuses.
	// A key that is refused can be refused by status or by body; either way the answer names no project.
	test: ICredentialTestRequest = {
		request: {
			baseURL: PLACEHOLDER_ORIGIN,
			url: '/connected_channels',
			json: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'project_id',
					value: undefined,
					message:
						'Mavibot did not accept this API key. Copy it again from the project settings, section Integrations; check that it may read clients, and that the server is right.',
				},
			},
		],
	};
}

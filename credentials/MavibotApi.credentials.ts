import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { isDomainAllowed, UserError } from 'n8n-workflow';

/**
 * Stands for "the server of the credential" in requests of this package. The name can never resolve
 * (RFC 2606 reserves .invalid), so a request that misses its credential goes nowhere.
 */
export const PLACEHOLDER_ORIGIN = 'https://mavibot.invalid';

const DEFAULT_SERVER = 'https://chatter.mavibot.ai';

/**
 * The origin (scheme, host, port) of the server in the credential.
 *
 * @throws UserError where it is no http(s) address; the message holds nothing but what the person typed there.
 */
function serverOrigin(server: unknown): string {
	const typed = String(server ?? '').trim() || DEFAULT_SERVER;
	const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
	let url: URL;
	try {
		url = new URL(withScheme);
	} catch {
		throw new UserError('The server of the Mavibot credential is not an address', {
			description: `It should look like ${DEFAULT_SERVER}`,
		});
	}
	if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password) {
		throw new UserError('The server of the Mavibot credential is not an address that can be used', {
			description: `It should look like ${DEFAULT_SERVER}, with nothing before or after it`,
		});
	}
	return url.origin;
}

/**
 * The key as it stands in a path: without stray spaces (a key copied with one does not work, says the
 * vendor's page "The editing software's API") and percent-encoded.
 *
 * @throws UserError where it is empty, or dots that a URL would swallow
 */
function keyForPath(apiKey: unknown): string {
	const key = String(apiKey ?? '').trim();
	if (key === '' || key === '.' || key === '..') {
		throw new UserError('The API key of the Mavibot credential is empty or no key', {
			description: 'Copy it from the settings of your Mavibot project, section Integrations',
		});
	}
	return encodeURIComponent(key);
}

/** The whole address of a request, whichever of n8n's two request forms it has. */
function requestTarget(options: IHttpRequestOptions & { uri?: string }): URL {
	const address = options.url || options.uri || '';
	const absolute = /^https?:\/\//i.test(address)
		? address
		: `${(options.baseURL ?? '').replace(/\/+$/, '')}/${address.replace(/^\/+/, '')}`;
	try {
		return new URL(absolute);
	} catch {
		throw new UserError('The request has no address that the Mavibot credential can be used for');
	}
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
			hint: 'Leave it as it is, unless your project runs on another address',
			description:
				'Change it only if your project runs on another address of the same platform. The key is sent to this address and to no other.',
		},
	];

	/**
	 * Puts the server and the key into a request: `{origin}/api/{key}/{action}` (the contract's
	 * `info.description`). A request of this package stands on PLACEHOLDER_ORIGIN; one of the HTTP
	 * Request node names the server itself, with the action behind it, with or without `/api`.
	 *
	 * @returns a new object, so that n8n never shows the key with the request it was made from
	 * @throws UserError for any other origin, an empty key or an unusable server; never with the key in it
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const origin = serverOrigin(credentials.server);
		const key = keyForPath(credentials.apiKey);
		const target = requestTarget(requestOptions);
		const isOwnRequest = target.origin === PLACEHOLDER_ORIGIN;
		if (!isOwnRequest && target.origin !== origin) {
			throw new UserError(`The Mavibot key is sent to ${origin} only, not to ${target.origin}`, {
				description: 'Use the server of the credential in the URL, or change the credential',
			});
		}
		const action = target.pathname.replace(/^\/api(?=\/)/, '');
		const url = `${origin}/api/${key}${action}${target.search}`;
		const rest = { ...requestOptions };
		delete rest.baseURL;
		const authenticated: IHttpRequestOptions & { uri?: string } = { ...rest, url };
		if ('uri' in requestOptions) authenticated.uri = url;
		if (
			isOwnRequest &&
			rest.allowedDomains &&
			!isDomainAllowed({ url: origin, allowedDomains: rest.allowedDomains })
		) {
			// A list of domains is written with the HTTP Request node in mind; the credential's own server is always one.
			authenticated.allowedDomains = `${rest.allowedDomains}, ${new URL(origin).hostname}`;
		}
		return authenticated;
	};

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

import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { InputProblem } from './prepare';

const TIME_OUT_MS = 300_000;

/** The proxy of a URL, in the form that n8n's HTTP client takes. */
function proxyOf(address: string): IHttpRequestOptions['proxy'] {
	if (!URL.canParse(address))
		throw new InputProblem('The proxy is no address', 'Write it as http://host:port.');
	const { hostname, port, protocol, username, password } = new URL(address);
	return {
		host: hostname,
		port: Number(port),
		protocol: protocol.replace(/:$/, ''),
		...(username ? { auth: { username, password } } : {}),
	};
}

/**
 * What a person set under "Request Options", which n8n itself applies only to routing.
 *
 * @param settings the value of the parameter `requestOptions`
 */
export function requestSettings(settings: IDataObject): Partial<IHttpRequestOptions> {
	return {
		timeout: Number(settings.timeout) || TIME_OUT_MS,
		...(settings.allowUnauthorizedCerts === true ? { skipSslCertificateValidation: true } : {}),
		...(settings.proxy ? { proxy: proxyOf(String(settings.proxy)) } : {}),
	};
}

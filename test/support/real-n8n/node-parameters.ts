import type {
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { CredentialReference } from './credentials';
import type { Rest } from './rest';

export interface ParameterRequest {
	/** For example `n8n-nodes-mavibot.mavibot`. */
	nodeType: string;
	version: number;
	/** Where the field is, for example `parameters.clientId`. */
	path: string;
	/** The name under the node type's `methods.listSearch` or `methods.loadOptions`. */
	methodName: string;
	/** What the user has filled in so far. */
	parameters?: INodeParameters;
	/** By type of credential. */
	credentials?: Record<string, CredentialReference>;
}

export interface ListRequest extends ParameterRequest {
	/** What the user typed into the list's search field. */
	filter?: string;
	paginationToken?: string;
}

function bodyOf(request: ParameterRequest): object {
	const { nodeType, version, path, methodName, parameters = {}, credentials } = request;
	return {
		path,
		methodName,
		nodeTypeAndVersion: { name: nodeType, version },
		currentNodeParameters: parameters,
		credentials,
	};
}

/**
 * Fills a resource locator's list as the editor does.
 * @throws N8nApiError with the message that the editor would show in the list
 */
export async function resourceLocatorResults(
	rest: Rest,
	request: ListRequest,
): Promise<INodeListSearchResult> {
	const { filter, paginationToken } = request;
	return await rest.call('POST', '/dynamic-node-parameters/resource-locator-results', {
		...bodyOf(request),
		filter,
		paginationToken,
	});
}

/**
 * Fills a dropdown whose options come from the service, as the editor does.
 * @throws N8nApiError with the message that the editor would show
 */
export async function loadOptions(
	rest: Rest,
	request: ParameterRequest,
): Promise<INodePropertyOptions[]> {
	return await rest.call('POST', '/dynamic-node-parameters/options', bodyOf(request));
}

/** All node types that the editor offers, one entry for each version n8n keeps apart. */
export async function nodeTypes(rest: Rest): Promise<INodeTypeDescription[]> {
	return await rest.fetchJson('/types/nodes.json');
}

import type {
	ICredentialDataDecryptedObject,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { executionsOf } from './executions';
import type { Owner } from './owner';
import { createRest } from './rest';
import { webhookGone, webhookReady } from './webhooks';
import { workflowsOf } from './workflows';

interface NewCredential {
	name: string;
	/** For example `mavibotApi`. */
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** What a node's `credentials` wants, under the credential's type. */
export interface CredentialReference {
	id: string;
	name: string;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

interface ParameterRequest {
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
	/** What the user typed into a list's search field. */
	filter?: string;
	paginationToken?: string;
}

const bodyOf = ({ nodeType, version, parameters = {}, ...rest }: ParameterRequest) => ({
	...rest,
	nodeTypeAndVersion: { name: nodeType, version },
	currentNodeParameters: parameters,
});

export type N8nClient = ReturnType<typeof createClient>;

/**
 * What the editor does, without the editor, on n8n's internal REST API. Begin with `setupOwner`,
 * end with `close`. What n8n refuses is thrown with its words.
 * @param url origin of a running n8n, as `startN8n` gives it
 */
export function createClient(url: string) {
	const rest = createRest(url);
	const login = async ({ email, password }: Owner) => {
		await rest.call('POST', '/login', { emailOrLdapLoginId: email, password });
	};
	return {
		url,
		/** Any other call; its path begins after `/rest`. */
		call: rest.call,
		sessionCookie: rest.sessionCookie,
		close: rest.close,
		login,
		/** Creates the owner's account on a fresh n8n and is logged in then; logs in on a used one. */
		async setupOwner(owner: Owner): Promise<void> {
			const { userManagement } = await rest.call<{
				userManagement: { showSetupOnFirstLoad: boolean };
			}>('GET', '/settings');
			if (!userManagement.showSetupOnFirstLoad) return await login(owner);
			await rest.call('POST', '/owner/setup', { ...owner, firstName: 'Test', lastName: 'Owner' });
		},
		async createCredential(credential: NewCredential): Promise<CredentialReference> {
			const { id, name } = await rest.call<CredentialReference>('POST', '/credentials', credential);
			return { id, name };
		},
		/** Puts other data into a credential, as a person does who changes it in the editor. */
		async updateCredential(
			{ id, name }: CredentialReference,
			type: string,
			data: ICredentialDataDecryptedObject,
		): Promise<void> {
			await rest.call('PATCH', `/credentials/${id}`, { name, type, data });
		},
		/**
		 * Tests a credential's data as the editor does when it is saved. A refusal by the service is a
		 * result, not an error.
		 */
		async testCredential(credential: Omit<NewCredential, 'name'>): Promise<CredentialTestResult> {
			const credentials = { id: '', name: '', ...credential };
			return await rest.call('POST', '/credentials/test', { credentials });
		},
		/** Fills a resource locator's list as the editor does. */
		resourceLocatorResults: async (request: ParameterRequest) =>
			await rest.call<INodeListSearchResult>(
				'POST',
				'/dynamic-node-parameters/resource-locator-results',
				bodyOf(request),
			),
		/** Fills a dropdown whose options come from the service, as the editor does. */
		loadOptions: async (request: ParameterRequest) =>
			await rest.call<INodePropertyOptions[]>(
				'POST',
				'/dynamic-node-parameters/options',
				bodyOf(request),
			),
		/** All node types that the editor offers, one entry for each version n8n keeps apart. */
		nodeTypes: async () => await rest.fetchJson<INodeTypeDescription[]>('/types/nodes.json'),
		...workflowsOf(rest),
		...executionsOf(rest),
		webhookReady,
		webhookGone,
	};
}

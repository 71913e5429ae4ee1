import { HookContext, LoadOptionsContext, WebhookContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type IWebhookData,
	type IWebhookResponseData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { loadedNode, nodeTypesOf, servicesFor } from './engine';

/** What became of a call to the trigger's URL. */
export interface Call {
	/** What the node gives n8n. */
	result: IWebhookResponseData;
	/** What the node answered itself, where it did. */
	answered?: { status: number; json: unknown };
}

/** What comes in a call besides its body. */
export interface CallDetails {
	query?: IDataObject;
	contentType?: string;
	headers?: IDataObject;
	/** Bytes of the body as it came. */
	size?: number;
	/** The body as it came; of `size` bytes that say nothing, if left out. */
	rawBody?: Buffer;
	/** Whether it is a form in parts, which n8n does not keep as it came. */
	isInParts?: boolean;
}

let triggers = 0;

/**
 * Sets a Mavibot Trigger up and calls it as n8n does, with n8n's own contexts, in process.
 *
 * @param id of its workflow and node, and of its credential, if no other is given, by which it keeps things in memory; given twice, the second one is
 * the same trigger with another copy of its static data
 */
export async function createTrigger(
	parameters: INodeParameters,
	credentials: ICredentialDataDecryptedObject,
	id = String(++triggers),
	credentialId = id,
) {
	const type = await loadedNode('mavibotTrigger');
	const given: INode = {
		id: `trigger ${id}`,
		name: 'Trigger',
		type: 'n8n-nodes-mavibot.mavibotTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: 'hook',
		parameters,
		credentials: { mavibotApi: { id: credentialId, name: 'Mavibot' } },
	};
	const workflow = new Workflow({
		id: `workflow ${id}`,
		name: `Workflow ${id}`,
		settings: { timezone: 'Europe/Berlin' },
		nodes: [given],
		connections: {},
		active: true,
		nodeTypes: nodeTypesOf({ [given.type]: type }),
	});
	// n8n adds the defaults of the fields to a node of its own.
	const node = workflow.nodes.Trigger;
	const [webhookDescription] = type.description.webhooks ?? [];
	const webhookData = { webhookDescription, node: node.name } as unknown as IWebhookData;
	const services = await servicesFor(credentials);
	const hook = (name: 'checkExists' | 'create' | 'delete') => {
		const run = type.webhookMethods?.default?.[name];
		if (run === undefined) throw new Error(`the trigger has no ${name}`);
		return run.call(new HookContext(workflow, node, services, 'trigger', 'activate', webhookData));
	};

	return {
		node,
		workflow,
		webhookDescription,
		/** As n8n does it, which asks first whether that is done already. */
		activate: async () => (await hook('checkExists')) || (await hook('create')),
		deactivate: async () => await hook('delete'),
		/** The lines that the editor shows under Connection. */
		async connection(): Promise<string[]> {
			const load = type.methods?.loadOptions?.getConnection;
			if (load === undefined) throw new Error('the trigger has no list for Connection');
			const context = new LoadOptionsContext(workflow, node, services, 'parameters.connection');
			return (await load.call(context)).map(({ name }) => name);
		},
		async call(
			body: unknown,
			{
				query = {},
				contentType = 'application/json',
				headers = {},
				size = 1,
				isInParts = false,
				rawBody = Buffer.alloc(size),
			}: CallDetails = {},
		): Promise<Call> {
			const call: Partial<Call> = {};
			let status = 200;
			const response = {
				status(code: number) {
					status = code;
					return response;
				},
				json(json: unknown) {
					call.answered = { status, json };
					return response;
				},
			};
			const request = {
				body,
				query,
				contentType,
				headers: { 'content-length': String(size), 'content-type': contentType, ...headers },
				...(!isInParts && { rawBody }),
			};
			const context = new WebhookContext(
				workflow,
				node,
				{
					...services,
					httpRequest: request,
					httpResponse: response,
				} as unknown as IWorkflowExecuteAdditionalData,
				'webhook',
				webhookData,
				[],
				null,
			);
			if (type.webhook === undefined) throw new Error('the trigger has no webhook');
			const result = await type.webhook.call(context);
			return { ...call, result };
		},
	};
}

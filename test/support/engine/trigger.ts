import { HookContext, WebhookContext } from 'n8n-core';
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
	/** Bytes of the body as it came. */
	size?: number;
	/** Whether it is a form in parts, which n8n does not keep as it came. */
	isInParts?: boolean;
}

/** Sets a Mavibot Trigger up and calls it as n8n does, with n8n's own contexts, in process. */
export async function createTrigger(
	parameters: INodeParameters,
	credentials: ICredentialDataDecryptedObject,
) {
	const type = await loadedNode('mavibotTrigger');
	const given: INode = {
		id: 'trigger',
		name: 'Trigger',
		type: 'n8n-nodes-mavibot.mavibotTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: 'hook',
		parameters,
		credentials: { mavibotApi: { id: '1', name: 'Mavibot' } },
	};
	const workflow = new Workflow({
		id: 'test',
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
		/** Whether n8n takes the trigger to be set up already. */
		isActivated: async () => await hook('checkExists'),
		activate: async () => await hook('create'),
		deactivate: async () => await hook('delete'),
		async call(
			body: unknown,
			{
				query = {},
				contentType = 'application/json',
				size = 1,
				isInParts = false,
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
				headers: { 'content-length': String(size) },
				...(!isInParts && { rawBody: Buffer.allocUnsafe(size) }),
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

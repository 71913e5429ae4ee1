import {
	NodeConnectionTypes,
	type IDataObject,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { callMavibot } from './shared/request';
import { isObject } from './shared/values/objects';
import { isWebhookMessage, simplified } from './trigger/event';

export class MavibotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Mavibot Trigger',
		name: 'mavibotTrigger',
		icon: { light: 'file:../../icons/mavibot.svg', dark: 'file:../../icons/mavibot.dark.svg' },
		group: ['trigger'],
		// Above 1, n8n evaluates no expression while it reads the body of an event.
		version: 1.1,
		subtitle: 'Client message',
		description: 'Starts the workflow when a client writes to a bot of the Mavibot project',
		defaults: { name: 'Mavibot Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'mavibotApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		eventTriggerDescription: 'Waiting for a client to write to a bot of the project',
		activationMessage:
			'Messages of clients now start this workflow, if the production URL of the trigger stands in the project settings of Mavibot.',
		triggerPanel: {
			header: 'Pull in a message from Mavibot',
			executionsHelp: {
				inactive:
					'Webhooks have two URLs.<br /><br /><b>While you build</b>, click "Listen for test event" and put the <b>test URL</b> above into Mavibot: Project Settings, Main settings, field "webhook URL". Then write to a bot of the project.<br /><br /><b>When the workflow is ready</b>, activate it and put the <b>production URL</b> into the same field.',
				active:
					'This workflow is active. The <b>production URL</b> above belongs into Mavibot: Project Settings, Main settings, field "webhook URL". What starts it shows up in the list of executions.',
			},
			activationHint:
				'Once the workflow is ready, activate it and put the production URL into Mavibot: Project Settings, Main settings, field "webhook URL".',
		},
		properties: [
			{
				displayName:
					'Mavibot has to know where to send messages: copy the URL above into <b>Project Settings > Main settings > webhook URL</b> of your Mavibot project. It holds one URL. The test URL works only while n8n listens for a test event.',
				name: 'webhookNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Simplify',
				name: 'simplify',
				type: 'boolean',
				default: true,
				description:
					'Whether to return a simplified version of the response instead of the raw data',
			},
		],
	};

	webhookMethods = {
		default: {
			/** Mavibot has no method that tells its webhook URL, so the key is checked at every activation. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},

			/** Checks the key and remembers the project that it belongs to. */
			async create(this: IHookFunctions): Promise<boolean> {
				const channels = await callMavibot.call(this, 'GET', 'connected_channels');
				const projectId = isObject(channels) ? channels.project_id : undefined;
				this.getWorkflowStaticData('node').projectId = projectId;
				return true;
			},

			/** Forgets the project. The URL stays in Mavibot, where only a person can remove it. */
			async delete(this: IHookFunctions): Promise<boolean> {
				delete this.getWorkflowStaticData('node').projectId;
				return true;
			},
		},
	};

	/** Starts the workflow for a client's message of the remembered project; anything else starts nothing. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const refuse = (status: number, reason: string): IWebhookResponseData => {
			this.getResponseObject().status(status).json({ status: 'refused', message: reason });
			return { noWebhookResponse: true };
		};
		const body: unknown = this.getBodyData();
		if (!isWebhookMessage(body)) return refuse(400, 'This is no message of a Mavibot webhook');
		const { projectId } = this.getWorkflowStaticData('node') as IDataObject;
		if (projectId !== undefined && String(projectId) !== String(body.project_id)) {
			return refuse(403, 'This message is of another Mavibot project');
		}
		if (body.is_input !== 1) return { webhookResponse: { status: 'ignored' } };
		const event = 'clientMessage';
		const json =
			this.getNodeParameter('simplify') === true
				? simplified(event, body, new Date().toISOString())
				: { event, ...body };
		return { workflowData: [[{ json }]] };
	}
}

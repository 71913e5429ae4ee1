import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { getBots } from './methods/bots';
import { poll } from './newClients/poll';
import { properties } from './newClients/properties';

export class MavibotNewClientTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Mavibot New Client Trigger',
		name: 'mavibotNewClientTrigger',
		icon: { light: 'file:../../icons/mavibot.svg', dark: 'file:../../icons/mavibot.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: 'asks at the poll times',
		description: 'Starts the workflow when the Mavibot project has new clients. Needs no webhook.',
		defaults: { name: 'Mavibot New Client Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'mavibotApi', required: true }],
		activationMessage: 'New clients now start this workflow. Mavibot is asked at the poll times.',
		triggerPanel: {
			header: 'Pull in a client from Mavibot',
			executionsHelp: {
				inactive:
					'<b>While you build</b>, click "Fetch Test Event": it gives the newest client, and keeps nothing of it.<br /><br /><b>When the workflow is ready</b>, publish it (in n8n 1: activate it). The clients that are there the first time start nothing; those who come later do.',
				active:
					'This workflow is published. Mavibot is asked at the poll times, and what starts the workflow shows up in the list of executions.<br /><br /><b>While you build</b>, click "Fetch Test Event": it gives the newest client, and keeps nothing of it.',
			},
			activationHint:
				'Once the workflow is published, Mavibot is asked for new clients at the poll times.',
		},
		properties,
	};

	methods = { loadOptions: { getBots } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this);
	}
}

import { PollContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
} from 'n8n-workflow';
import { loadedNode, nodeTypesOf, servicesFor } from './engine';

/** What a poller is made of; all but the credential can be left out. */
export interface Poller {
	credentials: ICredentialDataDecryptedObject;
	parameters?: INodeParameters;
	/** What n8n has stored of the workflow's static data. */
	staticData?: IDataObject;
	/** Of its workflow and node; by default, each poller has one of its own. */
	id?: string;
}

let pollers = 0;

/** Sets a Mavibot New Client Trigger up, to be polled as n8n does it, with n8n's own context, in process. */
export async function createPoller({
	credentials,
	parameters = {},
	staticData = {},
	id = `poller ${++pollers}`,
}: Poller) {
	const type = await loadedNode('mavibotNewClientTrigger');
	const node: INode = {
		id,
		name: 'New Client',
		type: 'n8n-nodes-mavibot.mavibotNewClientTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { mavibotApi: { id, name: 'Mavibot' } },
	};
	const workflow = new Workflow({
		id,
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: nodeTypesOf({ [node.type]: type }),
		staticData,
	});
	const services = await servicesFor(credentials);
	const ask = async (mode: 'manual' | 'trigger') => {
		if (type.poll === undefined) throw new Error('the trigger has no poll');
		const context = new PollContext(workflow, workflow.nodes[node.name], services, mode, 'init');
		const output = await type.poll.call(context);
		return output?.[0].map(({ json }) => json) ?? null;
	};
	return {
		workflow,
		/** The contents of the items that start the workflow; null where nothing starts it. */
		poll: async () => await ask('trigger'),
		/** The same for trying the workflow out. */
		fetchTestEvent: async () => await ask('manual'),
		/** What n8n stores. */
		stored: () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
	};
}

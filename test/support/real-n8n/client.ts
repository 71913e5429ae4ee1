import * as credentials from './credentials';
import * as executions from './executions';
import * as nodeParameters from './node-parameters';
import * as owner from './owner';
import { createRest, type Rest } from './rest';
import * as workflows from './workflows';
import { webhookGone, webhookReady } from './webhooks';

/** Gives a function of the REST session the session. */
function bind<Parameters extends unknown[], Result>(
	rest: Rest,
	action: (rest: Rest, ...parameters: Parameters) => Result,
): (...parameters: Parameters) => Result {
	return (...parameters) => action(rest, ...parameters);
}

export type N8nClient = ReturnType<typeof createClient>;

/**
 * What the editor does, without the editor, on n8n's internal REST API. Begin with `setupOwner`,
 * end with `close`.
 * @param url origin of a running n8n, as `startN8n` gives it
 */
export function createClient(url: string) {
	const rest = createRest(url);
	return {
		url,
		/** Any other call; its path begins after `/rest`. */
		call: rest.call,
		sessionCookie: rest.sessionCookie,
		close: rest.close,
		setupOwner: bind(rest, owner.setupOwner),
		login: bind(rest, owner.login),
		createCredential: bind(rest, credentials.createCredential),
		testCredential: bind(rest, credentials.testCredential),
		createWorkflow: bind(rest, workflows.createWorkflow),
		getWorkflow: bind(rest, workflows.getWorkflow),
		activateWorkflow: bind(rest, workflows.activateWorkflow),
		deactivateWorkflow: bind(rest, workflows.deactivateWorkflow),
		exportWorkflow: bind(rest, workflows.exportWorkflow),
		runWorkflow: bind(rest, executions.runWorkflow),
		listenForTestEvent: bind(rest, executions.listenForTestEvent),
		waitForExecution: bind(rest, executions.waitForExecution),
		executions: bind(rest, executions.executions),
		waitForNextExecution: bind(rest, executions.waitForNextExecution),
		resourceLocatorResults: bind(rest, nodeParameters.resourceLocatorResults),
		loadOptions: bind(rest, nodeParameters.loadOptions),
		nodeTypes: bind(rest, nodeParameters.nodeTypes),
		webhookReady,
		webhookGone,
	};
}

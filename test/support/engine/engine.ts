import 'reflect-metadata';
import path from 'node:path';
import {
	ExecutionLifecycleHooks,
	PackageDirectoryLoader,
	RoutingNode,
	WorkflowExecute,
	type ExecuteContext,
} from 'n8n-core';
import {
	createRunExecutionData,
	ICredentialsHelper,
	NodeConnectionTypes,
	Workflow,
	type IConnections,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type OnError,
} from 'n8n-workflow';

const PACKAGE_ROOT = path.resolve(__dirname, '../../..');
const TIME_ZONE = 'Europe/Berlin';
const MAVIBOT = 'n8n-nodes-mavibot.mavibot';

/** Hands the items of a test to the node under test, as any node before it would. */
export const passesOn: INodeType = {
	description: {
		displayName: 'Items',
		name: 'items',
		group: ['input'],
		version: 1,
		description: 'Passes its input on',
		defaults: { name: 'Items' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** Loads the built package as n8n does. */
async function loadPackage() {
	const loader = new PackageDirectoryLoader(PACKAGE_ROOT);
	await loader.loadAll();
	return loader;
}

let loading: ReturnType<typeof loadPackage> | undefined;
const loadedPackage = async () => await (loading ??= loadPackage());

/** The node type of the package as n8n sees it, with what n8n adds to its description. */
export async function loadedNode(
	name: 'mavibot' | 'mavibotTrigger' | 'mavibotNewClientTrigger',
): Promise<INodeType> {
	return (await loadedPackage()).getNode(name).type as INodeType;
}

const notUsed = (): never => {
	throw new Error('not used by these tests');
};

/** Credentials that are stored nowhere; n8n decrypts them by `getDecrypted`. */
export class TestCredentials extends ICredentialsHelper {
	constructor(
		private readonly data: ICredentialDataDecryptedObject,
		private readonly authenticateFunction: (
			credentials: ICredentialDataDecryptedObject,
			options: IHttpRequestOptions,
		) => Promise<IHttpRequestOptions>,
	) {
		super();
	}
	getParentTypes = () => [];
	isCredentialUsableByNode = () => true;
	getCredentialsProperties = () => [];
	preAuthentication = async () => undefined;
	runPreAuthentication = async () => undefined;
	async getDecrypted() {
		return { ...this.data };
	}
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: object,
	) => await this.authenticateFunction(credentials, options as IHttpRequestOptions);
	getCredentials = notUsed;
	updateCredentials = notUsed;
	updateCredentialsOauthTokenData = notUsed;
}

/** What n8n gives a workflow to run with. What only the whole n8n has is left out; a node that asks for it fails its test. */
export async function servicesFor(
	credentials: ICredentialDataDecryptedObject,
): Promise<IWorkflowExecuteAdditionalData> {
	const { authenticate } = (await loadedPackage()).getCredential('mavibotApi').type;
	if (typeof authenticate !== 'function') throw new Error('the credential has no authenticate');
	return {
		credentialsHelper: new TestCredentials(credentials, authenticate),
		currentNodeExecutionIndex: 0,
		executionId: '1',
		variables: {},
		restApiUrl: 'http://127.0.0.1/rest',
		instanceBaseUrl: 'http://127.0.0.1/',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** How a workflow finds the types of its nodes. */
export const nodeTypesOf = (typeByName: Record<string, INodeType>): INodeTypes => ({
	getByName: (name) => typeByName[name],
	getByNameAndVersion: (name) => typeByName[name],
	getKnownTypes: () => ({}),
});

/** What one run of the node is given. */
export interface NodeRun {
	parameters: INodeParameters;
	credentials: ICredentialDataDecryptedObject;
	/** The content of the input items; one empty item by default. */
	items?: IDataObject[];
	onError?: OnError;
	/** Whether the node runs by routing, as a tool of n8n's agents before version 3 does. */
	asTool?: boolean;
}

/** What one run of the node gave. */
export interface NodeResult {
	/** Items of the first output. */
	items: INodeExecutionData[];
	/** Items of the error output, where `onError` is continueErrorOutput. */
	errorItems: INodeExecutionData[];
	/** The error that stopped the run. */
	error?: { message: string; description?: string | null; context?: IDataObject };
	/** All that the engine would store. */
	run: IRun;
}

const nodeOf = (name: string, type: string) => ({
	...{ id: name, name, type, typeVersion: 1 },
	position: [0, 0] as [number, number],
});

/** The node as n8n makes a tool of it for agents before version 3: with an `execute` that runs the routing. */
function byRouting(type: INodeType): INodeType {
	async function execute(this: IExecuteFunctions) {
		return (await new RoutingNode(this as ExecuteContext, type).runNode()) ?? [];
	}
	return Object.create(type, {
		customOperations: { value: undefined },
		execute: { value: execute },
	}) as INodeType;
}

/** Nodes that run in process, the first of them on the items. */
export interface WorkflowRun extends Pick<NodeRun, 'credentials' | 'items'> {
	nodes: INode[];
	connections: IConnections;
	/** Types by name; that of the Mavibot node need not be among them. */
	types: Record<string, INodeType>;
}

/** Runs nodes in process, by n8n's own engine, and gives all that it would store. */
export async function runNodes({
	nodes,
	connections,
	types,
	credentials,
	items = [{}],
}: WorkflowRun): Promise<IRun> {
	const nodeTypes = nodeTypesOf({ [MAVIBOT]: await loadedNode('mavibot'), ...types });
	const workflowData = { id: 'test', name: 'test', nodes, connections, active: false };
	const settings = { executionOrder: 'v1' as const, timezone: TIME_ZONE };
	const workflow = new Workflow({ ...workflowData, nodeTypes, settings });
	const additionalData = await servicesFor(credentials);
	additionalData.hooks = new ExecutionLifecycleHooks(
		'manual',
		'1',
		workflowData as unknown as IWorkflowBase,
	);

	const runExecutionData = createRunExecutionData({
		startData: {},
		executionData: {
			nodeExecutionStack: [
				{ node: nodes[0], data: { main: [items.map((json) => ({ json }))] }, source: null },
			],
		},
	});
	return await new WorkflowExecute(
		additionalData,
		'manual',
		runExecutionData,
	).processRunExecutionData(workflow);
}

/** Runs the Mavibot node behind a node that gives it the items, in process, by n8n's own engine. */
export async function runMavibot({
	parameters,
	credentials,
	items,
	onError = 'stopWorkflow',
	asTool = false,
}: NodeRun): Promise<NodeResult> {
	const mavibotType = await loadedNode('mavibot');
	const run = await runNodes({
		nodes: [
			{ ...nodeOf('Items', 'test.items'), parameters: {} },
			{
				...nodeOf('Mavibot', MAVIBOT),
				parameters,
				credentials: { mavibotApi: { id: '1', name: 'Mavibot' } },
				onError,
			},
		],
		connections: { Items: { main: [[{ node: 'Mavibot', type: 'main', index: 0 }]] } },
		types: {
			'test.items': passesOn,
			[MAVIBOT]: asTool ? byRouting(mavibotType) : mavibotType,
		},
		credentials,
		items,
	});
	const outputs = run.data.resultData.runData.Mavibot?.[0]?.data?.main ?? [];
	const { error } = run.data.resultData;
	return { items: outputs[0] ?? [], errorItems: outputs[1] ?? [], error, run };
}

/** n8n itself runs no workflow with a node that lacks a required field, and says which one it is. */
export function asRefusedByN8n(error: Error): {
	error?: NodeResult['error'];
	isRefusedByN8n: true;
} {
	if (error.constructor.name !== 'WorkflowHasIssuesError') throw error;
	return { isRefusedByN8n: true };
}

export {
	createClient,
	type CredentialReference,
	type CredentialTestResult,
	type N8nClient,
} from './client';
export { outputOf, type Execution, type ExecutionSummary } from './executions';
export { installN8n, type Log, type N8nInstallation } from './install';
export { launch, type LaunchedN8n } from './launch';
export { startN8n, type StartOptions, type RunningN8n } from './n8n';
export type { Owner } from './owner';
export { webhookReady } from './webhooks';
export type { StoredWorkflow, WorkflowJson } from './workflows';

import type { INodeParameters } from 'n8n-workflow';
import type { BenchNode } from '../bench-n8n';

/** The trigger of this package. */
export const mavibotTrigger = (parameters: INodeParameters = {}): BenchNode => ({
	type: 'n8n-nodes-mavibot.mavibotTrigger',
	typeVersion: 1.1,
	parameters,
	hasCredential: true,
});

/** What it is measured against: n8n's own receiver, which answers at once as well. */
export const WEBHOOK_NODE: BenchNode = {
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	parameters: { httpMethod: 'POST', options: {} },
};

/** What stands behind each of them. */
export const NO_OPERATION: BenchNode = {
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
};

/** So that expressions, of which there are none here, take no time. */
export const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** The names of the two in tables. */
export const OURS = 'Mavibot Trigger';
export const CONTROL = 'Webhook node';

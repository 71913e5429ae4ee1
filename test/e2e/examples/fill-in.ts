import type { INode, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import type { WorkflowJson } from '../../support/real-n8n';

/** Values by node and by the path of the parameter, with dots. */
export type FillIn = Record<string, Record<string, NodeParameterValueType>>;

/** A choice from a list, as the editor stores it. */
const chosen = (value: string | number): INodeParameters => ({ __rl: true, mode: 'list', value });

/** Clara of the local Mavibot, in the part of an employee. */
export const COLLEAGUE = 103;

export const WHATSAPP_BOT = 34810;

/** The list of the local Mavibot that nobody is in yet. */
export const NEW_LIST = 7;

/** The list of the local Mavibot with Anna and Boris. */
export const LIST = 5;

/** In the local Mavibot the state of Anna's deal. */
export const WAITING_FOR_PAYMENT = 37;

export const SECRET = 'TeaWithLemon4711';

export const BROADCAST_TEXT = 'Fresh Darjeeling has come in.';

/** What the notes of an example ask the person for, with answers for the local Mavibot; by file. */
export const TO_FILL_IN: Record<string, FillIn> = {
	'lead-form-to-whatsapp': {
		'Start WhatsApp Bot': { botId: chosen(WHATSAPP_BOT) },
		'Tell a Colleague': { clientId: chosen(COLLEAGUE) },
	},
	'spreadsheet-to-list': {
		'Import Clients': { groupIdOfAll: chosen(WHATSAPP_BOT) },
		'Add to List': { listId: String(NEW_LIST) },
	},
	'broadcast-with-check': {
		'Your Choices': {
			'assignments.assignments.0.value': String(LIST),
			'assignments.assignments.2.value': BROADCAST_TEXT,
		},
	},
	'paid-moves-deal': {
		'Waiting for Payment?': {
			'conditions.conditions.0.rightValue': String(WAITING_FOR_PAYMENT),
		},
		'Tell a Colleague': { clientId: chosen(COLLEAGUE) },
	},
	'ai-agent-with-review': { 'Ask the Boss': { clientId: chosen(COLLEAGUE) } },
	'ask-before-refund': { 'Ask the Boss': { clientId: chosen(COLLEAGUE) } },
	'price-for-bot-block': { 'Bot Asks': { 'options.secret': SECRET } },
};

/** The value of a parameter by its path; undefined where there is none. */
export function valueAt(node: INode, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, key) => (value as Record<string, unknown> | undefined)?.[key],
			node.parameters,
		);
}

/**
 * A copy of the workflow with these values in it.
 * @throws for a node or a parameter that the workflow does not have
 */
export function filledIn(workflow: WorkflowJson, values: FillIn): WorkflowJson {
	const copy = structuredClone(workflow);
	for (const [name, parameters] of Object.entries(values)) {
		const node = copy.nodes.find((each) => each.name === name);
		if (node === undefined) throw new Error(`${workflow.name} has no node "${name}"`);
		for (const [path, value] of Object.entries(parameters)) {
			const keys = path.split('.');
			const last = keys.pop();
			const parent = keys.length === 0 ? node.parameters : valueAt(node, keys.join('.'));
			if (last === undefined || typeof parent !== 'object' || parent === null) {
				throw new Error(`${name} has no parameter ${path}`);
			}
			if (!(last in parent)) throw new Error(`${name} has no parameter ${path}`);
			Object.assign(parent, { [last]: value });
		}
	}
	return copy;
}

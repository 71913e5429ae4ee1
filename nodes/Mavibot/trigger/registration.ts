import { NodeApiError, NodeOperationError, type IHookFunctions } from 'n8n-workflow';
import { isEmpty } from '../input/objects';
import { trimmed } from '../input/trim';
import { rememberArrival } from './state/connection';
import { learnProject } from './state/project';
import { rememberedBy } from './state/remembered';
import { settingsOf, type Settings } from './settings';

/** The nodes that n8n's Respond to Webhook node, from its version 1.1 on, is willing to answer for. */
const ANSWERED_FOR = ['webhook', 'formTrigger', 'chatTrigger', 'wait'];

const nameOfType = (type: string): string => type.split('.').pop() ?? type;

/** An answer from a node needs one that n8n lets answer; without the check, the block would get an error. */
function requireRespondNode(context: IHookFunctions, { isCalledByBlock }: Settings): void {
	const { name, parameters } = context.getNode();
	if (!isCalledByBlock || parameters.responseMode !== 'responseNode') return;
	const responders = context
		.getChildNodes(name)
		.filter(({ type, disabled }) => nameOfType(type) === 'respondToWebhook' && !disabled);
	const mayAnswer = responders.some(
		(node) =>
			node.typeVersion < 1.1 ||
			context.getParentNodes(node.name).some(({ type }) => ANSWERED_FOR.includes(nameOfType(type))),
	);
	if (mayAnswer) return;
	const isThere = responders.length > 0;
	throw new NodeOperationError(
		context.getNode(),
		isThere
			? "This version of the Respond to Webhook node answers for n8n's own Webhook node only"
			: 'There is no Respond to Webhook node after the Mavibot Trigger',
		{
			description: isThere
				? 'Paste version 1 of that node from the documentation of the Mavibot Trigger, or choose another answer under Answer the Block.'
				: 'Add one, or choose another answer under Answer the Block.',
			level: 'warning',
		},
	);
}

function requireConnected(context: IHookFunctions, chosen: string[], connected: string[]): void {
	const missing = chosen.filter((bot) => !connected.includes(bot));
	if (missing.length === 0) return;
	const names = missing.join(', ');
	throw new NodeOperationError(
		context.getNode(),
		`No bot ${names.length > 100 ? 'of these names' : names} is connected to this Mavibot project`,
		{
			description:
				'Choose the bots under Filters anew. Messages of a bot that is not connected never come.',
			level: 'warning',
		},
	);
}

/** The parameter with the text of a callback, by the operation of Bot that sends it. */
const CALLBACK_TEXT: Record<string, string> = {
	start: 'message',
	startTelegram: 'message',
	startWhatsApp: 'message',
	startEmail: 'message',
	startMany: 'callbackText',
};

/**
 * Mavibot may post a callback like a message of the client (the contract's projectWebhook), so that a workflow which
 * starts on messages and sends one starts itself. What an expression gives is not known here; the form warns of it.
 */
function requireNoLoop(context: IHookFunctions, { events, serviceTexts }: Settings): void {
	if (!events.includes('clientMessage')) return;
	const children = context.getChildNodes(context.getNode().name, { includeNodeParameters: true });
	for (const { name, type, disabled, parameters = {} } of children) {
		if (disabled || nameOfType(type) !== 'mavibot') continue;
		if (parameters.resource !== 'bot') continue;
		const text = parameters[CALLBACK_TEXT[String(parameters.operation)] ?? ''];
		if (typeof text !== 'string' || isEmpty(text) || text.startsWith('=')) continue;
		if (serviceTexts.includes(trimmed(text))) continue;
		throw new NodeOperationError(
			context.getNode(),
			`This workflow could start itself: its node "${name}" starts a bot with the text "${trimmed(text).slice(0, 100)}"`,
			{
				description: `Mavibot may post that text to this trigger like a message of the client. ${/,|^\s*"/.test(text) ? 'Put it in double quotes, and add' : 'Add'} it to Further Service Texts under Options; a message with exactly this text starts nothing then, whoever wrote it.`,
				level: 'warning',
			},
		);
	}
}

/** After a restart of n8n, the memory of the process is empty; the static data is not. */
function recallFirstEvent(context: IHookFunctions): void {
	const { firstEvent, projectId } = rememberedBy(context);
	if (firstEvent !== undefined && firstEvent.projectId === projectId) {
		rememberArrival(context, context.getNode(), firstEvent.at);
	}
}

/**
 * The same error with the node's name where a person tries the workflow out, and may be looking at the form of another
 * node: n8n puts the name before what it says at publishing, and not here.
 */
function withNodeName(context: IHookFunctions, error: unknown): unknown {
	const isNodeError = error instanceof NodeOperationError || error instanceof NodeApiError;
	if (isNodeError && context.getMode() === 'manual') {
		error.message += ` [node "${context.getNode().name}"]`;
	}
	return error;
}

async function check(context: IHookFunctions): Promise<void> {
	const settings = settingsOf(context, context.getNode());
	requireRespondNode(context, settings);
	if (settings.isCalledByBlock) return;
	requireNoLoop(context, settings);
	await learnProject(context, settings.bots, (connected) =>
		requireConnected(context, settings.bots, connected),
	);
	recallFirstEvent(context);
}

/**
 * Checks the fields, and finds out which project the key belongs to, if that is not known yet.
 *
 * @throws NodeOperationError or NodeApiError in the words of the person who activates
 */
export async function register(this: IHookFunctions): Promise<boolean> {
	try {
		await check(this);
		return true;
	} catch (error) {
		throw withNodeName(this, error);
	}
}

import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { getConnection } from './trigger/connection';
import { getBlocks } from './methods/blocks';
import { getBots } from './methods/bots';
import { properties } from './trigger/properties';
import { receive } from './trigger/receive';
import { register } from './trigger/registration';
import { webhook } from './trigger/webhook';

/** Three things that people do with the one URL that Mavibot has; docs/trigger.md says more. */
const WITH_ONE_URL = [
	[
		'Try a change while production runs',
		"add the option <b>Pass On To</b> with this trigger's own <b>test URL</b>, and publish",
		'change the workflow, and do not publish it',
		'click "Execute workflow" and write to a bot: both versions get the message',
	],
	[
		'Start several workflows',
		'give each its own Mavibot Trigger, and publish it',
		'copy its production URL into <b>Pass On To</b> of the trigger whose URL Mavibot has',
		'publish that one',
	],
	[
		'Let a second n8n have the messages',
		'publish a Mavibot Trigger there, with the same project',
		'copy its production URL into <b>Pass On To</b> here',
		'publish here',
	],
]
	.map(
		([what, ...steps]) =>
			`<br /><br /><b>${what}:</b>${steps.map((step, index) => `<br />${index + 1}. ${step}`).join('')}`,
	)
	.join('');

const WHERE = 'Project Settings, Main settings, field "webhook URL"';

const IF_NOTHING_COMES =
	'<b>If nothing comes</b>, check three things: the URL in Mavibot is this one, with nothing before or after it; Mavibot holds one URL only, so nobody else has replaced it; this n8n can be reached from the internet.';

export class MavibotTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Mavibot Trigger',
		name: 'mavibotTrigger',
		icon: { light: 'file:../../icons/mavibot.svg', dark: 'file:../../icons/mavibot.dark.svg' },
		group: ['trigger'],
		// Above 1, n8n evaluates no expression while it reads the body of an event.
		version: 1.1,
		subtitle:
			'={{ $parameter["events"].map((event) => event.replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase())).join(", ") }}',
		// The node panel shows this for both nodes of the package.
		description:
			'Starts the workflow when a client writes to a bot in Telegram, WhatsApp or another messenger',
		defaults: { name: 'Mavibot Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'mavibotApi', required: true }],
		webhooks: [webhook],
		eventTriggerDescription:
			'Write to a bot. The test URL has to be in Mavibot, or under Pass On To of a published trigger.',
		activationMessage: `Messages now start this workflow, if the production URL of the trigger stands in Mavibot (${WHERE}), or under Pass On To of the trigger whose URL stands there.`,
		triggerPanel: {
			header: 'Pull in a message from Mavibot',
			executionsHelp: {
				inactive: `A trigger has two URLs.<br /><br /><b>While you build</b>, click "Execute step" and put the <b>test URL</b> into Mavibot: ${WHERE}. Then write to a bot of the project.<br /><br /><b>When the workflow is ready</b>, publish it (in n8n 1: activate it) and put the <b>production URL</b> into the same field; where another trigger's URL is to stay there, see below.<br /><br />${IF_NOTHING_COMES}${WITH_ONE_URL}`,
				active: `This workflow is published. The <b>production URL</b> belongs into Mavibot: ${WHERE}. What starts it shows up in the list of executions.<br /><br />${IF_NOTHING_COMES}${WITH_ONE_URL}`,
			},
			activationHint: `The production URL of the published workflow belongs into Mavibot: ${WHERE}; or, where another trigger's URL stands there, under Pass On To of that one.`,
		},
		properties,
	};

	methods = { loadOptions: { getBots, getBlocks, getConnection } };

	webhookMethods = {
		default: {
			/** Each publication checks the fields anew; what is known of the project is not asked for again. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},

			async create(this: IHookFunctions): Promise<boolean> {
				return await register.call(this);
			},

			/**
			 * The URL stays in Mavibot, where only a person can remove it, and what is known stays for the next
			 * publication: a message that comes in between must not meet a trigger that knows nothing.
			 */
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}
}

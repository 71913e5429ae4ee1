import {
	fromFunction,
	fromParameter,
	webhookDescriptionFields,
	type IWebhookDescription,
} from 'n8n-workflow';

/**
 * How a call is answered is a choice only when a block calls. n8n reads the node's fields itself for
 * this, at no cost; a version before 2.41 has no such reader and evaluates the expressions for every event.
 */
const answer =
	typeof webhookDescriptionFields === 'function'
		? webhookDescriptionFields({
				responseMode: fromParameter('responseMode', 'onReceived'),
				// Left out, n8n would answer an event with the name of its default.
				responseData: fromFunction((parameters) =>
					parameters.responseMode === 'lastNode' ? 'firstEntryJson' : '',
				),
			})
		: {
				responseMode: '={{$parameter["responseMode"] || "onReceived"}}',
				responseData: '={{$parameter["responseMode"] === "lastNode" ? "firstEntryJson" : ""}}',
			};

/** The one URL of the trigger. */
export const webhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	path: 'webhook',
	...answer,
};

import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { rememberArrival } from './state/arrivals';
import { attachmentsOf } from './message/attachments';
import { isAllowedAddress, isSecret, type Origin } from './caller/allowed';
import { downloaded } from './message/downloads';
import { eventOf, type MessageEvent } from './message/event';
import {
	bodyProblem,
	flag,
	messageProblem,
	sizeOf,
	sizeProblem,
	type BodyProblem,
	type PostedBody,
	type WebhookMessage,
} from './message/payload';
import { rememberedBy } from './state/remembered';
import { isRepeat, keepEvents } from './state/repeats';
import { withoutPaymentKey } from './message/serviceTexts';
import { settingsOf, type Settings } from './settings';
import { simplified } from './message/simplified';

/** A request as n8n gives it: Express's, with what n8n adds. */
type WebhookRequest = Origin & PostedBody & { contentType?: string };

/** What is answered with 400, 403 or 413, and starts nothing. */
class Refused {
	constructor(
		readonly status: BodyProblem['status'] | 403,
		readonly reason: string,
	) {}
}

/** What starts the workflow. */
interface Started {
	item: INodeExecutionData;
	/** Whether the static data has changed and has to be stored. */
	isToStore: boolean;
}

const STARTED = { status: 'started' };
const IGNORED = { status: 'ignored' };

function callerProblem(context: IWebhookFunctions, settings: Settings): Refused | undefined {
	const request = context.getRequestObject() as WebhookRequest;
	if (!isAllowedAddress(request, settings.allowed)) {
		return new Refused(403, 'This address may not call the trigger');
	}
	const { secret } = context.getQueryData() as IDataObject;
	if (settings.secret !== '' && !isSecret(secret, settings.secret)) {
		return new Refused(403, 'The secret in the URL is missing or wrong');
	}
	return undefined;
}

/** The item of a call from a bot's block: any JSON, and none is JSON enough. */
function blockCall(context: IWebhookFunctions): Started | Refused {
	const request = context.getRequestObject() as WebhookRequest;
	const { rawBody, contentType } = request;
	const given: unknown = context.getBodyData();
	const body = given === undefined && !rawBody?.length ? {} : given;
	const isValue = contentType === 'application/json' && (body === null || typeof body !== 'object');
	const size = sizeOf(request);
	const problem = isValue ? sizeProblem(size) : bodyProblem(body, size);
	if (problem !== undefined) return new Refused(problem.status, problem.reason);
	const query = { ...(context.getQueryData() as IDataObject) };
	delete query.secret;
	const json = {
		event: 'blockCall',
		body: body as IDataObject,
		query,
		received_at: new Date().toISOString(),
	};
	return { item: { json }, isToStore: false };
}

async function itemOf(
	context: IWebhookFunctions,
	event: MessageEvent,
	message: WebhookMessage,
	{ isSimplified, downloads }: Settings,
): Promise<INodeExecutionData> {
	const { attachments: links, areLeftOut } = attachmentsOf(message.attachments);
	const files = downloads && (await downloaded(context.helpers, links, downloads));
	const attachments = files?.attachments ?? links;
	const json = isSimplified
		? simplified(event, message, { attachments, areLeftOut }, new Date().toISOString())
		: { event, payload: message, ...(files && { downloads: attachments }) };
	return files ? { json, binary: files.binary } : { json };
}

/** What tells the triggers of a process apart. n8n copies the whole node for it, so only where it is needed. */
const idOf = (context: IWebhookFunctions): string =>
	`${context.getWorkflow().id}/${context.getNode().id}`;

/** What an event starts, nothing, or why it is refused. */
async function projectEvent(
	context: IWebhookFunctions,
	settings: Settings,
): Promise<Started | Refused | undefined> {
	const body: unknown = context.getBodyData();
	const size = sizeOf(context.getRequestObject() as WebhookRequest);
	const problem = bodyProblem(body, size) ?? messageProblem(body);
	if (problem !== undefined) {
		return new Refused(problem.status, `${problem.reason}: this is no message of Mavibot`);
	}
	const message = body as WebhookMessage;
	// Not in a copy: of a large message, it would take as long as reading it did.
	message.message = withoutPaymentKey(message.message) as string;
	const remembered = rememberedBy(context);
	if (remembered.projectId === undefined) {
		return new Refused(403, 'The trigger knows no project yet: publish its workflow again');
	}
	const projectId = String(remembered.projectId);
	if (projectId !== String(message.project_id)) {
		return new Refused(403, 'This message is of another Mavibot project');
	}
	const now = new Date().toISOString();
	rememberArrival(context, now);
	// While one tries a trigger out, the same message may come as often as one likes.
	const isGuarded = settings.isWithoutRepeats && context.getMode() !== 'manual';
	const isFirst = remembered.firstEvent?.projectId !== projectId;
	if (isFirst) {
		remembered.firstEvent = { projectId, at: now };
		// This is stored even if the event starts nothing, perhaps after another that came meanwhile.
		if (isGuarded) keepEvents(idOf(context), remembered);
	}

	const event = eventOf(message, settings.serviceTexts);
	const isFromApi = settings.isWithoutApiMessages && flag(message.message_from_outside) === true;
	if (!settings.events.includes(event) || isFromApi || !settings.passes(message)) return undefined;
	if (isGuarded && isRepeat(idOf(context), `${event} ${message.id}`, remembered)) return undefined;
	const item = await itemOf(context, event, message, settings);
	return { item, isToStore: isFirst || isGuarded };
}

/**
 * Starts the workflow for an event that is chosen and passes the filters. Anything else that is a message
 * of the project answers 200 and starts nothing; who may not call gets 403, what is no message 400, what
 * is too large 413, each with the reason.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = settingsOf(this);
	const outcome =
		callerProblem(this, settings) ??
		(settings.isCalledByBlock ? blockCall(this) : await projectEvent(this, settings));
	if (outcome === undefined) return { webhookResponse: IGNORED };
	if (outcome instanceof Refused) {
		const { status, reason } = outcome;
		this.getResponseObject().status(status).json({ status: 'refused', message: reason });
		return { noWebhookResponse: true };
	}
	const workflowData = [[outcome.item]];
	if (!outcome.isToStore) return { workflowData, webhookResponse: STARTED };
	// n8n stores static data with the answer; one that it gives itself comes after the execution has
	// begun, and with that the mark that something has changed is lost (seen in n8n 2.41).
	this.getResponseObject().json(STARTED);
	return { workflowData, noWebhookResponse: true };
}

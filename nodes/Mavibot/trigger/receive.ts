import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { attachmentsOf } from '../answers/attachments';
import { flag, isFromOutside } from '../answers/messageMarks';
import { withoutPaymentKey } from '../answers/serviceTexts';
import { isAllowedAddress, isSecret, type Origin } from './caller/allowed';
import { downloaded } from './message/downloads';
import { BLOCK_CALL, EVENT_NAMES, eventOf, type MessageEvent } from './message/event';
import {
	bodyProblem,
	messageProblem,
	sizeProblem,
	type BodyProblem,
	type PostedBody,
	type WebhookMessage,
} from './message/payload';
import { simplified } from './message/simplified';
import { isFromItself, isPassedOn, passOn } from './passing/passOn';
import { settingsOf, type Settings } from './settings';
import { rememberArrival, rememberNotStarted } from './state/connection';
import { isOfProject } from './state/project';
import { rememberedBy } from './state/remembered';
import { isRepeat, keepEvents, nameOfEvent } from './state/repeats';

/** A request as n8n gives it: Express's, with what n8n adds. */
type WebhookRequest = Origin & PostedBody & { contentType?: string };

/** What is answered with an error, and starts nothing. */
class Refused {
	constructor(
		readonly status: BodyProblem['status'] | 403 | 503,
		readonly reason: string,
	) {}
}

/** A message of the project that starts nothing, as the person wants it. */
class Ignored {
	constructor(readonly reason: string) {}
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
	const problem = isValue ? sizeProblem(request) : bodyProblem(body, request);
	if (problem !== undefined) return new Refused(problem.status, problem.reason);
	const query = { ...(context.getQueryData() as IDataObject) };
	delete query.secret;
	const json = {
		event: BLOCK_CALL,
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

/** Why a message is refused that is of another project, or may be. */
async function projectProblem(
	context: IWebhookFunctions,
	node: INode,
	{ project_id: projectId }: WebhookMessage,
): Promise<Refused | undefined> {
	const isOurs = await isOfProject(context, node, String(projectId));
	if (isOurs === undefined) {
		return new Refused(
			503,
			'Mavibot cannot be asked at the moment which project the key belongs to',
		);
	}
	return isOurs ? undefined : new Refused(403, 'This message is of another Mavibot project');
}

/** Why a message starts nothing although it is of the project; undefined where it may start the workflow. */
function whyNot(
	event: MessageEvent,
	message: WebhookMessage,
	settings: Settings,
): string | undefined {
	if (!settings.events.includes(event)) return `${EVENT_NAMES[event]} is not chosen under Events`;
	const isOutgoing = flag(message.is_input) === false;
	if (
		settings.isWithoutApiMessages &&
		isOutgoing &&
		isFromOutside(message.message_from_outside, 'api')
	) {
		return 'it was sent through the API, and those are left out';
	}
	const filter = settings.failedFilter(message);
	return filter === undefined ? undefined : `it does not pass the filter ${filter}`;
}

/** What an event starts, or why it starts nothing. */
async function projectEvent(
	context: IWebhookFunctions,
	node: INode,
	settings: Settings,
): Promise<Started | Ignored | Refused> {
	const body: unknown = context.getBodyData();
	const request = context.getRequestObject() as WebhookRequest;
	const { rawBody } = request;
	const problem = bodyProblem(body, request) ?? messageProblem(body);
	if (problem !== undefined) {
		return new Refused(problem.status, `${problem.reason}: this is no message of Mavibot`);
	}
	const message = body as WebhookMessage;
	// Not in a copy: of a large message, it would take as long as reading it did.
	message.message = withoutPaymentKey(message.message) as string;
	if (isFromItself(context, node)) {
		return new Ignored('the trigger itself passed it on here, by its own URL under Pass On To');
	}
	const remembered = rememberedBy(context);
	const { keyHash } = remembered;
	const ofOther = await projectProblem(context, node, message);
	if (ofOther !== undefined) return ofOther;

	const now = new Date().toISOString();
	rememberArrival(context, node, now);
	const projectId = String(message.project_id);
	const isFirst = remembered.firstEvent?.projectId !== projectId;
	if (isFirst) remembered.firstEvent = { projectId, at: now };
	const { id: workflowId = '' } = context.getWorkflow();
	const ofWorkflow = context.getWorkflowStaticData('global');
	if (isFirst) keepEvents(workflowId, ofWorkflow);

	const event = eventOf(message, settings.serviceTexts);
	const reason = whyNot(event, message, settings);
	const isToPassOn = settings.passedOnTo.length > 0 && !isPassedOn(context);
	// While one tries a trigger out, the same message may come as often as one likes.
	const isGuarded = settings.isWithoutRepeats && context.getMode() !== 'manual';
	const name = () => nameOfEvent(event, message.id, rawBody ?? JSON.stringify(body));
	const isRepeated =
		isGuarded &&
		(reason === undefined || isToPassOn) &&
		isRepeat({ workflowId, nodeId: node.id }, name(), ofWorkflow);
	if (isRepeated) return new Ignored('it has come before');
	if (isToPassOn) passOn(context, node, settings.passedOnTo);
	if (reason !== undefined) return new Ignored(reason);

	const item = await itemOf(context, event, message, settings);
	// The credential can have become one of another project while files were downloaded.
	const isLate = settings.downloads && (await projectProblem(context, node, message));
	const isToStore = isFirst || isGuarded || remembered.keyHash !== keyHash;
	return isLate ?? { item, isToStore };
}

async function outcomeOf(
	context: IWebhookFunctions,
	node: INode,
): Promise<Started | Ignored | Refused> {
	const settings = settingsOf(context, node);
	const problem = callerProblem(context, settings);
	if (problem !== undefined) return problem;
	return settings.isCalledByBlock
		? blockCall(context)
		: await projectEvent(context, node, settings);
}

/**
 * Starts the workflow for an event that is chosen and passes the filters. Anything else that is a message
 * of the project answers 200 and starts nothing; what is refused gets an error with the reason. Why something
 * started nothing is remembered for the person who wonders.
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const node = this.getNode();
	const outcome = await outcomeOf(this, node);
	if ('reason' in outcome) rememberNotStarted(this, node, outcome.reason);
	if (outcome instanceof Ignored) return { webhookResponse: IGNORED };
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

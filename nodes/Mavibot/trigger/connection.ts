import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { isFixed, settingsOf } from './settings';
import {
	arrivalKey,
	connectionOf,
	type Connection,
	type Happened,
	type TriggerUrl,
} from './state/connection';

/** A time on the clock of a URL's workflow, as in 2026-11-28 17:30:00 (Europe/Berlin). */
function timeAt({ timeZone }: TriggerUrl, at: string): string {
	// The form of this country is the one that sorts.
	const format = new Intl.DateTimeFormat('sv', {
		timeZone,
		dateStyle: 'short',
		timeStyle: 'medium',
	});
	return `${format.format(new Date(at))} (${timeZone})`;
}

const timesOf = ({ url, at, count }: Happened): string =>
	count > 1 ? `${count} times, the last time ${timeAt(url, at)}` : timeAt(url, at);

const notStartedLine = (happened: Happened): string =>
	`Started nothing at the ${happened.url.name}: ${happened.reason} (${timesOf(happened)})`;

function notPassedOnLine(happened: Happened): string {
	const { url, address, reason, isOver } = happened;
	const now = isOver ? '. It takes messages again.' : '';
	return `Pass On To, ${address}, did not get what came to the ${url.name}: ${reason} (${timesOf(happened)})${now}`;
}

/**
 * Why n8n would not publish the trigger as its form is now. It takes the published version down before it has a new
 * one checked, so this should be seen before.
 */
function problemOfForm(context: ILoadOptionsFunctions): string | undefined {
	const node = context.getNode();
	if (!isFixed(node)) return undefined;
	try {
		settingsOf(context, node);
		return undefined;
	} catch (error) {
		return `Cannot be published like this: ${(error as Error).message}`;
	}
}

/** Workflow and node that the editor shows; undefined where it did not say, as for a workflow that is not saved. */
function triggerIn(context: ILoadOptionsFunctions): string | undefined {
	const given = context.getCurrentNodeParameter('thisTrigger');
	return typeof given === 'string' && /^[^/={}]+\/[^/={}]+$/.test(given) ? given : undefined;
}

/** When the URLs of this trigger received the last message, in a few words, the production URL first. */
function linesOfTrigger({ arrivals }: Connection, trigger: string): string[] {
	return (['production URL', 'test URL'] as const).map((kind) => {
		const arrival = arrivals.get(arrivalKey(trigger, kind));
		return arrival === undefined
			? `The ${kind} of this trigger has received no message yet`
			: `Last message at the ${kind} of this trigger: ${timeAt(arrival.url, arrival.at)}`;
	});
}

/** What a glance at the closed list shows. */
function summary(connection: Connection, failing: number, trigger: string | undefined): string {
	const { arrivals } = connection;
	if (failing > 0) return `Open: ${failing} under Pass On To did not get all messages`;
	if (trigger === undefined) {
		if (arrivals.size === 0) return 'No message has come with this credential';
		return `Open: messages came to ${arrivals.size === 1 ? 'one URL' : `${arrivals.size} URLs`} with this credential`;
	}
	const [production, test] = linesOfTrigger(connection, trigger);
	if (arrivals.has(arrivalKey(trigger, 'production URL'))) return production;
	if (arrivals.has(arrivalKey(trigger, 'test URL'))) return test;
	return `No message has come to this trigger${arrivals.size > 0 ? '. Open: one came to another' : ' yet'}`;
}

/**
 * What the panel shows under Connection: which URLs messages came to, those of this trigger first, and why some started
 * nothing.
 */
export async function getConnection(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const connection = connectionOf(this.getNode());
	const { arrivals, notPassedOn, notStarted } = connection;
	const trigger = triggerIn(this);
	const failures = [...notPassedOn.values()].reverse();
	const failing = failures.filter(({ isOver }) => !isOver).length;
	const others = [...arrivals].filter(([key]) => !key.startsWith(`${trigger} `));
	const lines = [
		...failures.map(notPassedOnLine),
		...(trigger === undefined ? [] : linesOfTrigger(connection, trigger)),
		...others
			.reverse()
			.map(([, { url, at }]) => `Last message at the ${url.name}: ${timeAt(url, at)}`),
		...[...notStarted.values()].reverse().map(notStartedLine),
		problemOfForm(this) ?? summary(connection, failing, trigger),
	];
	// None is to be chosen: with a value of its own, a click would change the workflow. Of lines with the same value, the
	// closed list shows the last one (seen in n8n 2.41).
	return lines.map((name) => ({ name, value: '' }));
}

import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { isFixed, settingsOf } from './settings';
import { connectionOf, type Happened, type TriggerUrl } from './state/connection';

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

/** What a glance at the closed list shows. */
function summary(urls: number, failing: number): string {
	if (failing > 0) return `Open: ${failing} under Pass On To did not get all messages`;
	if (urls === 0) return 'No message has come with this credential';
	return `Open: messages came to ${urls === 1 ? 'one URL' : `${urls} URLs`} with this credential`;
}

/**
 * What the panel shows under Connection: which URLs messages came to, and why some started nothing. n8n tells nothing
 * of the node that the editor shows but its fields and its credential, so the lines name their workflows. A hidden field with
 * an expression, which the editor fills in, would tell it; but then n8n would take its expression engine into every message.
 */
export async function getConnection(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { arrivals, notPassedOn, notStarted } = connectionOf(this.getNode());
	const failures = [...notPassedOn.values()].reverse();
	const failing = failures.filter(({ isOver }) => !isOver).length;
	const lines = [
		...failures.map(notPassedOnLine),
		...[...arrivals.values()]
			.reverse()
			.map(({ url, at }) => `Last message at the ${url.name}: ${timeAt(url, at)}`),
		...[...notStarted.values()].reverse().map(notStartedLine),
		problemOfForm(this) ?? summary(arrivals.size, failing),
	];
	// None is to be chosen: with a value of its own, a click would change the workflow. Of lines with the same value, the
	// closed list shows the last one (seen in n8n 2.41).
	return lines.map((name) => ({ name, value: '' }));
}

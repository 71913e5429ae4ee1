import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { settingsOf } from './settings';
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

const lineOf = (what: string, { url, reason, at, count }: Happened): string =>
	`${what}, ${url.name}, ${timeAt(url, at)}${count > 1 ? `, the last of ${count}` : ''}: ${reason}`;

/**
 * Why n8n would not publish the trigger as its form is now. It takes the published version down before it has a new
 * one checked, so this should be seen before.
 */
function problemOfForm(context: ILoadOptionsFunctions): string[] {
	const node = context.getNode();
	// What an expression gives is not known before an event.
	if (JSON.stringify(node.parameters).includes('"=')) return [];
	try {
		settingsOf(context, node);
		return [];
	} catch (error) {
		return [`Cannot be published: ${(error as Error).message}`];
	}
}

const NO_MESSAGE =
	'No URL of a workflow with this credential has received a message since n8n was started';

/**
 * What the panel shows under Connection: which URLs messages came to, and why some started nothing. n8n tells nothing
 * of the node that the editor shows but its fields and its credential, so the lines name their workflows.
 */
export async function getConnection(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { arrivals, notPassedOn, notStarted } = connectionOf(this.getNode());
	const latestFirst = [...arrivals.values()].reverse();
	const came = latestFirst.map(
		({ url, at }) => `Last message at the ${url.name}: ${timeAt(url, at)}`,
	);
	const lines = [
		...problemOfForm(this),
		...(came.length > 0 ? came : [NO_MESSAGE]),
		...[...notPassedOn.values()].map((happened) => lineOf('Not passed on', happened)),
		...notStarted.map((happened) => lineOf('Started nothing', happened)),
	];
	return lines.map((name, index) => ({ name, value: index === 0 ? '' : `line ${index + 1}` }));
}

import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { settingsOf } from './settings';
import { connectionOf, type Happened } from './state/connection';
import { credentialIdOf } from './state/key';

const timeOf = (at: string): string => `${at.slice(0, 19).replace('T', ' ')} UTC`;

const lineOf = (what: string, { reason, at, count }: Happened): string =>
	`${what} at ${timeOf(at)}${count > 1 ? `, the last of ${count}` : ''}: ${reason}`;

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
		return [`Cannot Be Published: ${(error as Error).message}`];
	}
}

function arrival(at: string | undefined): INodePropertyOptions {
	if (at !== undefined) return { name: `Connected: a Message Came at ${timeOf(at)}`, value: '' };
	return {
		name: 'No Message Since the Last Restart',
		value: '',
		description:
			'Put the URL above into Mavibot, Project Settings, Main settings, field "webhook URL", and write to a bot of the project. The test URL works only while n8n listens.',
	};
}

/** What the panel shows under Connection: whether messages come at all, and why some started nothing. */
export async function getConnection(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { arrivedAt, notPassedOn, notStarted } = connectionOf(credentialIdOf(this.getNode()));
	const lines = [
		...problemOfForm(this),
		...[...notPassedOn].map(([address, happened]) =>
			lineOf(`Not passed on to ${address}`, happened),
		),
		...notStarted.map((happened) => lineOf('Started nothing', happened)),
	];
	return [
		arrival(arrivedAt),
		...lines.map((name, index) => ({ name, value: `line ${index + 1}` })),
	];
}

import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sharedByTests } from '../e2e/sharing';
import { startMavibotApi, type JournalEntry } from '../mavibot-api';
import { runMavibot, type NodeResult, type NodeRun } from './engine';

/** A local Mavibot for the tests of one file, fresh for each of them. */
export function useMavibot() {
	const running = sharedByTests(async () => await startMavibotApi());
	beforeEach(() => running().reset());

	return {
		api: running,
		/** Runs one operation with the key of the local Mavibot. */
		run: async (
			parameters: INodeParameters,
			rest: Partial<Omit<NodeRun, 'parameters'>> = {},
		): Promise<NodeResult> =>
			await runMavibot({
				parameters,
				credentials: { apiKey: running().apiKey, server: running().origin },
				...rest,
			}),
		/** The requests that reached the local Mavibot: method of the API, and what was sent. */
		requests: (): Array<{ action: string; query: IDataObject; body: unknown; status?: number }> =>
			running().journal.map(({ action, query, body, status }: JournalEntry) => ({
				action,
				query: query as IDataObject,
				body,
				status,
			})),
	};
}

/** A resource locator's value, chosen by id. */
export const byId = (value: string | number): INodeParameters => ({
	__rl: true,
	mode: 'id',
	value: value as string,
});

import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startMavibotApi, type JournalEntry, type MavibotApi } from '../../mavibot-api';
import { runMavibot, type NodeResult, type NodeRun } from './engine';

/** A local Mavibot for the tests of one file, fresh for each of them. */
export function useMavibot() {
	let api: MavibotApi | undefined;
	const running = (): MavibotApi => {
		if (!api) throw new Error('the local Mavibot has not been started');
		return api;
	};

	beforeAll(async () => {
		api = await startMavibotApi();
	});
	beforeEach(() => running().reset());
	afterAll(async () => await api?.stop());

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

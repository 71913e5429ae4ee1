import type { MavibotApi, Message } from '../../support/mavibot-api';
import type { CredentialReference } from '../../support/real-n8n';
import { startInOrder } from '../../support/start-in-order';
import { startShared, type Shared } from '../mavibot/setup';
import { startModel, type StandInModel } from './model';

/** What all tests of this folder share, since a start of n8n takes the longest. */
export interface SharedWithModel extends Shared {
	model: StandInModel;
	/** Of the stand-in, for n8n's OpenAI nodes. */
	modelCredential: CredentialReference;
}

/** Starts a stand-in for a model, a local Mavibot and a real n8n that has a credential for each. */
export async function startWithModel(): Promise<SharedWithModel> {
	return await startInOrder(async ({ part }) => {
		const model = await part(startModel());
		const shared = await part(startShared());
		const modelCredential = await shared.client.createCredential({
			name: 'Stand-in model',
			type: 'openAiApi',
			data: { apiKey: 'any', url: model.url, header: false },
		});
		return { ...shared, model, modelCredential };
	});
}

/** Every message that reached a client, as the client and the text, in order. */
export function arrived({ state }: MavibotApi): Array<[number, Message['text']]> {
	return state.messages
		.filter(({ shown, client_replica }) => shown && !client_replica)
		.map(({ client_id, text }) => [client_id, text]);
}

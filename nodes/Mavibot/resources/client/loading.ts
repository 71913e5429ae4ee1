import type { IDataObject } from 'n8n-workflow';
import { putClientId } from '../../answers/ids';
import { asItemContent } from '../../answers/output';
import { isRefusal } from '../../answers/refusals';
import { wrongValues } from '../../answers/sentValues';
import { messengerName } from '../../api/messengers';
import { samePerson } from '../../input/ids';
import { isObject } from '../../input/objects';
import { InputProblem } from '../../input/problem';
import type { BulkRequests } from '../../running/bulkRequests';
import type { ClientToLoad } from './clientToLoad';

/** Whether two ids are the same one; the API may answer a number for a text, and a phone without its plus. */
const isSame = (left: unknown, right: unknown): boolean =>
	samePerson(String(left)) === samePerson(String(right));

/** Whether an element of the answer is about this client; what it does not say of itself is no hindrance. */
const isOf = (element: IDataObject, { platform_id, client_type }: ClientToLoad): boolean =>
	isSame(element.platform_id, platform_id) &&
	isSame(element.client_type ?? client_type, client_type);

/** Whether it names the bot as it was sent, or none; that Mavibot always does so is not known. */
const isOfBot = ({ group_id }: IDataObject, client: ClientToLoad): boolean =>
	isSame(group_id ?? client.group_id, client.group_id);

const METHOD = 'load_clients';

/** Which of its values to look at where Mavibot refused a client: that which the reason calls wrong, or all. */
function adviceFor(client: ClientToLoad, reason: string): string {
	const { platform_id, client_type, group_id } = client;
	const values: Record<string, string> = {
		'Messenger ID': platform_id,
		Messenger: String(messengerName(client_type)),
		Bot: group_id === '' ? 'none' : group_id,
	};
	const wrong = wrongValues(METHOD, Object.keys(client), reason);
	const labels = wrong.length > 0 ? wrong : Object.keys(values);
	return `Check ${labels.map((label) => `${label} (${values[label]})`).join(', ')}.`;
}

/** That a client was not loaded, as far as the answer tells. */
export class NotLoaded extends InputProblem {
	constructor(
		message: string,
		advice: string,
		/** What Mavibot said of it; empty where it said nothing. */
		readonly answered: IDataObject = {},
	) {
		super(message, advice);
	}
}

/** What the answer says of one client that was sent. */
function resultOf(
	client: ClientToLoad,
	answered: IDataObject | undefined,
): IDataObject[] | NotLoaded {
	if (answered === undefined) {
		return new NotLoaded(
			`Mavibot did not say what became of the client ${client.platform_id}`,
			'Look in Mavibot whether it is there before you import it again.',
		);
	}
	if (isRefusal(METHOD, answered)) {
		const reason = answered.status ?? answered.error ?? answered.message ?? 'no reason given';
		return new NotLoaded(
			`Mavibot did not import the client ${client.platform_id}: ${String(reason)}`,
			adviceFor(client, String(reason)),
			answered,
		);
	}
	return [putClientId(answered, answered.id)];
}

/** An answer of another form: an ID in it is of no client in particular, and must not be taken for that of each. */
function ofNobody(answer: unknown): IDataObject {
	const { client_id, ...content } = asItemContent(answer);
	return client_id === undefined ? content : { ...content, client_id_in_answer: client_id };
}

/** The requests that load clients, and what Mavibot says of each client. */
export const loading: BulkRequests<ClientToLoad> = {
	method: METHOD,
	sameFor: ({ platform_id, ...rest }) =>
		JSON.stringify({ platform_id: samePerson(platform_id), ...rest }),
	body: (clients) => clients,
	results(answer, clients) {
		const answered = isObject(answer) ? answer.items : undefined;
		if (!Array.isArray(answered)) {
			return clients.map(({ platform_id }) => [{ ...ofNobody(answer), platform_id }]);
		}
		const elements = answered.filter(isObject);
		const isInOrder =
			elements.length === clients.length &&
			clients.every((client, index) => isOf(elements[index], client));
		return clients.map((client, index) => {
			const inPlace = isInOrder ? elements[index] : undefined;
			const found =
				inPlace && isOfBot(inPlace, client)
					? inPlace
					: elements.find((element) => isOf(element, client) && isOfBot(element, client));
			return resultOf(client, found ?? inPlace);
		});
	},
};

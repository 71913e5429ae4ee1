import { openPointsIn } from '../../test/support/mavibot-api/contract';
import { contract } from './contract';

/** Why a run without a further word does not answer a point, by the contract's own words for it (`x-open`). */
export const UNANSWERED: Readonly<Record<string, string>> = {
	'whom a request without an audience reaches': 'not asked, since it may be everybody',
	'whether a post that was answered with an error is sent again':
		'not asked, since Mavibot has to reach a server for it that answers with an error',
	'whether callbacks are posted, and with which is_input':
		'not asked: publish a workflow with the Mavibot Trigger for Callback, Client Message and Employee Message, run this with --callback, and look at what it started',
	'whether 1 keeps the keyboard or takes it away':
		'not asked: send a reply button with one_time 1 to a client of VKontakte, and press it',
	"whether a callback counts as the client's": 'no callback is in the history that was read',
};

/** The forms of answers that the contract has from integrations alone; a run says whether they hold. */
export const OBSERVED = {
	blocks: 'get_messages answers with blocks under messages',
	exists: 'check_whatsapp answers exists',
	variables: 'get_variables answers with the variables themselves',
} as const;

/** Every open point of the contract. */
export const openPointsOfContract = (): string[] => openPointsIn(contract);

/** The points and what is known of each: what was learnt, or why nothing was. */
export function pointsWith(learnt: ReadonlyMap<string, string>): string[] {
	const open = [...openPointsOfContract(), ...Object.values(OBSERVED)];
	return open.map((point) => `${point}: ${learnt.get(point) ?? UNANSWERED[point] ?? 'not seen'}`);
}

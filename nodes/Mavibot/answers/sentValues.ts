import { inWords } from './refusals';

/** What the form calls what goes to Mavibot, by the API's names; of one that is not here, it is a person's own variable. */
const LABELS: Record<string, string> = {
	attachment_type: 'File Type',
	attachment_url: 'File URL',
	bot_id: 'WhatsApp Bot',
	budget: 'Budget',
	buttons: 'Buttons',
	callback_text: 'Text for the Bot',
	client_email: 'Email',
	client_id: 'Client',
	client_ids: 'Client IDs',
	client_phone: 'Phone',
	client_type: 'Messenger',
	clients: 'Client IDs',
	description: 'Description',
	email: 'Email',
	email_id_bot: 'Email of the Bot',
	group_id: 'Bot',
	include_all: 'Clients Have to Meet',
	limit: 'Limit',
	list: 'List ID',
	list_id: 'List ID',
	message: 'Text',
	message_id: 'Block',
	name: 'Client Name',
	order_id: 'Deal ID',
	order_status: 'Deal Status',
	phone: 'Phone',
	platform_id: 'Messenger ID',
	platform_ids: 'Messenger IDs',
	q: 'Conditions',
	recipient: 'Recipient',
	resume_bot: 'Take Bot Off Pause',
	reverse: 'Oldest First',
	search_in: 'Search In',
	send_time: 'Time',
	shift: 'Seconds Between Messages',
	start_date: 'First Day',
	state_id: 'State ID',
	stop_date: 'Last Day',
	tag: 'Set Tag',
	time_shift: 'Delay',
	user_id: 'Telegram User ID',
	val: 'Value',
	value_client_id: 'Field With Client ID',
	value_email: 'Field With Email',
	value_group_id: 'Field With Telegram Bot',
	value_message: 'Field With Text',
	value_phone: 'Field With Phone',
	value_user_id: 'Field With Telegram User ID',
	var: 'Variable',
	variables: 'Variables',
	whatsapp_bot_id: 'WhatsApp Bot',
};

const TEXT_FOR_BOT = { message: 'Text for the Bot' };

/** Where a form calls it otherwise than most do. */
const LABELS_OF_METHODS: Record<string, Record<string, string> | undefined> = {
	assign_to_user: { email: 'Employee Email' },
	callback: TEXT_FOR_BOT,
	create_order: { name: 'Deal Name' },
	email_callback: TEXT_FOR_BOT,
	get_order_vars: { variables: 'Only These Variables' },
	online_chat_client_id: { name: 'Set Name' },
	tg_callback: { ...TEXT_FOR_BOT, group_id: 'Telegram Bot' },
	whatsapp_callback: TEXT_FOR_BOT,
	whatsapp_client_id: { group_id: 'WhatsApp Bot' },
};

/** What no person gives: where a page begins, and how the path to a value is written. */
const IS_OF_NODE = /^(offset|delimiter)$/;

/** The one method whose fields are all a person's own. */
const HAS_VARIABLES_ALONE = 'find_all_client_id_by_several_vars';

function labelOf(method: string, name: string): string {
	if (method === HAS_VARIABLES_ALONE) return LABELS.variables;
	const bare = name.replace(/^delimiter_/, '');
	const [labels] = [LABELS_OF_METHODS[method] ?? {}, LABELS].filter((one) =>
		Object.hasOwn(one, bare),
	);
	return labels?.[bare] ?? LABELS.variables;
}

const BEFORE = 'bad|empty|incorrect|invalid|missing|no|no such|unknown|wrong';
const BEHIND =
	'bad|empty|incorrect|invalid|missing|not (allowed|correct|found|supported|valid)|required|unknown|wrong';

/** Whether a reason says of something that it is wrong, and does not only have its name in it: "message not sent". */
const saysWrong = (reason: string, what: string): boolean =>
	new RegExp(
		`\\b(${BEFORE}) ${what}\\b(?! ids?\\b)|\\b${what} (is |are |was )?(${BEHIND})\\b`,
	).test(reason);

/**
 * Which of the values that were sent a reason of Mavibot calls wrong, by the API's name or the form's.
 *
 * @param method of the API, as in `add_to_list`
 * @param sent their names in the API, as in `list_id`
 * @returns what the form calls them; of several with the same label, one
 */
export function wrongValues(method: string, sent: string[], reason: string): string[] {
	const words = inWords(reason);
	const isWrong = (name: string): boolean =>
		[name, name.replace(/_ids?$/, ''), labelOf(method, name)]
			.map(inWords)
			.some((what) => what !== '' && saysWrong(words, what));
	return labelsOf(
		method,
		sent.filter((name) => !IS_OF_NODE.test(name) && isWrong(name)),
	);
}

const labelsOf = (method: string, sent: string[]): string[] => [
	...new Set(sent.filter((name) => !IS_OF_NODE.test(name)).map((name) => labelOf(method, name))),
];

const list = (words: string[]): string =>
	words.length < 2
		? words.join()
		: `${words.slice(0, -1).join(', ')} and ${words.slice(-1).join()}`;

/** Which values to look at after a refusal: those that its reason calls wrong, or all that were sent. */
export function valuesToCheck(method: string, sent: string[], reason: string): string {
	const wrong = wrongValues(method, sent, reason);
	const labels = wrong.length > 0 ? wrong : labelsOf(method, sent);
	if (labels.length === 0) return 'Check the values of this item.';
	return `Check ${labels.length === 1 ? 'this value' : 'these values'}: ${list(labels)}.`;
}

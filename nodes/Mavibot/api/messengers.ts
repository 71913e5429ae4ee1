/** The messengers by the number that the API gives them (the contract's ClientType); others can appear. */
export const MESSENGERS: Record<number, string> = {
	0: 'VKontakte',
	1: 'Telegram',
	2: 'Viber',
	3: 'Facebook',
	5: 'Online chat',
	6: 'WhatsApp',
	7: 'Avito',
	8: 'Odnoklassniki',
	10: 'Instagram',
	12: 'Youla',
	13: 'Telephony',
	14: 'Email',
	16: 'Telegram Business',
	19: 'Cian',
	20: 'Max',
	21: 'Telegram account',
	22: 'TikTok',
};

export const WHATSAPP = 6;

/** The one whose clients have no bot (the contract's GroupId). */
export const TELEPHONY = 13;

export const EMAIL = 14;

/** The name of a messenger; of one that is not listed, its number; null where there is neither number nor text. */
export function messengerName(clientType: unknown): string | null {
	const isText = typeof clientType === 'string' && clientType.trim() !== '';
	if (typeof clientType !== 'number' && !isText) return null;
	return MESSENGERS[Number(clientType)] ?? `Messenger ${clientType}`;
}

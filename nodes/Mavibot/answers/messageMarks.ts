/** Where a message comes from, by its `message_from_outside` (the contract's HistoryMessage); 0 is the usual way. */
const FROM_OUTSIDE = { api: 1, crm: 2, callback: 3, telephony: 5 } as const;

/** Whether a message has this mark, as a number or as text; no source has it of a message that is posted. */
export const isFromOutside = (mark: unknown, from: keyof typeof FROM_OUTSIDE): boolean =>
	(typeof mark === 'number' || typeof mark === 'string') && Number(mark) === FROM_OUTSIDE[from];

/**
 * Yes or no, as 1 and 0 or as true and false (the contract's WebhookMessage and HistoryMessage); also as text, since no
 * message should be lost over that.
 *
 * @returns undefined where it is neither
 */
export const flag = (value: unknown): boolean | undefined =>
	[1, '1', true, 'true'].includes(value as number)
		? true
		: [0, '0', false, 'false'].includes(value as number)
			? false
			: undefined;

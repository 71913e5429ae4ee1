import { fail, ok, type Handler } from '../answer';
import { digitsOf } from '../lookup';

const connected_channels: Handler = (_request, { state }) =>
	ok({ project_id: state.projectId, ...state.channels });

// The form of the answer is the local server's choice; that a connected bot is needed is the contract's.
const check_whatsapp: Handler = (request, { state }) => {
	if (!(state.channels.whatsapp ?? []).some((bot) => bot.status === 1)) {
		return fail('the project has no connected WhatsApp bot');
	}
	const digits = digitsOf(request.query.phone);
	const result =
		digits.length >= 7 && digits.length <= 15 && !state.numbersWithoutWhatsApp.has(digits);
	return ok({ status: 'success', result });
};

// The form of the answer is the local server's choice.
const get_messages: Handler = (_request, { state }) =>
	ok({ status: 'success', result: state.blocks.map(({ id, message }) => ({ id, message })) });

export const channelMethods: Record<string, Handler> = {
	connected_channels,
	check_whatsapp,
	get_messages,
};

import { fail } from '../answer';
import { digitsOf } from '../lookup';
import type { Project } from '../state';

export const channelMethods = {
	connected_channels: (_fields: object, { state }: Project) => ({
		project_id: state.projectId,
		...state.channels,
	}),

	// The form of the answer is the local server's choice; that a connected bot is needed is the contract's.
	check_whatsapp({ phone }: { phone: string }, { state }: Project) {
		if (!state.channels.whatsapp?.some((bot) => bot.status === 1)) {
			fail('the project has no connected WhatsApp bot');
		}
		const digits = digitsOf(phone);
		const result = /^\d{7,15}$/.test(digits) && !state.numbersWithoutWhatsApp.has(digits);
		return { status: 'success', result };
	},

	// The form of the answer is the local server's choice.
	get_messages: (_fields: object, { state }: Project) => ({
		status: 'success',
		result: state.blocks,
	}),
};

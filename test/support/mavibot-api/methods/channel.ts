import { fail } from '../answer';
import { digitsOf } from '../lookup';
import type { Project } from '../state';

export const channelMethods = {
	connected_channels: (_fields: object, { state }: Project) => ({
		project_id: state.projectId,
		...state.channels,
	}),

	// The answer is observed (contract, response `WhatsAppExists`); that a connected bot is needed is the vendor's.
	check_whatsapp({ phone }: { phone: string }, { state }: Project) {
		if (!state.channels.whatsapp?.some((bot) => bot.status === 1)) {
			fail('the project has no connected WhatsApp bot');
		}
		const digits = digitsOf(phone);
		return { exists: /^\d{7,15}$/.test(digits) && !state.numbersWithoutWhatsApp.has(digits) };
	},

	// Observed (contract, response `Blocks`).
	get_messages: (_fields: object, { state }: Project) => ({ messages: state.blocks }),
};

import type { Resource } from '../../shared/operation';
import { start } from './start';
import { startEmail } from './startEmail';
import { startTelegram } from './startTelegram';
import { startWhatsApp } from './startWhatsApp';

export const bot: Resource = {
	name: 'Bot',
	value: 'bot',
	operations: [start, startEmail, startTelegram, startWhatsApp],
};

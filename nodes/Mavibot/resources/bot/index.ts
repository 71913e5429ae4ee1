import type { Resource } from '../../running/operation';
import { forward } from './forward';
import { start } from './start';
import { startEmail } from './startEmail';
import { startMany } from './startMany';
import { startTelegram } from './startTelegram';
import { startWhatsApp } from './startWhatsApp';

export const bot: Resource = {
	name: 'Bot',
	value: 'bot',
	operations: [forward, start, startEmail, startMany, startTelegram, startWhatsApp],
	initial: start,
};

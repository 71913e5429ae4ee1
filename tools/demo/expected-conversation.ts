import { PHONE } from './conversation';

/** What `playConversation` tells when all goes well. */
export const EXPECTED_CONVERSATION = [
	'Anna: Hello! Is there tea?',
	'Bot: You wrote: Hello! Is there tea?  [Say it again]',
	'Anna: Say it again',
	'Bot: You wrote: Say it again  [Say it again]',
	`(Anna fills in the form: phone ${PHONE})`,
	`Bot: We saved your number ${PHONE}.`,
	`(Mavibot now has the variable client.phone = ${PHONE})`,
];

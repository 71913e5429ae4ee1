import { FormData, request } from 'undici';
import type { Buttons, MavibotApi, Message } from '../../test/support/mavibot-api';
import type { N8nClient } from '../../test/support/real-n8n';
import { until } from '../../test/support/real-n8n/until';
import { formUrl, type StoredExamples } from './examples';

/** Anna of the local Mavibot, who writes in Telegram. */
export const CLIENT_ID = 101;

export const PHONE = '15550177';

interface Setting {
	mavibot: MavibotApi;
	client: N8nClient;
	workflows: StoredExamples;
}

/**
 * Lets a client write, press the button and fill in the form, and waits for each answer.
 * @param tell gets each line of the conversation as it happens
 * @throws with the reason, when an answer does not come or the number was not saved
 */
export async function playConversation(
	{ mavibot, client, workflows }: Setting,
	tell: (line: string) => void,
): Promise<void> {
	const person = mavibot.state.clients.get(CLIENT_ID);
	if (person === undefined) throw new Error(`The local Mavibot has no client ${CLIENT_ID}`);

	const answerTo = async (workflowId: string, act: () => Promise<void>): Promise<Message> => {
		const before = mavibot.messagesTo(CLIENT_ID).length;
		const [lastRun] = await client.executions(workflowId);
		await act();
		const answer = await until(
			async () => {
				const next = mavibot.messagesTo(CLIENT_ID).at(before);
				if (next === undefined) await requireNoFailure(client, workflowId, lastRun?.id);
				return next;
			},
			{ onTimeout: () => 'No answer came' },
		);
		tell(`Bot: ${answer.text ?? ''}${buttonTexts(answer.buttons)}`);
		return answer;
	};
	const write = async (text: string): Promise<void> => {
		tell(`${person.name}: ${text}`);
		const { status, body, error } = await mavibot.clientWrites(CLIENT_ID, text);
		if (status === 200) return;
		throw new Error(`n8n did not take the message: ${error ?? `status ${status}, ${body}`}`);
	};

	const echo = await answerTo(workflows.echo, async () => await write('Hello! Is there tea?'));
	const [button] = listOf(echo.buttons);
	if (button === undefined) throw new Error('The answer came without its button');
	await answerTo(workflows.echo, async () => await write(button.text));

	await answerTo(workflows.savePhone, async () => {
		tell(`(${person.name} fills in the form: phone ${PHONE})`);
		await fillInForm(formUrl(client.url, workflows, CLIENT_ID), PHONE);
	});
	if (person.variables.phone !== PHONE) {
		throw new Error(`The phone number saved is ${String(person.variables.phone)}, not ${PHONE}`);
	}
	tell(`(Mavibot now has the variable client.phone = ${PHONE})`);
}

/** @throws with the error of the workflow's newest run, when that is newer than another and failed */
async function requireNoFailure(
	client: N8nClient,
	workflowId: string,
	afterId: string | undefined,
): Promise<void> {
	const [run] = await client.executions(workflowId);
	if (run === undefined || run.id === afterId || run.status !== 'error') return;
	const { data } = await client.waitForExecution(run.id);
	throw new Error(`The workflow failed: ${data.resultData.error?.message ?? 'no reason given'}`);
}

/** Sends the form as the page in the browser does; its fields are named by their place. */
async function fillInForm(url: string, phone: string): Promise<void> {
	const fields = new FormData();
	fields.set('field-0', String(CLIENT_ID));
	fields.set('field-1', phone);
	const { statusCode, body } = await request(url, {
		method: 'POST',
		body: fields,
	});
	const text = await body.text();
	if (statusCode >= 400)
		throw new Error(`n8n did not take the form: status ${statusCode}, ${text}`);
}

function listOf(buttons: Buttons | null) {
	return (Array.isArray(buttons) ? buttons : buttons?.buttons) ?? [];
}

function buttonTexts(buttons: Buttons | null): string {
	return listOf(buttons)
		.map(({ text }) => `  [${text}]`)
		.join('');
}

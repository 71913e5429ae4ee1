import { FormData, request } from 'undici';

/** A browser's; a form can turn away what names itself a robot. */
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

/**
 * Sends a form as its page in the browser does, which names the fields by their place.
 * @throws with n8n's answer when it does not take the form
 */
export async function submitForm(url: string, values: Array<string | File>): Promise<void> {
	const form = new FormData();
	for (const [index, value] of values.entries()) form.set(`field-${index}`, value);
	const { statusCode, body } = await request(url, {
		method: 'POST',
		headers: { 'user-agent': USER_AGENT },
		body: form,
	});
	const text = await body.text();
	if (statusCode >= 400) {
		throw new Error(`n8n did not take the form: status ${statusCode}, ${text}`);
	}
}

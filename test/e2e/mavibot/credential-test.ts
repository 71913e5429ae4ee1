import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { CredentialTestResult } from '../../support/real-n8n';
import { KEY_MARK, WRONG_KEY, type Shared } from './setup';

/** The credential's test, as the editor runs it when a credential is saved. */
export function testsOfCredentialTest(shared: () => Shared): void {
	const tested = async (data: ICredentialDataDecryptedObject): Promise<CredentialTestResult> => {
		const { client, mavibot } = shared();
		const good = { apiKey: mavibot.apiKey, server: mavibot.origin };
		return await client.testCredential({ type: 'mavibotApi', data: { ...good, ...data } });
	};

	test('a good key is accepted, also with stray spaces', async () => {
		expect((await tested({})).status).toBe('OK');
		expect((await tested({ apiKey: ` ${shared().mavibot.apiKey}\n` })).status).toBe('OK');
	});

	test.each<[string, ICredentialDataDecryptedObject, RegExp]>([
		['a wrong key', { apiKey: WRONG_KEY }, /did not accept this API key.*Integrations/],
		['an empty key', { apiKey: ' ' }, /API key of the Mavibot credential is empty/],
		['no server', { server: 'http://127.0.0.1:1' }, /ECONNREFUSED|refused|reach/i],
		['no address', { server: 'http://' }, /server of the Mavibot credential is not an address/],
	])('%s is refused in words that help, without the key', async (_what, data, words) => {
		const { mavibot } = shared();
		const before = mavibot.journal.length;
		const { status, message } = await tested(data);
		expect({ status, message }).toEqual({ status: 'Error', message: expect.stringMatching(words) });
		expect(message).not.toContain(KEY_MARK);
		// What is wrong by itself is found out before a request leaves.
		const leaves = data.apiKey === WRONG_KEY ? 1 : 0;
		expect(mavibot.journal).toHaveLength(before + leaves);
	});
}

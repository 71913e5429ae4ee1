import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { CredentialTestResult } from '../../support/real-n8n';
import { freePorts } from '../../support/real-n8n/ports';
import { WRONG_KEY, type Shared } from './setup';

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

	test('a wrong key is refused in words that say where to find the right one', async () => {
		const { status, message } = await tested({ apiKey: WRONG_KEY });
		expect({ status, message }).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/did not accept this API key.*Integrations/),
		});
		expect(message).not.toContain(WRONG_KEY);
	});

	test('an empty key is refused before a request leaves', async () => {
		const { journal } = shared().mavibot;
		const before = journal.length;
		const { status, message } = await tested({ apiKey: ' ' });
		expect({ status, message }).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('API key of the Mavibot credential is empty'),
		});
		expect(journal).toHaveLength(before);
	});

	test('a server that is none, or that is no address, is refused without the key', async () => {
		const [port] = await freePorts(1);
		const nobody = await tested({ server: `http://127.0.0.1:${port}` });
		const noAddress = await tested({ server: 'http://' });
		expect(nobody.status).toBe('Error');
		expect(nobody.message).toMatch(/ECONNREFUSED|refused|reach/i);
		expect(noAddress).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('server of the Mavibot credential is not an address'),
		});
		expect(nobody.message + noAddress.message).not.toContain(shared().mavibot.apiKey);
	});
}

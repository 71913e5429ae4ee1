import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Rest } from './rest';

export interface NewCredential {
	name: string;
	/** For example `mavibotApi`. */
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** What a node's `credentials` wants, under the credential's type. */
export interface CredentialReference {
	id: string;
	name: string;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** Stores a credential. */
export async function createCredential(
	rest: Rest,
	credential: NewCredential,
): Promise<CredentialReference> {
	const { id, name } = await rest.call<CredentialReference>('POST', '/credentials', credential);
	return { id, name };
}

/**
 * Tests a credential's data as the editor does when it is saved. A refusal by the service is a
 * result, not an error.
 * @param credential `id` only when it is stored already
 */
export async function testCredential(
	rest: Rest,
	credential: Omit<NewCredential, 'name'> & Partial<CredentialReference>,
): Promise<CredentialTestResult> {
	const { id = '', name = '', type, data } = credential;
	return await rest.call('POST', '/credentials/test', { credentials: { id, name, type, data } });
}

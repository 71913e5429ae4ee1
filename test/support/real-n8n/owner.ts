import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rest } from './rest';

export interface Owner {
	email: string;
	password: string;
}

/** n8n wants 8 to 64 characters with a digit and a capital letter among them. */
export function newOwner(): Owner {
	return { email: 'owner@example.com', password: `A1${randomBytes(12).toString('hex')}` };
}

/** The owner of a user folder: the one kept there by an earlier start, or a new one. */
export function ownerOf(userFolder: string): Owner {
	const file = join(userFolder, 'owner.json');
	if (!existsSync(file)) writeFileSync(file, JSON.stringify(newOwner()), { mode: 0o600 });
	return JSON.parse(readFileSync(file, 'utf8')) as Owner;
}

/**
 * Creates the owner's account on a fresh n8n and is logged in then; logs in on a used one.
 * @throws N8nApiError when the account exists with another password
 */
export async function setupOwner(rest: Rest, owner: Owner = newOwner()): Promise<Owner> {
	const settings = await rest.call<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
		'GET',
		'/settings',
	);
	if (!settings.userManagement.showSetupOnFirstLoad) {
		await login(rest, owner);
		return owner;
	}
	await rest.call('POST', '/owner/setup', { ...owner, firstName: 'Test', lastName: 'Owner' });
	return owner;
}

/** @throws N8nApiError with status 401 when e-mail or password are wrong */
export async function login(rest: Rest, owner: Owner): Promise<void> {
	await rest.call('POST', '/login', {
		emailOrLdapLoginId: owner.email,
		password: owner.password,
	});
}

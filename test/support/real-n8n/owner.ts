import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Owner {
	email: string;
	password: string;
}

/** The owner of a user folder: the one kept there by an earlier start, or a new one. */
export function ownerOf(userFolder: string): Owner {
	const file = join(userFolder, 'owner.json');
	if (!existsSync(file)) {
		// n8n wants 8 to 64 characters with a digit and a capital letter among them.
		const password = `A1${randomBytes(12).toString('hex')}`;
		writeFileSync(file, JSON.stringify({ email: 'owner@example.com', password }), { mode: 0o600 });
	}
	return JSON.parse(readFileSync(file, 'utf8')) as Owner;
}

/** A client of the project; the names are those of the contract's schema `Client`. */
export interface Client {
	id: number;
	platform_id: string;
	client_type: number;
	name: string | null;
	avatar: string | null;
	message_id: number | null;
	project_id: number;
	/** Unix seconds. */
	created_at: number;
	/** Unix seconds. */
	updated_at: number;
	custom_answer: string | null;
	tag: string | null;
	group: string;
	operator_start_dialog: number | string | null;
	/** The client's own variables, without the "client." that save_variables wants before them. */
	variables: Record<string, unknown>;
	/** The e-mail of the employee, once assign_to_user was called. */
	assigned_to: string | null;
}

/** Removes what WhatsApp may put behind a number, so that both forms of an id are one (schema `PlatformId`). */
export function barePlatformId(platformId: string | number): string {
	return String(platformId).trim().replace('@s.whatsapp.net', '');
}

/**
 * The clients by id, ready to be paged and to be found by messenger id.
 *
 * Add and remove with `set`, `delete` and `clear`. A client's other fields may be changed in place;
 * to change its `platform_id`, set it again.
 */
export class ClientTable extends Map<number, Client> {
	// `declare` keeps these from being reset after Map's constructor has run.
	declare private ascending: number[] | undefined;
	declare private byPlatformId: Map<string, Set<number>>;

	private get index(): Map<string, Set<number>> {
		this.byPlatformId ??= new Map();
		return this.byPlatformId;
	}

	override set(id: number, client: Client): this {
		if (!this.has(id)) {
			const last = this.ascending?.at(-1);
			if (last !== undefined && last < id) this.ascending?.push(id);
			else this.ascending = undefined;
		}
		this.forget(id);
		const key = barePlatformId(client.platform_id);
		const ids = this.index.get(key);
		if (ids) ids.add(id);
		else this.index.set(key, new Set([id]));
		return super.set(id, client);
	}

	override delete(id: number): boolean {
		this.forget(id);
		this.ascending = undefined;
		return super.delete(id);
	}

	override clear(): void {
		this.index.clear();
		this.ascending = undefined;
		super.clear();
	}

	/** Every id, smallest (oldest) first; kept between calls, since an export of 300,000 asks 600 times. */
	idsAscending(): readonly number[] {
		this.ascending ??= [...this.keys()].sort((first, second) => first - second);
		return this.ascending;
	}

	/** The clients with this messenger id, in one bot or in any. */
	withPlatformId(platformId: string | number, group?: string | number): Client[] {
		const found: Client[] = [];
		for (const id of this.index.get(barePlatformId(platformId)) ?? []) {
			const client = this.get(id);
			if (client && (group === undefined || client.group === String(group))) found.push(client);
		}
		return found;
	}

	private forget(id: number): void {
		const known = this.get(id);
		if (!known) return;
		this.index.get(barePlatformId(known.platform_id))?.delete(id);
	}
}

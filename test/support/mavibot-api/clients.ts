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

/** The id without what WhatsApp may put behind a number, so that both forms of an id are one (schema `PlatformId`). */
const bare = (platformId: string | number): string =>
	String(platformId).trim().replace('@s.whatsapp.net', '');

/**
 * The clients by id, ready to be paged and to be found by messenger id, since there may be 300,000.
 * A client's other fields may be changed in place; to change its `platform_id`, set it again.
 */
export class ClientTable extends Map<number, Client> {
	private ascending: number[] | undefined;
	private readonly byPlatformId = new Map<string, Set<Client>>();

	override set(id: number, client: Client): this {
		this.delete(id);
		const key = bare(client.platform_id);
		this.byPlatformId.set(key, (this.byPlatformId.get(key) ?? new Set()).add(client));
		return super.set(id, client);
	}

	override delete(id: number): boolean {
		const known = this.get(id);
		if (known) this.byPlatformId.get(bare(known.platform_id))?.delete(known);
		this.ascending = undefined;
		return super.delete(id);
	}

	override clear(): void {
		this.byPlatformId.clear();
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
		return [...(this.byPlatformId.get(bare(platformId)) ?? [])].filter(
			(client) => group === undefined || client.group === String(group),
		);
	}
}

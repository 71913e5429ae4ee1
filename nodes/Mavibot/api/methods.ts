/** What a key may be allowed to do, in the words of the contract's `x-permission`, spelled out for a person. */
const PERMISSIONS = {
	readClients: 'read clients',
	changeClients: 'change clients',
	deleteClients: 'delete clients',
	readCrm: 'read the CRM',
	changeCrm: 'change the CRM',
};

/** What is known of a method of the API; nothing else decides what may be done with it. */
export interface Method {
	verb: 'GET' | 'POST';
	/** The permission that a key has to have for it (the contract's `x-permission`). */
	permission: keyof typeof PERMISSIONS;
	/** Whether sending it a second time can change anything at Mavibot; then it is sent again after a 429 alone. */
	writes: boolean;
	/** The most elements that one request carries or gives, where the contract names a number. */
	limit?: number;
	/**
	 * The fields that say who a request is for, the one first that Mavibot takes where there are several (the
	 * contract's request bodies); `client_id` alone where nothing else stands here.
	 */
	recipients?: string[];
	/** Whether its `order_id` is the deal that it is about; elsewhere, a person's variable may be called so. */
	ofDeal?: true;
	/** Whether it looks for a client or a deal: a refusal can mean that there is none, and a status alone is no answer. */
	finds?: true;
	/** The one status that is a refusal where any other field can be a person's own, as the names of variables are. */
	onlyRefusal?: string;
}

/** The methods of the API (the contract's `paths`; a test compares). */
export const METHODS = {
	callback: {
		verb: 'POST',
		permission: 'changeClients',
		writes: true,
		recipients: ['client_id', 'client_phone', 'client_email'],
	},
	whatsapp_callback: {
		verb: 'POST',
		permission: 'changeClients',
		writes: true,
		recipients: ['phone'],
	},
	tg_callback: { verb: 'POST', permission: 'changeClients', writes: true, recipients: ['user_id'] },
	email_callback: {
		verb: 'POST',
		permission: 'changeClients',
		writes: true,
		recipients: ['email'],
	},
	send_callback_by_platform_id: {
		verb: 'POST',
		permission: 'changeClients',
		writes: true,
		limit: 300,
	},
	message: { verb: 'POST', permission: 'changeClients', writes: true },
	whatsapp_message: {
		verb: 'POST',
		permission: 'changeClients',
		writes: true,
		recipients: ['phone'],
	},
	broadcast: { verb: 'POST', permission: 'changeClients', writes: true },
	get_history: { verb: 'GET', permission: 'readClients', writes: false, limit: 2000 },
	clear_history: { verb: 'GET', permission: 'changeClients', writes: true },
	assign_to_user: { verb: 'POST', permission: 'changeClients', writes: true },
	load_clients: { verb: 'POST', permission: 'changeClients', writes: true },
	add_to_list: { verb: 'POST', permission: 'changeClients', writes: true },
	remove_from_list: { verb: 'POST', permission: 'changeClients', writes: true },
	get_clients: { verb: 'GET', permission: 'readClients', writes: false, limit: 500 },
	delete_clients: { verb: 'POST', permission: 'deleteClients', writes: true, limit: 500 },
	find_client_id_by_platform_id: {
		verb: 'POST',
		permission: 'readClients',
		writes: false,
		finds: true,
	},
	online_chat_client_id: {
		verb: 'GET',
		permission: 'changeClients',
		writes: true,
		recipients: ['recipient'],
		finds: true,
	},
	whatsapp_client_id: { verb: 'GET', permission: 'readClients', writes: false, finds: true },
	find_client_id_by_phone: { verb: 'GET', permission: 'readClients', writes: false, finds: true },
	find_client_id_by_email: { verb: 'GET', permission: 'readClients', writes: false, finds: true },
	find_client_id_by_var: { verb: 'GET', permission: 'readClients', writes: false, finds: true },
	find_latest_client_id_by_var: {
		verb: 'GET',
		permission: 'readClients',
		writes: false,
		finds: true,
	},
	find_all_client_id_by_var: { verb: 'GET', permission: 'readClients', writes: false, finds: true },
	find_all_client_id_by_several_vars: {
		verb: 'GET',
		permission: 'readClients',
		writes: false,
		// Its fields are the names of variables, of which one may be called so.
		recipients: [],
		finds: true,
	},
	find_clients: { verb: 'POST', permission: 'readClients', writes: false, finds: true },
	save_variables: { verb: 'POST', permission: 'changeClients', writes: true },
	get_variables: {
		verb: 'GET',
		permission: 'readClients',
		writes: false,
		onlyRefusal: 'client_not_found',
	},
	get_current_order_id: { verb: 'GET', permission: 'readCrm', writes: false, finds: true },
	get_orders: { verb: 'GET', permission: 'readCrm', writes: false },
	create_order: {
		verb: 'POST',
		permission: 'changeCrm',
		writes: true,
		recipients: ['client_id', 'phone', 'email'],
	},
	get_order_vars: { verb: 'POST', permission: 'readCrm', writes: false, ofDeal: true },
	set_order_vars: { verb: 'POST', permission: 'changeCrm', writes: true, ofDeal: true },
	get_order_state: { verb: 'GET', permission: 'readCrm', writes: false, ofDeal: true },
	set_order_state: { verb: 'POST', permission: 'changeCrm', writes: true },
	move_order_to_next_state: { verb: 'POST', permission: 'changeCrm', writes: true, ofDeal: true },
	connected_channels: { verb: 'GET', permission: 'readClients', writes: false },
	check_whatsapp: { verb: 'GET', permission: 'readClients', writes: false },
	get_messages: { verb: 'GET', permission: 'readClients', writes: false },
} satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;

export const isMethod = (name: string): name is MethodName => Object.hasOwn(METHODS, name);

/** What is known of a method; undefined of one that the API does not have. */
const about = (name: string): Method | undefined => (isMethod(name) ? METHODS[name] : undefined);

/** Whether sending a request a second time can change anything at Mavibot; taken to be so where nothing is known. */
export const isWrite = (method: string): boolean => about(method)?.writes ?? true;

/** Whether a method looks for a client or a deal. */
export const isFinder = (method: string): boolean => about(method)?.finds ?? false;

/** Whether a method is about the deal that its `order_id` names. */
export const isOfDeal = (method: string): boolean => about(method)?.ofDeal ?? false;

/** The one status that is a refusal of this method; undefined where its answers are read as those of most. */
export const onlyRefusalOf = (method: string): string | undefined => about(method)?.onlyRefusal;

/** The fields of a method's request that say who it is for. */
export const recipientFieldsOf = (method: string): string[] =>
	about(method)?.recipients ?? ['client_id'];

/** What the universal webhook can be pointed at to say who a request is for, by the API's names. */
export const POINTED_RECIPIENTS = ['client_id', 'phone', 'email', 'user_id'];

/** The most elements of one request; where the vendor names no number, that of most of its methods. */
export const limitOf = (method: MethodName): number => about(method)?.limit ?? 500;

/** The permission of a method for a sentence, as in "may not read clients". */
export const permissionInWords = (method: string): string | undefined => {
	const permission = about(method)?.permission;
	return permission && PERMISSIONS[permission];
};

/** The request of a method, as a routing declares it. */
export const requestOf = <Name extends MethodName>(
	method: Name,
): { method: Method['verb']; url: `/${Name}` } => ({
	method: METHODS[method].verb,
	url: `/${method}`,
});

/** The method that a routing's URL names; '' where there is none. */
export const methodOf = (url: string | undefined): string => (url ?? '').replace(/^\//, '');

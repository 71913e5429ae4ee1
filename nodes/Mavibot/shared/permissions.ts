/** What a key may be allowed to do, in the words of the contract's `x-permission`, spelled out for a person. */
const PERMISSIONS = {
	readClients: 'read clients',
	changeClients: 'change clients',
	deleteClients: 'delete clients',
	readCrm: 'read the CRM',
	changeCrm: 'change the CRM',
};

type Permission = keyof typeof PERMISSIONS;

/** The permission that each method of the API wants (the contract's `x-permission`; a test compares). */
export const PERMISSION_OF_METHOD: Record<string, Permission> = {
	callback: 'changeClients',
	whatsapp_callback: 'changeClients',
	tg_callback: 'changeClients',
	email_callback: 'changeClients',
	send_callback_by_platform_id: 'changeClients',
	message: 'changeClients',
	whatsapp_message: 'changeClients',
	broadcast: 'changeClients',
	get_history: 'readClients',
	clear_history: 'changeClients',
	assign_to_user: 'changeClients',
	load_clients: 'changeClients',
	add_to_list: 'changeClients',
	remove_from_list: 'changeClients',
	get_clients: 'readClients',
	delete_clients: 'deleteClients',
	find_client_id_by_platform_id: 'readClients',
	online_chat_client_id: 'changeClients',
	whatsapp_client_id: 'readClients',
	find_client_id_by_phone: 'readClients',
	find_client_id_by_email: 'readClients',
	find_client_id_by_var: 'readClients',
	find_latest_client_id_by_var: 'readClients',
	find_all_client_id_by_var: 'readClients',
	find_all_client_id_by_several_vars: 'readClients',
	find_clients: 'readClients',
	save_variables: 'changeClients',
	get_variables: 'readClients',
	get_current_order_id: 'readCrm',
	get_orders: 'readCrm',
	create_order: 'changeCrm',
	get_order_vars: 'readCrm',
	set_order_vars: 'changeCrm',
	get_order_state: 'readCrm',
	set_order_state: 'changeCrm',
	move_order_to_next_state: 'changeCrm',
	connected_channels: 'readClients',
	check_whatsapp: 'readClients',
	get_messages: 'readClients',
};

/**
 * Whether sending a request a second time can change anything at Mavibot. A method that a key may call
 * with a permission to read changes nothing, GET or POST (the contract's x-permission and summaries).
 */
export const isWrite = (method: string): boolean =>
	!(PERMISSION_OF_METHOD[method] ?? '').startsWith('read');

/** The permission of a method for a sentence, as in "may not read clients". */
export const permissionInWords = (method: string): string | undefined =>
	PERMISSIONS[PERMISSION_OF_METHOD[method]];

import type { Resource } from '../../running/operation';
import { assign } from './assign';
import { deleteClients } from './delete';
import { findAllByVariable } from './findAllByVariable';
import { findAllByVariables } from './findAllByVariables';
import { findByEmail } from './findByEmail';
import { findByOnlineChat } from './findByOnlineChat';
import { findByPhone } from './findByPhone';
import { findByPlatformId } from './findByPlatformId';
import { findByVariable } from './findByVariable';
import { findByWhatsApp } from './findByWhatsApp';
import { findLatestByVariable } from './findLatestByVariable';
import { getAll } from './getAll';
import { getVariables } from './getVariables';
import { importClients } from './import';
import { search } from './search';
import { setVariables } from './setVariables';
import { upsert } from './upsert';

export const client: Resource = {
	name: 'Client',
	value: 'client',
	operations: [
		assign,
		upsert,
		deleteClients,
		findByEmail,
		findByPlatformId,
		findByOnlineChat,
		findByPhone,
		findByVariable,
		findByWhatsApp,
		findLatestByVariable,
		findAllByVariable,
		findAllByVariables,
		getAll,
		getVariables,
		importClients,
		search,
		setVariables,
	],
	initial: getAll,
};

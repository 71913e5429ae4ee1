import type { ILoadOptionsFunctions, IDataObject } from 'n8n-workflow';
import { searchBlocks } from '../../nodes/Mavibot/methods/blocks';
import { searchBots } from '../../nodes/Mavibot/methods/bots';
import { searchClients } from '../../nodes/Mavibot/methods/clients';

/** What n8n gives to a list of the editor, and the requests that it was asked for. */
function listContext(requestOptions: IDataObject) {
	const requests: IDataObject[] = [];
	const context = {
		getCurrentNodeParameters: () => ({ requestOptions }),
		getCurrentNodeParameter: () => undefined,
		getNodeParameter: () => requestOptions,
		getNode: () => ({ name: 'Mavibot', type: 'mavibot', parameters: { requestOptions } }),
		getCredentials: async () => ({ apiKey: 'a1b2c3d4e5f6' }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IDataObject) => {
				requests.push(options);
				return { statusCode: 200, headers: {}, body: { status: 'success', clients: [] } };
			},
		},
	} as unknown as ILoadOptionsFunctions;
	return { context, requests };
}

describe.each(Object.entries({ searchBots, searchBlocks, searchClients }))(
	'the list of %s',
	(_name, search) => {
		it("goes through the node's proxy", async () => {
			const { context, requests } = listContext({ proxy: 'http://proxy:80' });

			await search.call(context);

			expect(requests).toMatchObject([{ proxy: { host: 'proxy', port: 80 } }]);
		});

		it('does not go around one that an expression leaves empty', async () => {
			const { context, requests } = listContext({ proxy: '' });

			await expect(search.call(context)).rejects.toThrow('Proxy is empty');
			expect(requests).toEqual([]);
		});
	},
);

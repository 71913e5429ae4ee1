/** What the demo tells who has started it. */
import { welcome, type DemoAccess } from '../../tools/demo/welcome';
import { MavibotApi } from '../../credentials/MavibotApi.credentials';

const ACCESS: DemoAccess = {
	mavibotUrl: 'http://127.0.0.1:5691',
	apiKey: 'test-key-17',
	formUrl: 'http://127.0.0.1:5690/form/a',
	n8nUrl: 'http://127.0.0.1:5690',
	owner: { email: 'owner@example.com', password: 'Secret1' },
	userFolder: '/tmp/demo',
	isWatched: false,
};

describe('the demo', () => {
	it('prints what goes into the fields of a credential that is added by hand, and how to add it', () => {
		const text = welcome(ACCESS);
		const { displayName, properties } = new MavibotApi();
		const values: Record<string, string> = { apiKey: ACCESS.apiKey, server: ACCESS.mavibotUrl };

		for (const field of properties.filter(({ type }) => type !== 'notice')) {
			expect(text).toMatch(new RegExp(`^ +${field.displayName} +${values[field.name]}$`, 'm'));
		}
		expect(text).toContain(`Create credential, "${displayName}"`);
	});

	it('says that changes are loaded only where they are', () => {
		const changes = 'is built and loaded';
		expect(welcome(ACCESS)).not.toContain(changes);
		expect(welcome({ ...ACCESS, isWatched: true })).toContain(changes);
	});
});

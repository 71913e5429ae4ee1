import type { Fault } from '../../support/mavibot-api';
import { errorOf } from '../mavibot/workflow';
import type { Shared } from '../mavibot/setup';
import { COLLEAGUE, WHATSAPP_BOT } from './fill-in';
import { submitForm } from './form';
import { published } from './imported';
import { requestsTo } from './requests';

/** The local Mavibot says of this number that it has no WhatsApp. */
const WITHOUT_WHATSAPP = '+1 555 0199';

/** A form of leads that start a WhatsApp bot. */
export function testsOfLeadForm(shared: () => Shared): void {
	const workflow = published(shared, 'lead-form-to-whatsapp', { node: 'Form Is Filled In' });

	const submitted = async (fields: Record<string, string>) =>
		await workflow().runBy(async () => {
			const { name, phone, about } = fields;
			await submitForm(workflow().urlOf('Form Is Filled In'), [name, phone, about]);
		});
	const callbacks = () => requestsTo(shared().mavibot, 'whatsapp_callback');

	test('the bot starts for a number that has WhatsApp, and nobody else is told', async () => {
		const { mavibot } = shared();

		const run = await submitted({ name: 'Nathan', phone: '+1 (555) 01-77', about: 'Green tea' });

		expect(errorOf(run)).toEqual({});
		expect(callbacks()).toEqual([
			{
				phone: '15550177',
				bot_id: String(WHATSAPP_BOT),
				name: 'Nathan',
				message: 'website_lead',
				'client.interest': 'Green tea',
			},
		]);
		const [nathan] = mavibot.state.clients.withPlatformId('15550177');
		expect(nathan).toMatchObject({ name: 'Nathan', variables: { interest: 'Green tea' } });
		expect(mavibot.messagesTo(COLLEAGUE)).toEqual([]);
	});

	test('a colleague is told of a number without WhatsApp, and no bot starts', async () => {
		const run = await submitted({ name: 'Nadia', phone: WITHOUT_WHATSAPP, about: '' });

		expect(errorOf(run)).toEqual({});
		expect(callbacks()).toEqual([]);
		expect(shared().mavibot.messagesTo(COLLEAGUE)).toMatchObject([
			{ text: `New lead, please call.\nName: Nadia\nPhone: ${WITHOUT_WHATSAPP}\nAbout: -` },
		]);
	});

	test.each<[string, Fault, number]>([
		['cannot be checked', { action: 'check_whatsapp', status: 500, times: Infinity }, 0],
		[
			'is checked in unknown words',
			{ action: 'check_whatsapp', body: { status: 'success', result: true } },
			0,
		],
		['gets no bot', { action: 'whatsapp_callback', status: 500, times: Infinity }, 1],
	])('a colleague is told when a number %s', async (_name, fault, callbackCount) => {
		const { mavibot } = shared();
		mavibot.fail(fault);

		const run = await submitted({ name: 'Nathan', phone: '15550177', about: 'Green tea' });

		expect(errorOf(run)).toEqual({});
		expect(callbacks()).toHaveLength(callbackCount);
		expect(mavibot.messagesTo(COLLEAGUE)).toMatchObject([
			{ text: 'New lead, please call.\nName: Nathan\nPhone: 15550177\nAbout: Green tea' },
		]);
	});
}

/**
 * Whatever is posted to the trigger, however it is set up: it starts the workflow, or ignores it, or refuses
 * it with a reason. That it does so at once is for test/e2e/webhook-input.test.ts to show.
 * test/support/properties/settings.ts tells how to search longer or elsewhere.
 */
import fc from 'fast-check';
import type { IDataObject, INodeParameters, NodeOperationError } from 'n8n-workflow';
import { changesOf, pathsIn, put } from '../support/properties/changes';
import { MESSAGE, nearly } from '../support/properties/message';
import { trying } from '../support/properties/settings';
import { anyValue, text } from '../support/properties/values';
import { wordingProblem } from '../support/properties/words';
import { useMavibot } from '../support/engine/mavibot';
import { createTrigger } from '../support/engine/trigger';

const { api } = useMavibot();

const credentials = () => ({ apiKey: api().apiKey, server: api().origin });

const EVERY_EVENT = 'clientMessage botMessage employeeMessage deliveryFailed serviceEvent'.split(
	' ',
);

const SETUPS: INodeParameters[] = [
	{},
	{ events: EVERY_EVENT, simplify: false },
	{
		events: EVERY_EVENT,
		filters: {
			attachments: 'with',
			clientTags: 'summer, winter',
			text: { condition: { operator: 'regex', value: '(a+)+\\b', caseSensitive: false } },
		},
	},
	{ events: EVERY_EVENT, options: { leaveOutApiMessages: true, leaveOutRepeats: true } },
	{ options: { secret: 'open sesame' } },
	{ events: ['blockCall'] },
	{ events: ['blockCall'], options: { secret: 'open sesame' } },
];

const nearlyMessage = nearly({ ...MESSAGE, message_id: 201, message_from_outside: 1 });

/** What n8n makes of a body: of JSON its value, of anything else text or nothing. */
const body = fc.oneof(
	nearlyMessage,
	anyValue,
	fc.json().map((json) => JSON.parse(json) as unknown),
);

const query = fc.dictionary(
	fc.oneof(fc.constantFrom('secret', 'a'), text),
	fc.oneof(fc.constant('open sesame'), text, fc.array(text)),
);

const contentType = fc.constantFrom(
	...['application/json', 'application/xml', 'application/x-www-form-urlencoded', 'text/plain'],
	'multipart/form-data',
);

const WITH_EVERYTHING = {
	events: ['clientMessage'],
	simplify: true,
	filters: {
		attachments: 'with',
		blocks: [201],
		bots: ['tea_shop_bot'],
		clientTags: 'summer, winter',
		messengers: [1],
		text: { condition: { operator: 'contains', value: 'price', caseSensitive: false } },
	},
	options: {
		allowLocalNetwork: false,
		downloadAttachments: true,
		downloadTimeout: 10,
		serviceTexts: 'pinned_message',
		leaveOutApiMessages: false,
		leaveOutRepeats: false,
		maxFileSize: 20,
		maxFiles: 5,
		allowedAddresses: '203.0.113.0/24',
		secret: 'open sesame',
	},
};

/** An expression that gives a value, without the brackets that would end it. */
const expressionOf = (value: unknown): string => {
	const text = JSON.stringify(JSON.stringify(value) ?? 'null');
	return `={{ JSON.parse(${text.replaceAll('}', '\\u007d')}) }}`;
};

it('is set up, or says what is wrong with its fields', async () => {
	await fc.assert(
		fc.asyncProperty(changesOf(pathsIn(WITH_EVERYTHING)), async (changes) => {
			const parameters = structuredClone(WITH_EVERYTHING);
			for (const { path, value } of changes) put(parameters, path, expressionOf(value));
			const trigger = await createTrigger(parameters, credentials());

			await trigger.activate().catch(({ message, description }: NodeOperationError) => {
				expect(wordingProblem(message, changes)).toBeUndefined();
				if (description) expect(wordingProblem(description, changes)).toBeUndefined();
			});
		}),
		trying(80),
	);
});

it('starts the workflow, ignores what came or refuses it with a reason', async () => {
	const triggers = await Promise.all(
		SETUPS.map(async (parameters) => {
			const trigger = await createTrigger(parameters, credentials());
			await trigger.activate();
			return trigger;
		}),
	);
	const seen = new Set<string>();
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...triggers.keys()),
			body,
			query,
			contentType,
			fc.integer({ min: 0, max: 6_000_000 }),
			fc.boolean(),
			async (index, posted, asked, type, size, isInParts) => {
				const sent = { query: asked as IDataObject, contentType: type, size, isInParts };
				const { answered, result } = await triggers[index].call(posted, sent);

				const { status = 200, json = result.webhookResponse } = answered ?? {};
				const { status: outcome, message } = json as { status: string; message?: string };
				seen.add(`${status} ${outcome}`);
				if (outcome === 'refused') {
					expect([400, 403, 413]).toContain(status);
					if (status !== 403) expect(status === 413).toBe(size > 5_000_000);
					expect(wordingProblem(message, { posted })).toBeUndefined();
					expect(result).toEqual({ noWebhookResponse: true });
				} else {
					expect(status).toBe(200);
					expect(size).toBeLessThanOrEqual(5_000_000);
					expect(outcome).toBe(result.workflowData === undefined ? 'ignored' : 'started');
					// n8n stores it as JSON.
					expect(() => JSON.stringify(result.workflowData)).not.toThrow();
				}
			},
		),
		trying(400),
	);
	// Were one of these never reached, the property would say nothing of it.
	const refused = ['400 refused', '403 refused', '413 refused'];
	expect([...seen].sort()).toEqual(['200 ignored', '200 started', ...refused]);
});

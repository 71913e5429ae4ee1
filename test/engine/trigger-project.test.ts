/** Of which project a message has to be, while the trigger is published, and after its credential was changed. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { loopbacksOfTests } from '../support/e2e/loopback';
import { createTrigger } from '../support/engine/trigger';
import { postedMessage } from '../support/posted-message';

const startLoopback = loopbacksOfTests();

const STARTED = { status: 'started' };
const OF_OTHER = {
	status: 403,
	json: { status: 'refused', message: expect.anything() as unknown },
};

/** The Mavibot API, as far as it tells which project a key belongs to, and a trigger with the key of project 1. */
async function setUp(parameters: INodeParameters = {}) {
	const api = {
		/** By key. */
		projects: { one: 1, again: 1, two: 2 } as Record<string, number>,
		status: 200,
		/** What has to come before it answers. */
		until: Promise.resolve() as Promise<unknown>,
		asked: [] as string[],
	};
	const { origin } = await startLoopback((request, response) => {
		const key = Object.keys(api.projects).find((one) => request.url?.includes(`/${one}/`)) ?? '';
		api.asked.push(key);
		void api.until.then(() => {
			response.writeHead(api.status, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ project_id: api.projects[key] }));
		});
	});
	const credential: { apiKey: string; server: string } = { apiKey: 'one', server: origin };
	const trigger = await createTrigger(parameters, credential);
	return {
		api,
		credential,
		trigger,
		/** What became of a message of a project. */
		async posted(projectId: number, fields: IDataObject = {}): Promise<unknown> {
			const body = postedMessage({ project_id: projectId, ...fields });
			const { answered, result } = await trigger.call(body);
			if (answered === undefined) return result.webhookResponse;
			return answered.status === 200 ? answered.json : answered;
		},
	};
}

/** A promise, and what fulfils it. */
function gate() {
	let open = (): void => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return { opened, open };
}

/** Resolves once the API was asked so often. */
async function asked({ asked: keys }: { asked: string[] }, times: number): Promise<void> {
	while (keys.length < times) await new Promise((resolve) => setImmediate(resolve));
}

it('holds a message while the first publication asks for the project, and asks once for all', async () => {
	const { api, trigger, posted } = await setUp();
	const { opened, open } = gate();
	api.until = opened;
	const publication = trigger.activate();
	await asked(api, 1);
	const messages = [posted(1), posted(1), posted(2)];
	open();
	await publication;
	expect(await Promise.all(messages)).toEqual([STARTED, STARTED, OF_OTHER]);
	expect(api.asked).toEqual(['one']);
});

it('takes messages at once while a changed field is published, whatever the API does', async () => {
	const { api, trigger, posted } = await setUp();
	await trigger.activate();
	api.status = 500;
	await trigger.deactivate();
	expect(await posted(1)).toEqual(STARTED);
	await trigger.activate();
	expect(await posted(1)).toEqual(STARTED);
	expect(api.asked).toEqual(['one']);
});

it('is of another project at once, for what is held and for what comes later', async () => {
	const { api, credential, trigger, posted } = await setUp();
	await trigger.activate();
	expect(await posted(1)).toEqual(STARTED);
	const { opened, open } = gate();
	api.until = opened;
	credential.apiKey = 'two';
	const publication = trigger.activate();
	await asked(api, 2);
	const held = [posted(1), posted(2)];
	open();
	await publication;
	expect(await Promise.all(held)).toEqual([OF_OTHER, STARTED]);
	expect(await posted(1)).toEqual(OF_OTHER);
	expect(await posted(2)).toEqual(STARTED);
});

it('takes the messages of the new project as soon as the credential is changed, without a publication', async () => {
	const { api, credential, trigger, posted } = await setUp();
	await trigger.activate();
	expect(await posted(1)).toEqual(STARTED);
	credential.apiKey = 'two';
	expect(await posted(2)).toEqual(STARTED);
	expect(await posted(1)).toEqual(OF_OTHER);
	expect(await posted(2)).toEqual(STARTED);
	expect(api.asked).toEqual(['one', 'two']);
});

it('does not go back to the old project where n8n stored an older copy of its static data', async () => {
	const { credential, trigger, posted } = await setUp();
	await trigger.activate();
	const older = JSON.parse(JSON.stringify(trigger.workflow.staticData)) as IDataObject;
	credential.apiKey = 'two';
	await trigger.activate();
	Object.assign(trigger.workflow.staticData, older);
	expect(await posted(1)).toEqual(OF_OTHER);
	expect(await posted(2)).toEqual(STARTED);
});

it('starts nothing with a message of the old project whose file came after the move', async () => {
	const { opened, open } = gate();
	const fetched = gate();
	const files = await startLoopback((_request, response) => {
		fetched.open();
		void opened.then(() => response.end('file'));
	});
	const { credential, trigger, posted } = await setUp({
		options: { downloadAttachments: true, allowLocalNetwork: true, leaveOutRepeats: true },
	});
	await trigger.activate();
	const late = posted(1, { id: 1, attachments: [`${files.origin}/a.txt`] });
	await fetched.opened;
	credential.apiKey = 'two';
	await trigger.activate();
	open();
	expect(await late).toEqual(OF_OTHER);
	expect(await posted(2, { id: 2 })).toEqual(STARTED);
});

describe('where Mavibot cannot be asked', () => {
	it.each([
		['the last known project decides', 'again'],
		['it decides for messages of the new project too, which it refuses', 'two'],
	])('%s', async (_what, apiKey) => {
		const { api, credential, trigger, posted } = await setUp();
		await trigger.activate();
		credential.apiKey = apiKey;
		api.status = 500;
		await trigger.activate();
		expect([await posted(1), await posted(2)]).toEqual([STARTED, OF_OTHER]);
	});

	it('does not hold a message for longer than some seconds', async () => {
		const { api, credential, trigger, posted } = await setUp();
		await trigger.activate();
		const timeout = jest.spyOn(AbortSignal, 'timeout');
		try {
			const late = new AbortController();
			timeout.mockReturnValue(late.signal);
			api.until = new Promise(() => {});
			credential.apiKey = 'again';
			const messages = [posted(1), posted(2)];
			// A key that was read a moment ago holds for a second; a message of another project has it read at once.
			await asked(api, 2);
			expect(timeout).toHaveBeenCalledWith(10_000);
			late.abort();
			expect(await Promise.all(messages)).toEqual([STARTED, OF_OTHER]);
			// Nor any other message for a while.
			expect([await posted(1), await posted(2)]).toEqual([STARTED, OF_OTHER]);
		} finally {
			timeout.mockRestore();
		}
	});

	it('answers 503 where no project is known', async () => {
		const { api, posted } = await setUp();
		api.status = 500;
		expect(await posted(1)).toEqual({
			status: 503,
			json: expect.objectContaining({ status: 'refused' }) as unknown,
		});
	});

	it('learns by itself once it can be asked again', async () => {
		const { api, credential, trigger, posted } = await setUp();
		await trigger.activate();
		credential.apiKey = 'two';
		api.status = 500;
		expect(await posted(2)).toEqual(OF_OTHER);
		api.status = 200;
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 10_001);
		try {
			expect(await posted(2)).toEqual(STARTED);
			expect(await posted(1)).toEqual(OF_OTHER);
		} finally {
			clock.mockRestore();
		}
	});
});

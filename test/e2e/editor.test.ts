/**
 * The nodes in n8n's editor, driven by a browser as a person would.
 *
 * Needs Chromium (`apt-get install chromium`, or its path in CHROMIUM_PATH). Takes about two minutes
 * where n8n is installed.
 */
import { testsOfBuilding } from './editor/building';
import { testsOfCredential } from './editor/credential';
import { testsOfForms } from './editor/forms';
import { testsOfPanel } from './editor/panel';
import { testsOfTriggerForm } from './editor/trigger-form';
import { startShared, type Shared } from './editor/setup';

const INSTALL_LIMIT_MS = 20 * 60_000;

jest.setTimeout(90_000);

let started: Shared | undefined;

function shared(): Shared {
	if (started === undefined) throw new Error('n8n or the browser did not start');
	return started;
}

beforeAll(async () => {
	started = await startShared();
}, INSTALL_LIMIT_MS);

afterAll(async () => await started?.stop(), 60_000);

describe('the node panel', () => testsOfPanel(shared));
describe('the credential', () => testsOfCredential(shared));
describe('a workflow built by hand', () => testsOfBuilding(shared));
describe('the form of every operation', () => testsOfForms(shared));
describe('the form of the trigger', () => testsOfTriggerForm(shared));

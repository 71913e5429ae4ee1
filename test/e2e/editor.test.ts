/**
 * The nodes in n8n's editor, driven by a browser as a person would.
 *
 * Takes about two minutes where n8n is installed.
 */
import { testsOfBuilding } from './editor/building';
import { testsOfCredential } from './editor/credential';
import { testsOfForms } from './editor/forms';
import { testsOfPanel } from './editor/panel';
import { testsOfTriggerForm } from './editor/trigger-form';
import { startWithBrowser } from './editor/setup';
import { sharedByTests } from '../support/e2e/sharing';

const shared = sharedByTests(startWithBrowser);

describe('the node panel', () => testsOfPanel(shared));
describe('the credential', () => testsOfCredential(shared));
describe('a workflow built by hand', () => testsOfBuilding(shared));
describe('the form of every operation', () => testsOfForms(shared));
describe('the form of the trigger', () => testsOfTriggerForm(shared));

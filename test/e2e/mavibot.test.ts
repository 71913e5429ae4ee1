/**
 * The package in a real n8n, against the local Mavibot: one n8n for all of it.
 *
 * Takes about 45 s where n8n is installed. The first run on a machine installs it, which takes
 * about five minutes more.
 */
import { sharedByTests } from '../support/e2e/sharing';
import { testsOfAction } from './mavibot/action';
import { testsOfCredentialTest } from './mavibot/credential-test';
import { testsOfExamples } from './mavibot/examples';
import { testsOfHttpRequest } from './mavibot/http-request';
import { testsOfLists } from './mavibot/lists';
import { testsOfPlainExpressions } from './mavibot/plain-expressions';
import { testsOfSchemas } from './mavibot/schemas';
import { testsOfSecret } from './mavibot/secret';
import { startShared } from './mavibot/setup';
import { testsOfTrigger } from './mavibot/trigger';

const shared = sharedByTests(startShared);

describe('the test of the credential', () => testsOfCredentialTest(shared));
describe('the lists in the editor', () => testsOfLists(shared));
describe('the schemas of the output', () => testsOfSchemas(shared));
describe('the action node', () => testsOfAction(shared));
describe('an expression', () => testsOfPlainExpressions(shared));
describe('the HTTP Request node', () => testsOfHttpRequest(shared));
describe('the trigger', () => testsOfTrigger(shared));
describe('the examples', () => testsOfExamples(shared));
describe('the key', () => testsOfSecret(shared));

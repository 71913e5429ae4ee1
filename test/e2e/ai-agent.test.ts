/**
 * The Mavibot node as a tool of an AI agent, in a real n8n, against the local Mavibot and a stand-in for
 * the model. Nothing leaves this machine.
 *
 * Takes about 35 s where n8n is installed and little else runs.
 */
import { testsOfAgent3, testsOfCalls } from './ai-agent/calls';
import { testsOfExample } from './ai-agent/example';
import { testsOfOperations } from './ai-agent/operations';
import { testsOfReview } from './ai-agent/review';
import { testsOfReviewExample } from './ai-agent/reviewExample';
import { startWithModel } from './ai-agent/setup';
import { sharedByTests } from '../support/e2e/sharing';
import { KEY_MARK } from './mavibot/setup';

const shared = sharedByTests(startWithModel);

beforeEach(() => shared().mavibot.reset());

afterEach(() => {
	const { model } = shared();
	expect(model.unsaid()).toBe(0);
	expect(JSON.stringify(model.questions)).not.toContain(KEY_MARK);
});

describe('every operation as a tool', () => testsOfOperations(shared));
describe.each([3.1, 2.2])('a call by an agent of version %s', (agentVersion) =>
	testsOfCalls(shared, agentVersion),
);
describe('an agent of version 3', () => testsOfAgent3(shared));
describe('a review by a person', () => testsOfReview(shared));
describe('the example', () => testsOfExample(shared));
describe('the example with a review', () => testsOfReviewExample(shared));

/**
 * The package in n8n's queue mode: main, a webhook process and two workers, with PostgreSQL and Redis of
 * their own, against the local Mavibot. What docs/queue-mode.md says is tried here.
 *
 * Takes about four minutes on two cores, where n8n is installed and this package is built.
 */
import { sharedByTests } from '../support/e2e/sharing';
import { testsOfAsking } from './parts/asking';
import { testsOfBulk } from './parts/bulk';
import { testsOfExamples } from './parts/examples';
import { testsOfFaults } from './parts/faults';
import { testsOfRestarts } from './parts/restarts';
import { testsOfTrigger } from './parts/trigger';
import { testsOfWorkers } from './parts/workers';
import { startShared } from '../support/queue/shared';

const shared = sharedByTests(startShared);

beforeEach(async () => await shared().renew());

testsOfExamples(shared);
testsOfTrigger(shared);
testsOfBulk(shared);
testsOfAsking(shared);
testsOfFaults(shared);
testsOfWorkers(shared);
testsOfRestarts(shared);

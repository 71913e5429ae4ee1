import { writeFileSync } from 'node:fs';
import '../../test/support/engine/quiet';
import { measureAll } from '../../test/support/engine/fault-matrix/measure';
import { apiPage, PAGE as API_PAGE } from './api';
import { faultsPage, PAGE as FAULTS_PAGE } from './faults';
import { operationsPage, PAGE as OPERATIONS_PAGE } from './operations';

async function main(): Promise<void> {
	writeFileSync(API_PAGE, apiPage());
	writeFileSync(OPERATIONS_PAGE, operationsPage());
	writeFileSync(FAULTS_PAGE, faultsPage(await measureAll()));
}

void main();

import { writeFileSync } from 'node:fs';
import { operationsPage, PAGE } from './operations';

writeFileSync(PAGE, operationsPage());

/**
 * The example workflows in a real n8n, against the local Mavibot: each is imported, filled in as its
 * notes say and triggered for real, on its good path and where it has to hold back.
 *
 * Takes about a minute where n8n is installed and this package is built.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { testsOfAsking } from './examples/ask';
import { testsOfBroadcast } from './examples/broadcast';
import { testsOfDeliveryFailures } from './examples/delivery-failures';
import { testsOfLeadForm } from './examples/lead-form';
import { testsOfNightlyExport } from './examples/nightly-export';
import { testsOfPaid } from './examples/paid';
import { testsOfPriceForBotBlock } from './examples/price-for-bot-block';
import { testsOfShopOrder } from './examples/shop-order';
import { testsOfSpreadsheet } from './examples/spreadsheet';
import { sharedByTests } from '../support/e2e/sharing';
import { startShared } from './mavibot/setup';

const shared = sharedByTests(startShared);

beforeAll(() => {
	// The folder that n8n may write to by default; n8n does not make it.
	mkdirSync(join(shared().launched.n8n.userFolder, '.n8n-files'));
});

beforeEach(() => shared().mavibot.reset());

describe('who is asked', () => testsOfAsking(shared));
describe('the lead form', () => testsOfLeadForm(shared));
describe('the spreadsheet', () => testsOfSpreadsheet(shared));
describe('the broadcast with a check', () => testsOfBroadcast(shared));
describe("the shop's order", () => testsOfShopOrder(shared));
describe('the answer that moves a deal on', () => testsOfPaid(shared));
describe('the nightly export', () => testsOfNightlyExport(shared));
describe('the table of delivery failures', () => testsOfDeliveryFailures(shared));
describe('the price for a block of the bot', () => testsOfPriceForBotBlock(shared));

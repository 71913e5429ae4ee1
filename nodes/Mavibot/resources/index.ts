import type { Resource } from '../running/operation';
import { block } from './block';
import { bot } from './bot';
import { channel } from './channel';
import { client } from './client';
import { deal } from './deal';
import { list } from './list';
import { message } from './message';

/** The Resource dropdown, in its order. */
export const resources: Resource[] = [block, bot, channel, client, deal, list, message];

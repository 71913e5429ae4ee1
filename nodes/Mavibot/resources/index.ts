import type { Resource } from '../running/operation';
import { block } from './block';
import { bot } from './bot';
import { channel } from './channel';
import { client } from './client';
import { deal } from './deal';
import { list } from './list';
import { message } from './message';

/** The Resource dropdown, and so the actions of the node panel, in their order: what most people come for is first. */
export const resources: Resource[] = [message, client, deal, bot, list, channel, block];

// For n8n, which loads it as a file of hooks (EXTERNAL_HOOK_FILES).
import { watchTimeOuts } from '../time-outs.ts';

watchTimeOuts();

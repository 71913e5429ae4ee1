import { readFileSync, writeFileSync } from 'node:fs';
import type { BenchN8n } from './bench-n8n';

export const MB = 1_000_000;

/** The process's highest use of memory since `forgetPeak`, in bytes, as Linux shows it. */
export function peakOf(pid: number): number {
	const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Number(line?.[1]) * 1024;
}

export const forgetPeak = (pid: number) => writeFileSync(`/proc/${pid}/clear_refs`, '5');

/**
 * Has n8n free what it can.
 * @param url of a workflow that `ITEMS_TRIGGER` starts
 * @returns its process, and the bytes that it holds then
 */
export const tidied = async ({ post }: BenchN8n, url: string) =>
	JSON.parse((await post(url, { count: 0 })).text) as { pid: number; rss: number };
